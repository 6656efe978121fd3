"""The webhook: what Meta posts is checked, kept, and acknowledged; all the rest is done afterwards."""

import json
import logging
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.channels.whatsapp.bounded import read_at_most
from bot.channels.whatsapp.config import Config
from bot.channels.whatsapp.incoming import read_update
from bot.channels.whatsapp.intake import Intake
from bot.channels.whatsapp.signature import HEADER, is_signed, same
from bot.messages.rows import utc_now

logger = logging.getLogger(__name__)

PATH = "/whatsapp/webhook"
# Meta sends at most 3 MB.
MOST_BODY = 4 * 1024**2


@dataclass(frozen=True)
class Hook:
    """What a handler needs."""

    config: Config
    intake: Intake


HOOK = web.AppKey("whatsapp", Hook)


async def verify(request: web.Request) -> web.Response:
    """Meta asks whether the address is ours, when an operator enters it there: our own token must come back."""
    query, config = request.query, request.app[HOOK].config
    if query.get("hub.mode") != "subscribe" or not same(query.get("hub.verify_token", ""), config.verify_token):
        logger.warning("WhatsApp: somebody asked for the webhook with a wrong verify token")
        return web.Response(status=403, text="wrong verify token\n")
    return web.Response(text=query.get("hub.challenge", "")[:256])


async def receive(request: web.Request) -> web.Response:
    """What happened, from Meta: kept before it is acknowledged, so that Meta brings it again when it could not be."""
    hook = request.app[HOOK]
    body = await read_at_most(request.content, request.content_length, MOST_BODY)
    if body is None:
        return _refused(413, "a body that is too large")
    if not is_signed(body, request.headers.get(HEADER), hook.config.app_secret):
        return _refused(401, "a wrong signature")
    payload = _read(body)
    if payload is None:
        return _refused(400, "a body that is no JSON object")
    update = read_update(payload, hook.config.number_id, utc_now())
    if update.strange:
        logger.warning("WhatsApp: %d parts of what Meta posted could not be read", update.strange)
    if update.messages or update.statuses:
        await hook.intake.take(update)
    return web.Response()


def _read(body: bytes) -> dict[str, Any] | None:
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return payload if isinstance(payload, dict) else None


def _refused(status: int, what: str) -> web.Response:
    logger.warning("WhatsApp: %s was refused", what)
    return web.Response(status=status, text=f"{what}\n")


ROUTES = [web.get(PATH, verify, allow_head=False), web.post(PATH, receive)]
