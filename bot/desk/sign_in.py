"""Signing in and out."""

from aiohttp import hdrs, web

from bot.desk.access import ACCOUNTS, HOME, SIGN_IN, audit, colleague, safe_way
from bot.desk.accounts import LockedOut
from bot.desk.administration import ADMINISTRATION
from bot.desk.browsers import browser_name
from bot.desk.cookies import COOKIE, forget_cookie, read_cookie, set_cookie
from bot.desk.directory import DIRECTORY
from bot.desk.forms import read_form
from bot.desk.rendering import render
from bot.desk.sessions import LIFETIME, Sessions
from bot.desk.staff import Colleague
from bot.messages.rows import utc_now
from bot.web.address import visitor_address
from bot.web.keys import ENGINE, PRESENCE
from bot.web.rate import RateLimit

WRONG_TRIES = web.AppKey("wrong_tries", RateLimit)

_LONGEST_LOGIN = 254
_WRONG = "Deze naam of dit wachtwoord klopt niet."
TOO_MANY = "Dit klopte te vaak niet. Wacht een minuut en probeer het dan opnieuw."
_LOCKED = "Dit account is een kwartier op slot: het wachtwoord klopte te vaak niet."


async def ask_password(request: web.Request) -> web.Response:
    """The form."""
    return _form(request, way=safe_way(request.query.get("naar", HOME)))


async def sign_in(request: web.Request) -> web.StreamResponse:
    """Check name and password; after five wrong ones an address waits, and so does the account."""
    address, tries = visitor_address(request), request.app[WRONG_TRIES]
    form = await read_form(request)
    login, way = form.text("login", _LONGEST_LOGIN), safe_way(form.raw("naar"))
    if tries.take(address):
        return _form(request, way, TOO_MANY, 429, login)
    try:
        found = await request.config_dict[ACCOUNTS].sign_in(login, form.raw("password"), utc_now())
    except LockedOut:
        await _note_refusal(request, login)
        return _form(request, way, _LOCKED, 429, login)
    if found is None:
        await _note_refusal(request, login)
        return _form(request, way, _WRONG, 403, login)
    tries.give_back(address)
    response = web.HTTPSeeOther(way)
    await let_in(request, response, found)
    raise response


async def _note_refusal(request: web.Request, login: str) -> None:
    # A login that nobody has may be a password in the wrong field: it is not kept.
    known = await request.config_dict[ADMINISTRATION].id_of(login)
    await audit(request).note_refusal(login.lower() if known else None, utc_now())


async def let_in(
    request: web.Request, response: web.StreamResponse, found: Colleague, *, by_directory: bool = False
) -> None:
    """Begin a new session with this answer. One that this browser had before ends: nobody can have planted it."""
    sessions, now = Sessions(request.config_dict[ENGINE]), utc_now()
    if before := read_cookie(request, COOKIE):
        await sessions.end(before)
    browser = browser_name(request.headers.get(hdrs.USER_AGENT, ""))
    token = await sessions.start(found, now, browser, by_directory=by_directory)
    set_cookie(request, response, COOKIE, token, int(LIFETIME.total_seconds()))
    how = "met het gemeente-account" if by_directory else "met een wachtwoord"
    await audit(request).write(found, "signed in", None, now, how)


async def sign_out(request: web.Request) -> web.StreamResponse:
    """End the session; who goes is not there for residents, whatever other browser they left open."""
    me, now = colleague(request), utc_now()
    await audit(request).write(me, "signed out", None, now)
    await request.config_dict[PRESENCE].say(me.id, False, now)
    await Sessions(request.config_dict[ENGINE]).end(read_cookie(request, COOKIE) or "")
    response = web.HTTPSeeOther(f"{SIGN_IN}?uit=ja")
    forget_cookie(request, response, COOKIE)
    # What the browser still has of the desk goes with it, such as pages to go back to.
    response.headers["Clear-Site-Data"] = '"cache"'
    raise response


def _form(request: web.Request, way: str, error: str | None = None, status: int = 200, login: str = "") -> web.Response:
    context = {
        "error": error,
        "login": login,
        "way": way,
        "directory": DIRECTORY in request.config_dict,
        "left": "uit" in request.query,
    }
    return render(request, "login.html", context, status)


ROUTES = [
    web.get("/inloggen", ask_password),
    web.post("/inloggen", sign_in),
    web.post("/uitloggen", sign_out),
]
