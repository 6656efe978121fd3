"""The desk's pages: signing in, the list of handovers and one handover."""

from pathlib import Path

import aiohttp_jinja2
import jinja2
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.desk.password import DeskPassword
from bot.desk.sessions import LIFETIME, Sessions
from bot.desk.transcript import read_transcript
from bot.desk.views import Views, mark_masked
from bot.handover.record import Handover
from bot.handover.reference import normalise_reference
from bot.messages.rows import utc_now
from bot.web.keys import ENGINE, HANDOVERS, LOG, MUNICIPALITY, PHOTOS, SETTINGS
from bot.web.rate import RateLimit

HOME = "/balie"
SIGN_IN = f"{HOME}/inloggen"
COOKIE = "balie"
STATIC = web.static("/static/desk", Path(__file__).with_name("static"))

PASSWORD = web.AppKey("password", DeskPassword)
WRONG_TRIES = web.AppKey("wrong_tries", RateLimit)

_WRONG = "Dit wachtwoord klopt niet."
_TOO_MANY = "Dit wachtwoord klopte te vaak niet. Wacht een minuut en probeer het dan opnieuw."


def desk(password: DeskPassword) -> web.Application:
    """The application under `HOME`; all of it but signing in needs a session."""
    app = web.Application(middlewares=[_own_pages_only, _signed_in_only])
    app[PASSWORD] = password
    app[WRONG_TRIES] = RateLimit(burst=5, per_second=5 / 60)
    app.on_response_prepare.append(_keep_nowhere)
    templates = jinja2.FileSystemLoader(Path(__file__).with_name("templates"))
    aiohttp_jinja2.setup(app, loader=templates, filters={"masked": mark_masked})
    app.add_routes(
        [
            web.get("", handovers),
            web.get("/inloggen", ask_password),
            web.post("/inloggen", sign_in),
            web.post("/uitloggen", sign_out),
            web.get("/{reference}", handover),
            web.get("/{reference}/foto/{photo}", photo),
        ]
    )
    return app


async def handovers(request: web.Request) -> web.Response:
    """The list."""
    now, views = utc_now(), Views(request.config_dict[MUNICIPALITY])
    newest = await request.config_dict[HANDOVERS].newest()
    return _render("handovers.html", request, {"handovers": [views.line(one, now) for one in newest]})


async def handover(request: web.Request) -> web.Response:
    """One handover; the reference may be written as somebody read it aloud."""
    found = await _handover(request)
    log = request.config_dict[LOG]
    contacts = await log.contacts(found.conversation_id)
    transcript = await read_transcript(log, found.conversation_id)
    view = Views(request.config_dict[MUNICIPALITY]).page(found, utc_now(), contacts, transcript)
    return _render("handover.html", request, {"h": view})


async def photo(request: web.Request) -> web.FileResponse:
    """A photo of the conversation that led to a handover."""
    found = await _handover(request)
    file = request.config_dict[PHOTOS].find(found.conversation_id, request.match_info["photo"])
    if file is None:
        raise web.HTTPNotFound
    return web.FileResponse(file, headers={"Content-Type": "image/jpeg"})


async def ask_password(request: web.Request) -> web.Response:
    """The form."""
    return _render("login.html", request, {"error": None})


async def sign_in(request: web.Request) -> web.StreamResponse:
    """Check the password; after five wrong ones an address waits."""
    address, tries = request.remote or "", request.app[WRONG_TRIES]
    if tries.take(address):
        return _render("login.html", request, {"error": _TOO_MANY}, status=429)
    typed = (await request.post()).get("password", "")
    if not (isinstance(typed, str) and await request.app[PASSWORD].matches(typed)):
        return _render("login.html", request, {"error": _WRONG}, status=403)
    tries.give_back(address)
    response = web.HTTPSeeOther(HOME)
    response.set_cookie(
        COOKIE,
        await _sessions(request).start(utc_now()),
        path=HOME,
        httponly=True,
        samesite="Strict",
        secure=request.config_dict[SETTINGS].secure_cookies,
        max_age=int(LIFETIME.total_seconds()),
    )
    raise response


async def sign_out(request: web.Request) -> web.StreamResponse:
    """End the session."""
    await _sessions(request).end(request.cookies[COOKIE])
    response = web.HTTPSeeOther(SIGN_IN)
    response.del_cookie(COOKIE, path=HOME)
    raise response


@web.middleware
async def _own_pages_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Another site cannot send our forms; browsers say where a request comes from."""
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise web.HTTPForbidden
    return await handler(request)


@web.middleware
async def _signed_in_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    token = request.cookies.get(COOKIE)
    if request.path == SIGN_IN or (token and await _sessions(request).holds(token, utc_now())):
        return await handler(request)
    raise web.HTTPSeeOther(SIGN_IN)


async def _keep_nowhere(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers["Cache-Control"] = "no-store"


async def _handover(request: web.Request) -> Handover:
    reference = normalise_reference(request.match_info["reference"])
    found: Handover | None = await request.config_dict[HANDOVERS].get(reference) if reference else None
    if found is None:
        raise web.HTTPNotFound
    return found


def _sessions(request: web.Request) -> Sessions:
    return Sessions(request.config_dict[ENGINE])


def _render(template: str, request: web.Request, context: dict[str, object], status: int = 200) -> web.Response:
    return aiohttp_jinja2.render_template(template, request, context, status=status)
