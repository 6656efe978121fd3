"""One's own account: the password, and where one is signed in."""

from aiohttp import web

from bot.desk.access import ACCOUNTS, HOME, MINE, audit, by_way_of, colleague, safe_way, tell
from bot.desk.accounts import LockedOut
from bot.desk.administration import ADMINISTRATION
from bot.desk.browsers import browser_name
from bot.desk.cookies import COOKIE, read_cookie, set_cookie
from bot.desk.forms import Form, read_form
from bot.desk.passwords import SHORTEST, weakness
from bot.desk.rendering import render
from bot.desk.sessions import LIFETIME, Sessions
from bot.desk.sign_in import TOO_MANY, WRONG_TRIES
from bot.desk.staff import ROLE_LABELS
from bot.desk.times import local_time
from bot.messages.rows import utc_now
from bot.storage.tokens import token_hash
from bot.web.address import visitor_address
from bot.web.keys import ENGINE, MUNICIPALITY

_WRONG = "Dit is niet je wachtwoord van nu."
_LOCKED = "Je huidige wachtwoord klopte te vaak niet. Wacht een kwartier."
_DIFFERENT = "De twee nieuwe wachtwoorden zijn niet hetzelfde."
_SAME = "Kies een ander wachtwoord dan je nu hebt."


async def mine(request: web.Request) -> web.Response:
    """The page."""
    return await _page(request, {}, safe_way(request.query.get("naar", HOME)))


async def change_password(request: web.Request) -> web.StreamResponse:
    """Change the password; everywhere else one is signed out."""
    me, form = colleague(request), await read_form(request)
    way = safe_way(form.raw("naar"))
    if errors := await _errors(request, form):
        await audit(request).write(me, "password refused", me.login, utc_now())
        return await _page(request, errors, way, 422)
    await request.config_dict[ADMINISTRATION].set_password(me.id, form.raw("new"))
    now = utc_now()
    await audit(request).write(me, "password changed", me.login, now)
    # Who had to choose one came to work.
    response = web.HTTPSeeOther(way if me.password_made else MINE)
    sessions, browser = Sessions(request.config_dict[ENGINE]), browser_name(request.headers.get("User-Agent", ""))
    token = await sessions.start(me, now, browser)
    await sessions.tell(token, "Je wachtwoord is veranderd. Op andere plekken ben je uitgelogd.")
    set_cookie(request, response, COOKIE, token, int(LIFETIME.total_seconds()))
    raise response


async def end_session(request: web.Request) -> web.StreamResponse:
    """End one of one's own sessions, or all but this one."""
    me, form, sessions = colleague(request), await read_form(request), Sessions(request.config_dict[ENGINE])
    if session_id := form.text("session", 64):
        await sessions.end_one(me.id, session_id)
        await tell(request, "Daar ben je uitgelogd.")
    else:
        await sessions.end_all(me.id, but=read_cookie(request, COOKIE) or "")
        await tell(request, "Je bent overal uitgelogd, behalve hier.")
    await audit(request).write(me, "session ended", me.login, utc_now())
    raise web.HTTPSeeOther(by_way_of(MINE, safe_way(form.raw("naar"))))


async def _errors(request: web.Request, form: Form) -> dict[str, str]:
    """What is wrong with the form, by field. One at a time: a guess at the old password counts as a wrong try."""
    me, new = colleague(request), form.raw("new")
    if weak := await weakness(new, me.name, me.login):
        return {"new": weak}
    if new != form.raw("again"):
        return {"again": _DIFFERENT}
    if new == form.raw("current"):
        return {"new": _SAME}
    address, tries = visitor_address(request), request.app[WRONG_TRIES]
    if tries.take(address):
        return {"current": TOO_MANY}
    try:
        right = await request.config_dict[ACCOUNTS].sign_in(me.login, form.raw("current"), utc_now())
    except LockedOut:
        return {"current": _LOCKED}
    if right is None:
        return {"current": _WRONG}
    tries.give_back(address)
    return {}


async def _page(request: web.Request, errors: dict[str, str], way: str, status: int = 200) -> web.Response:
    me, now = colleague(request), utc_now()
    municipality = request.config_dict[MUNICIPALITY]
    here = token_hash(read_cookie(request, COOKIE) or "")
    sessions = [
        {
            "id": one.id,
            "browser": one.browser or "Onbekende browser",
            "here": one.id == here,
            "since": local_time(municipality, one.created_at),
            "used": local_time(municipality, one.used_at),
        }
        for one in await Sessions(request.config_dict[ENGINE]).of(me.id, now)
    ]
    context = {
        "errors": errors,
        "way": way,
        "sessions": sessions,
        "shortest": SHORTEST,
        "role": ROLE_LABELS[me.role],
        "departments": [
            municipality.departments[name].name for name in sorted(me.departments & municipality.departments.keys())
        ],
        "has_password": await request.config_dict[ACCOUNTS].has_password(me.id),
    }
    return render(request, "mine.html", context, status)


ROUTES = [
    web.get("/mijn", mine),
    web.post("/mijn/wachtwoord", change_password),
    web.post("/mijn/sessies", end_session),
]
