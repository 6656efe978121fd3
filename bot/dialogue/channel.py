"""The private door into Rasa: one message in, what Noor says to it out.

`POST /webhooks/noor/messages` with the shared secret and {"conversation", "id", "text", "choice", "channel"}. The
same id again gives the same replies, so that a message can safely be sent again after a lost answer. `choice` is
the answer of a tapped option, as it was given out with the reply.
"""

import hmac
import logging
import re
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.core.events import BotUttered
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.dialogue.remote_action import ActionFailed, ActionsUnavailable

logger = logging.getLogger(__name__)

_SLASHES = re.compile(r"^[\s/]+")

NOT_UNDERSTOOD: dict[str, Any] = {
    "text": "Dat begrijp ik niet. Vertel in een paar woorden wat je wilt doen of regelen.",
    "options": [],
    "question": None,
}


class NoorChannel(InputChannel):
    """Rasa's side of the path of a message."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    @classmethod
    def name(cls) -> str:
        return "noor"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        """Raises ValueError without a secret: Rasa stays private."""
        secret = (credentials or {}).get("secret")
        if not secret or secret.startswith("${"):
            raise ValueError("NOOR_RASA_SECRET is not set: Rasa does not start without it")
        return cls(secret)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The two calls of the channel."""
        webhook = Blueprint("noor_channel", __name__)

        @webhook.get("/")
        async def health(request: Request) -> HTTPResponse:
            agent = request.app.ctx.agent
            ready = agent is not None and agent.is_ready()
            return response.json({"ready": ready}, 200 if ready else HTTPStatus.SERVICE_UNAVAILABLE)

        @webhook.post("/messages")
        async def receive(request: Request) -> HTTPResponse:
            given = (request.headers.get("Authorization") or "").removeprefix("Bearer ")
            if not hmac.compare_digest(given.encode(errors="replace"), self._secret.encode()):
                return response.json({"error": "wrong secret"}, HTTPStatus.UNAUTHORIZED)
            try:
                message = _message(request.json)
            except (KeyError, TypeError, ValueError) as error:
                return response.json({"error": f"not a message: {error}"}, HTTPStatus.UNPROCESSABLE_ENTITY)
            try:
                replies = await _answer(request.app.ctx.agent.tracker_store, on_new_message, message)
            except ActionFailed as error:
                logger.error("%s", error)
                return response.json({"error": "an action failed"}, HTTPStatus.INTERNAL_SERVER_ERROR)
            except ActionsUnavailable as error:
                logger.warning("%s", error)
                return response.json({"error": "actions unavailable"}, HTTPStatus.SERVICE_UNAVAILABLE)
            return response.json({"replies": [_reply(event) for event in replies] or [NOT_UNDERSTOOD]})

        return webhook


async def _answer(store: Any, on_new_message: Callable[..., Awaitable[Any]], message: UserMessage) -> list[BotUttered]:
    replies = await store.replies(message.sender_id, message.message_id)
    if replies is None:
        await on_new_message(message)
        replies = await store.replies(message.sender_id, message.message_id)
    return replies or []


def _message(body: dict[str, Any]) -> UserMessage:
    if not isinstance(body, dict):
        raise TypeError("it must be an object")
    choice = body.get("choice")
    # Only an option of ours may name an intent; what a resident types is text, whatever it begins with.
    text = choice["payload"] if choice else _SLASHES.sub("", _string(body, "text")) or "?"
    if not isinstance(text, str):
        raise TypeError("the payload must be a string")
    return UserMessage(
        text,
        CollectingOutputChannel(),
        _string(body, "conversation"),
        input_channel=_string(body, "channel"),
        message_id=_string(body, "id"),
        metadata={"label": _string(body, "text")} if choice else None,
    )


def _string(body: dict[str, Any], name: str) -> str:
    if not isinstance(body[name], str):
        raise TypeError(f"{name} must be a string")
    return body[name]  # type: ignore[no-any-return]


def _reply(event: BotUttered) -> dict[str, Any]:
    buttons = event.data.get("buttons") or []
    return {
        "text": event.text,
        "options": [{"label": b["title"], "answer": {"payload": b["payload"]}} for b in buttons],
        "question": (event.data.get("custom") or {}).get("question"),
    }
