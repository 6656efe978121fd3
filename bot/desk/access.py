"""Who may come in: each address of the desk needs a session, and each handover a colleague of its department."""

import re
from datetime import timedelta
from html import escape
from urllib.parse import quote

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler
from yarl import URL

from bot.desk.accounts import Accounts
from bot.desk.audit import AuditLog
from bot.desk.cookies import COOKIE, read_cookie
from bot.desk.forms import plain_text
from bot.desk.sessions import Sessions
from bot.desk.staff import Colleague, Role
from bot.handover.record import Handover
from bot.handover.reference import normalise_reference
from bot.messages.rows import utc_now
from bot.web.keys import ENGINE, HANDOVERS
from bot.web.origins import is_own

HOME = "/balie"
SIGN_IN = f"{HOME}/inloggen"
MINE = f"{HOME}/mijn"
# What is open to somebody who must choose a password first.
_OPEN_BEFORE_CHOICE = (MINE, f"{MINE}/wachtwoord", f"{MINE}/sessies", f"{HOME}/uitloggen")
# The streams of news, and the header of what a page fetches because of one (static/live.js).
NEWS = f"{HOME}/nieuws"
BY_ITSELF = "Noor-By-Itself"
# Of all that our scripts ask (static/ask.js): browsers do not tell a script from a page over plain http.
_SCRIPT = "Noor-Script"
_ASKED_BY_ITSELF = ("/nieuws", "/aanwezig/hartslag")

ACCOUNTS = web.AppKey("accounts", Accounts)
_COLLEAGUE = "desk_colleague"
_NOTICE = "desk_notice"
_READS = (hdrs.METH_GET, hdrs.METH_HEAD)
_LONGEST_WAY = 500
_LONGEST_SUBJECT = 255
_REFUSED_AGAIN_AFTER = timedelta(hours=1)
_WAY = re.compile(rf"{HOME}(/[\w%.~/-]*)?(\?[\w%.~/&=+-]*)?", re.ASCII)


@web.middleware
async def own_pages_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Another site cannot send our forms: browsers say where a request comes from, and who says nothing is refused."""
    if request.method not in _READS and not _from_own_page(request):
        raise web.HTTPForbidden
    return await handler(request)


def _from_own_page(request: web.Request) -> bool:
    # Browsers leave the first one out when the desk is reached over plain http at an address of the office.
    where = request.headers.get("Sec-Fetch-Site")
    return where == "same-origin" if where else hdrs.ORIGIN in request.headers and is_own(request)


@web.middleware
async def signed_in_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Find out who asks; without a session everything leads to the form."""
    shown = request.method == hdrs.METH_GET and request.headers.get("Sec-Fetch-Dest", "document") == "document"
    shown = shown and not _by_script(request)
    found = await _find_session(request, take_notice=shown)
    if found is not None:
        request[_COLLEAGUE], request[_NOTICE] = found
        if found[0].password_made and request.path not in _OPEN_BEFORE_CHOICE:
            return _ask_to_choose(request)
    elif request.path != SIGN_IN and not request.path.startswith(f"{SIGN_IN}/"):
        return _ask_to_sign_in(request)
    return await handler(request)


def _by_script(request: web.Request) -> bool:
    return request.headers.get("Sec-Fetch-Dest") == "empty" or _SCRIPT in request.headers


def _ask_to_sign_in(request: web.Request) -> web.Response:
    if _by_script(request):
        # A script asks: it would take the form for what it asked for.
        raise web.HTTPUnauthorized
    wanted = _wanted(request)
    if request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site") and request.method in _READS:
        return come_again(wanted)
    raise web.HTTPSeeOther(by_way_of(SIGN_IN, wanted))


def _ask_to_choose(request: web.Request) -> web.Response:
    """Whoever made the password could sign in with it too: nothing is done or seen with that."""
    if _by_script(request):
        raise web.HTTPForbidden
    raise web.HTTPSeeOther(by_way_of(MINE, _wanted(request)))


def _wanted(request: web.Request) -> str:
    if request.method in _READS:
        return safe_way(request.raw_path)
    # After a form that came too late: back to the page that it is on, which fills it in again.
    try:
        return safe_way(URL(request.headers.get(hdrs.REFERER, "")).raw_path_qs)
    except ValueError:
        return HOME


def by_way_of(page: str, way: str) -> str:
    """The address of a page that leads on to another."""
    return page + (f"?naar={quote(way)}" if way != HOME else "")


def come_again(address: str) -> web.Response:
    """A page that goes on to an address of the desk by itself.

    Browsers keep our cookie back when a mail or another site leads here; from our own page they send it.
    """
    way = escape(quote(address, safe="/?&=%"))
    page = f'<!doctype html><html lang="nl"><meta http-equiv="refresh" content="0; url={way}"><title>Balie</title>'
    return web.Response(text=f'{page}<p><a href="{way}">Ga verder naar de balie</a></p>', content_type="text/html")


def safe_way(address: str) -> str:
    """The address if it is one of the desk's own, else the first page: nobody is led elsewhere by a link to us."""
    return address if len(address) <= _LONGEST_WAY and _WAY.fullmatch(address) else HOME


async def read_session(request: web.Request) -> Colleague | None:
    """Whose session the cookie opens, as the database has it now."""
    found = await _find_session(request)
    return found[0] if found else None


async def _find_session(request: web.Request, *, take_notice: bool = False) -> tuple[Colleague, str | None] | None:
    """The session, and its notice; a page that asks by itself does not count as use."""
    token = read_cookie(request, COOKIE)
    if not token:
        return None
    by_itself = request.path.endswith(_ASKED_BY_ITSELF) or BY_ITSELF in request.headers
    return await Sessions(request.config_dict[ENGINE]).find(token, utc_now(), take_notice, used=not by_itself)


def colleague(request: web.Request) -> Colleague:
    """Who asks. Raises `KeyError` on the pages for signing in."""
    found: Colleague = request[_COLLEAGUE]
    return found


def colleague_if_any(request: web.Request) -> Colleague | None:
    """Who asks, if they are signed in."""
    return request.get(_COLLEAGUE)


async def tell(request: web.Request, sentence: str) -> None:
    """Have the next page that this colleague sees begin with this sentence; for after a form."""
    await Sessions(request.config_dict[ENGINE]).tell(read_cookie(request, COOKIE) or "", sentence)


def notice(request: web.Request) -> str | None:
    """What the page must begin with."""
    return request.get(_NOTICE)


def require(request: web.Request, role: Role) -> Colleague:
    """Who asks; everybody with less than this role is told that there is no such page."""
    asking = colleague(request)
    if not asking.may(role):
        raise web.HTTPNotFound
    return asking


async def handover_of(request: web.Request) -> Handover:
    """The handover in the address, if it is theirs to see; another department's looks like one that is not there."""
    reference = normalise_reference(request.match_info["reference"])
    found: Handover | None = await request.config_dict[HANDOVERS].get(reference) if reference else None
    if found is None or not colleague(request).sees(found.department):
        raise await not_theirs(request, reference or "")
    return found


async def not_theirs(request: web.Request, subject: str) -> web.HTTPNotFound:
    """The answer for what is not there, or is not for the one who asks; that they asked is kept, once in a while."""
    if subject := plain_text(subject, _LONGEST_SUBJECT):
        await audit(request).write_once(colleague(request), "refused", subject, utc_now(), _REFUSED_AGAIN_AFTER)
    return web.HTTPNotFound()


def audit(request: web.Request) -> AuditLog:
    """The audit log."""
    return AuditLog(request.config_dict[ENGINE])
