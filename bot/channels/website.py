"""The website's chat: three calls, the same for the page, the command line and tests."""

import logging
from pathlib import Path

from aiohttp import web

from bot.channels.events import EventStream
from bot.channels.inbound import read_inbound
from bot.messages.message import UnknownOption
from bot.web.errors import ApiError
from bot.web.keys import ANNOUNCER, DISPATCHER, LOG, MUNICIPALITY, SETTINGS
from bot.web.rate import RateLimit

logger = logging.getLogger(__name__)

STATIC = Path(__file__).with_name("static")
COOKIE = "noor"
RATE = web.AppKey("rate", RateLimit)

_CONVERSATIONS = "/api/chat/conversations"


async def page(_request: web.Request) -> web.FileResponse:
    """The chat page."""
    return web.FileResponse(STATIC / "index.html")


async def start(request: web.Request) -> web.Response:
    """A new conversation: its token, also as a cookie."""
    started = await request.app[LOG].start("website", request.app[MUNICIPALITY].welcome)
    response = web.json_response({"token": started.token, "position": started.position}, status=201)
    response.set_cookie(
        COOKIE,
        started.token,
        path="/api/chat",
        httponly=True,
        samesite="Strict",
        secure=request.app[SETTINGS].secure_cookies,
    )
    return response


async def resume(request: web.Request) -> web.Response:
    """The newest position of the conversation the caller already has."""
    position = await request.app[LOG].last_position(await _conversation(request))
    return web.json_response({"position": position})


async def send(request: web.Request) -> web.Response:
    """A resident's message: 202 when it is new, 200 when it was there already."""
    app = request.app
    conversation_id = await _conversation(request)
    wait = app[RATE].take(conversation_id)
    if wait:
        seconds = {"Retry-After": str(int(wait) + 1)}
        raise ApiError(429, "too_fast", "Dat gaat me te snel. Wacht even en probeer het opnieuw.", seconds)
    inbound = await read_inbound(request, app[SETTINGS].max_message_length)
    try:
        position, new = await app[LOG].accept(conversation_id, inbound.id, inbound.text, inbound.option)
    except UnknownOption:
        message = "Deze keuze ken ik niet meer. Kies opnieuw of typ je antwoord."
        raise ApiError(422, "unknown_option", message) from None
    except LookupError:
        raise _unknown_conversation() from None
    if new:
        app[DISPATCHER].wake(conversation_id)
    return web.json_response({"position": position}, status=202 if new else 200)


async def events(request: web.Request) -> web.StreamResponse:
    """Server-sent events from a position on."""
    conversation_id = await _conversation(request)
    position = _position(request)
    response = web.StreamResponse(
        headers={
            "Content-Type": "text/event-stream; charset=utf-8",
            "Cache-Control": "no-store",
            "X-Accel-Buffering": "no",
        }
    )
    await response.prepare(request)
    stream = EventStream(request.app[LOG], request.app[ANNOUNCER], conversation_id, position)
    try:
        await stream.send_to(response)
    except ConnectionResetError:
        logger.debug("a reader left; it resumes by position")
    except Exception:
        # The stream has begun, so all that is left is to end it: the browser resumes by position.
        logger.exception("an event stream broke")
    return response


async def _conversation(request: web.Request) -> str:
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    token = given.strip() if scheme.lower() == "bearer" else request.cookies.get(COOKIE)
    conversation_id = await request.app[LOG].conversation_of(token) if token else None
    if conversation_id is None:
        raise _unknown_conversation()
    return conversation_id


def _position(request: web.Request) -> int:
    # A browser that reconnects repeats the address it began with, so what it saw last counts more.
    given = request.headers.get("Last-Event-ID") or request.query.get("after") or "0"
    if not (given.isascii() and given.isdigit() and len(given) <= 9):
        raise ApiError(400, "wrong_position", "Laad de pagina opnieuw, dan ga ik verder.")
    return int(given)


def _unknown_conversation() -> ApiError:
    message = "Ik kan dit gesprek niet meer vinden. Begin een nieuw gesprek, dan help ik je verder."
    return ApiError(401, "unknown_conversation", message)


ROUTES = [
    web.get("/", page),
    web.static("/static/chat", STATIC),
    web.post(_CONVERSATIONS, start),
    web.get(_CONVERSATIONS, resume, allow_head=False),
    web.post("/api/chat/messages", send),
    web.get("/api/chat/events", events, allow_head=False),
]
