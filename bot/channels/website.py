"""The website's chat: its calls, the same for the widget, the command line and tests."""

import logging
from dataclasses import asdict

from aiohttp import web

from bot.channels import photos, places
from bot.channels.conversation import (
    conversation_if_any,
    conversation_of,
    cookie_comes_back,
    keep_in_cookie,
    unknown_conversation,
)
from bot.channels.events import EventStream
from bot.channels.inbound import Inbound, read_inbound, read_object
from bot.channels.kinds import question_kinds
from bot.channels.limits import LIMITS
from bot.channels.windows import WINDOWS
from bot.messages.message import Accepted, UnknownOption
from bot.web.address import visitor_address
from bot.web.errors import ApiError
from bot.web.keys import ANNOUNCER, DISPATCHER, LOG, MUNICIPALITY, NOTICES, SETTINGS

logger = logging.getLogger(__name__)

_CONVERSATIONS = "/api/chat/conversations"
# The browser says every three seconds that somebody is still writing.
_TYPING_FOR = 6.0


async def start(request: web.Request) -> web.Response:
    """A new conversation: its token, and whether the browser has it in a cookie and need not keep it."""
    request.app[LIMITS].start(visitor_address(request))
    started = await request.app[LOG].start("website", request.app[MUNICIPALITY].welcome)
    cookie = cookie_comes_back(request)
    answer = {"token": started.token, "position": started.position, "cookie": cookie}
    response = web.json_response(answer, status=201)
    if cookie:
        keep_in_cookie(request, response, started.token)
    return response


async def resume(request: web.Request) -> web.Response:
    """The newest position of the conversation the caller already has; none without one: that is no error."""
    conversation_id = await conversation_if_any(request)
    position = await request.app[LOG].last_position(conversation_id) if conversation_id else None
    return web.json_response({"position": position})


async def send(request: web.Request) -> web.Response:
    """A resident's message: 202 when it is new, 200 when it was there already."""
    app = request.app
    conversation_id = await conversation_of(request)
    app[LIMITS].message(conversation_id)
    inbound = await read_inbound(request, app[SETTINGS].max_message_length)
    try:
        accepted = await _accept(app, conversation_id, inbound)
    except UnknownOption:
        message = "Deze keuze ken ik niet meer. Kies opnieuw of typ je antwoord."
        raise ApiError(422, "unknown_option", message) from None
    except LookupError:
        raise unknown_conversation() from None
    app[ANNOUNCER].set_typing(conversation_id, False, "resident")
    if accepted.waits:
        app[DISPATCHER].wake(conversation_id)
    return web.json_response({"position": accepted.position}, status=202 if accepted.new else 200)


async def typing(request: web.Request) -> web.Response:
    """The resident is writing, or stopped; a colleague at the desk sees that."""
    conversation_id = await conversation_of(request)
    on = (await read_object(request)).get("on")
    if not isinstance(on, bool):
        raise ApiError(400, "wrong_shape", "Laad de pagina opnieuw en probeer het nog eens.")
    if request.app[LIMITS].signal(conversation_id):
        request.app[ANNOUNCER].set_typing(conversation_id, on, "resident", _TYPING_FOR)
    return web.Response(status=204)


async def events(request: web.Request) -> web.StreamResponse:
    """Server-sent events from a position on."""
    conversation_id = await conversation_of(request)
    position = _position(request)
    response = web.StreamResponse(
        headers={
            "Content-Type": "text/event-stream; charset=utf-8",
            "Cache-Control": "no-store",
            "X-Accel-Buffering": "no",
        }
    )
    notices, kinds = request.app[NOTICES], question_kinds()
    stream = EventStream(
        request.app[LOG],
        request.app[ANNOUNCER],
        conversation_id,
        position,
        kinds=kinds,
        notice=lambda: notices.current,
    )
    try:
        await response.prepare(request)
        with request.app[WINDOWS].open(conversation_id):
            await stream.send_to(response)
    except ConnectionResetError:
        logger.debug("a reader left; it resumes by position")
    except Exception:
        # The stream has begun, so all that is left is to end it: the browser resumes by position.
        logger.exception("an event stream broke")
    return response


async def streets(_request: web.Request) -> web.Response:
    """Streets to suggest while somebody types one."""
    return web.json_response({"streets": places.streets()}, headers={"Cache-Control": "public, max-age=3600"})


async def _accept(app: web.Application, conversation_id: str, inbound: Inbound) -> Accepted:
    text, attachment = inbound.text, None
    if inbound.place is not None:
        text = places.describe(inbound.place.latitude, inbound.place.longitude)
        attachment = {"place": asdict(inbound.place)}
    return await app[LOG].accept(conversation_id, inbound.id, text, inbound.option, attachment=attachment)


def _position(request: web.Request) -> int:
    # A browser that reconnects repeats the address it began with, so what it saw last counts more.
    given = request.headers.get("Last-Event-ID") or request.query.get("after") or "0"
    if not (given.isascii() and given.isdigit() and len(given) <= 9):
        raise ApiError(400, "wrong_position", "Laad de pagina opnieuw, dan ga ik verder.")
    return int(given)


ROUTES = [
    web.post(_CONVERSATIONS, start),
    web.get(_CONVERSATIONS, resume, allow_head=False),
    web.post("/api/chat/messages", send),
    web.post("/api/chat/typing", typing),
    web.post("/api/chat/photos", photos.send_photo),
    web.get("/api/chat/photos/{photo}", photos.photo, allow_head=False),
    web.get("/api/chat/streets", streets, allow_head=False),
    web.get("/api/chat/events", events, allow_head=False),
]
