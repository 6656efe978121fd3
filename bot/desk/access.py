"""Who may come in: each address of the desk needs a session, and each handover a colleague of its department."""

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.desk.accounts import Accounts
from bot.desk.audit import AuditLog
from bot.desk.sessions import Sessions
from bot.desk.staff import Colleague, Role
from bot.handover.record import Handover
from bot.handover.reference import normalise_reference
from bot.messages.rows import utc_now
from bot.web.keys import ENGINE, HANDOVERS

HOME = "/balie"
SIGN_IN = f"{HOME}/inloggen"
COOKIE = "balie"

ACCOUNTS = web.AppKey("accounts", Accounts)
_COLLEAGUE = "desk_colleague"
# Addresses that open without a session: signing in, and coming back from the municipality's directory.
_OPEN = (SIGN_IN, f"{SIGN_IN}/")


@web.middleware
async def own_pages_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Another site cannot send our forms; browsers say where a request comes from."""
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise web.HTTPForbidden
    return await handler(request)


@web.middleware
async def signed_in_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Find out who asks; without a session everything leads to the form."""
    token = request.cookies.get(COOKIE)
    found = await Sessions(request.config_dict[ENGINE]).colleague(token, utc_now()) if token else None
    if found is not None:
        request[_COLLEAGUE] = found
    elif request.path != SIGN_IN and not request.path.startswith(_OPEN[1]):
        raise web.HTTPSeeOther(SIGN_IN)
    return await handler(request)


def colleague(request: web.Request) -> Colleague:
    """Who asks. Raises `KeyError` on the pages for signing in."""
    found: Colleague = request[_COLLEAGUE]
    return found


def colleague_if_any(request: web.Request) -> Colleague | None:
    """Who asks, if they are signed in."""
    return request.get(_COLLEAGUE)


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
        raise web.HTTPNotFound
    return found


def audit(request: web.Request) -> AuditLog:
    """The audit log."""
    return AuditLog(request.config_dict[ENGINE])
