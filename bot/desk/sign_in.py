"""Signing in and out."""

from aiohttp import web

from bot.desk.access import ACCOUNTS, COOKIE, HOME, SIGN_IN, audit, colleague
from bot.desk.accounts import LockedOut
from bot.desk.rendering import render
from bot.desk.sessions import LIFETIME, Sessions
from bot.desk.staff import Colleague
from bot.messages.rows import utc_now
from bot.web.address import visitor_address
from bot.web.keys import ENGINE, SETTINGS
from bot.web.rate import RateLimit

WRONG_TRIES = web.AppKey("wrong_tries", RateLimit)

_WRONG = "Deze naam of dit wachtwoord klopt niet."
_TOO_MANY = "Dit klopte te vaak niet. Wacht een minuut en probeer het dan opnieuw."
_LOCKED = "Dit account is een kwartier op slot: het wachtwoord klopte te vaak niet."


async def ask_password(request: web.Request) -> web.Response:
    """The form."""
    return render(request, "login.html", {"error": None, "login": ""})


async def sign_in(request: web.Request) -> web.StreamResponse:
    """Check name and password; after five wrong ones an address waits, and so does the account."""
    address, tries = visitor_address(request), request.app[WRONG_TRIES]
    form = await request.post()
    login, typed = (value if isinstance(value := form.get(name), str) else "" for name in ("login", "password"))
    if tries.take(address):
        return _again(request, _TOO_MANY, 429, login)
    try:
        found = await request.config_dict[ACCOUNTS].sign_in(login, typed, utc_now())
    except LockedOut:
        return _again(request, _LOCKED, 429, login)
    if found is None:
        return _again(request, _WRONG, 403, login)
    tries.give_back(address)
    raise await let_in(request, found)


async def let_in(request: web.Request, found: Colleague) -> web.HTTPSeeOther:
    """The way to the first page, with a new session."""
    response = web.HTTPSeeOther(HOME)
    response.set_cookie(
        COOKIE,
        await Sessions(request.config_dict[ENGINE]).start(found, utc_now()),
        path=HOME,
        httponly=True,
        samesite="Strict",
        secure=request.config_dict[SETTINGS].secure_cookies,
        max_age=int(LIFETIME.total_seconds()),
    )
    await audit(request).write(found, "signed in", None, utc_now())
    return response


async def sign_out(request: web.Request) -> web.StreamResponse:
    """End the session."""
    await Sessions(request.config_dict[ENGINE]).end(request.cookies[COOKIE])
    await audit(request).write(colleague(request), "signed out", None, utc_now())
    response = web.HTTPSeeOther(SIGN_IN)
    response.del_cookie(COOKIE, path=HOME)
    raise response


def _again(request: web.Request, error: str, status: int, login: str) -> web.Response:
    return render(request, "login.html", {"error": error, "login": login[:254]}, status)


ROUTES = [
    web.get("/inloggen", ask_password),
    web.post("/inloggen", sign_in),
    web.post("/uitloggen", sign_out),
]
