"""Signing in at the municipality's own directory, and coming back from it."""

import logging
from collections.abc import AsyncIterator, Mapping
from urllib.parse import quote, unquote

from aiohttp import ClientSession, ClientTimeout, web

from bot.desk.access import HOME, audit, come_again, safe_way
from bot.desk.administration import ADMINISTRATION
from bot.desk.cookies import DIRECTORY_COOKIE, forget_cookie, read_cookie, set_cookie
from bot.desk.directory import DIRECTORY, Client, Directory
from bot.desk.directory_accounts import DirectoryAccounts, Refused
from bot.desk.goals import own_departments
from bot.desk.groups import parse_groups, rights_of
from bot.desk.provider import DirectoryError
from bot.desk.rendering import render
from bot.desk.sign_in import WRONG_TRIES, let_in
from bot.messages.rows import utc_now
from bot.settings import SettingsError
from bot.storage.tokens import new_token
from bot.web.address import visitor_address
from bot.web.keys import ENGINE, MUNICIPALITY, SETTINGS

logger = logging.getLogger(__name__)

_THERE = "/inloggen/gemeente"
BACK = f"{_THERE}/terug"
_MAY_TAKE_SECONDS = 600
_PATIENCE = ClientTimeout(total=10)
GROUPS = web.AppKey("groups", Mapping[str, frozenset[str]])
_SENTENCES = {
    Refused.NO_GROUP: "Je gemeente-account werkt, maar je hebt nog geen toegang tot de balie. Vraag je leidinggevende.",
    Refused.CLOSED: "Je account voor de balie is gesloten. Vraag je beheerder.",
    Refused.TAKEN: "Er is al een account voor de balie met jouw e-mailadres. Vraag je beheerder.",
}
_DOWN = "Inloggen met je gemeente-account lukt nu niet. Probeer het straks nog een keer."
_WRONG_ANSWER = "Met het gemeente-account: een antwoord dat niet klopt"
_AGAIN = "Het inloggen is niet gelukt. Begin opnieuw."


async def open_directory(front: web.Application) -> AsyncIterator[None]:
    """The directory, when the settings name one. Raises `SettingsError` when its groups give what does not exist."""
    settings = front[SETTINGS]
    if settings.oidc_issuer is None or settings.oidc_client_secret is None:
        yield
        return
    try:
        front[GROUPS] = parse_groups(settings.oidc_groups, front[MUNICIPALITY].departments)
    except ValueError as error:
        raise SettingsError(f"NOOR_OIDC_GROUPS: {error}") from None
    client = Client(
        settings.oidc_client_id,
        settings.oidc_client_secret.get_secret_value(),
        f"{settings.site_url}{HOME}{BACK}",
        settings.oidc_scopes,
        settings.oidc_groups_claim,
    )
    async with ClientSession(timeout=_PATIENCE) as session:
        front[DIRECTORY] = Directory(session, settings.oidc_issuer, client)
        yield


async def go_there(request: web.Request) -> web.StreamResponse:
    """Send somebody to the directory."""
    directory, secret = _directory(request), new_token()
    try:
        response = web.HTTPSeeOther(await directory.way_there(secret))
    except DirectoryError as error:
        return _refuse(request, _DOWN, 503, error)
    way = quote(safe_way(request.query.get("naar", HOME)), safe="")
    # Lax: they come back from another site.
    set_cookie(request, response, DIRECTORY_COOKIE, f"{secret}:{way}", _MAY_TAKE_SECONDS, "Lax")
    raise response


async def come_back(request: web.Request) -> web.StreamResponse:
    """Let in who the directory says this is, if they belong to a group that may."""
    directory = _directory(request)
    secret, _, way = (read_cookie(request, DIRECTORY_COOKIE) or "").partition(":")
    if not secret:
        return _refuse(request, _AGAIN, 400)
    try:
        person = await directory.who_came_back(secret, request.query)
    except DirectoryError as error:
        # Anybody may send what they like: it does not fill the log.
        if not request.app[WRONG_TRIES].take(visitor_address(request)):
            await audit(request).note_refusal(None, utc_now(), _WRONG_ANSWER)
        return _refuse(request, _AGAIN, 403, error)
    names = own_departments(request.config_dict[MUNICIPALITY])
    accounts = DirectoryAccounts(request.config_dict[ENGINE], request.config_dict[ADMINISTRATION], names)
    found = await accounts.account(person, rights_of(request.config_dict[GROUPS], person.groups), utc_now())
    if isinstance(found, Refused):
        return _refuse(request, _SENTENCES[found], 403)
    response = come_again(safe_way(unquote(way)))
    await let_in(request, response, found, by_directory=True)
    forget_cookie(request, response, DIRECTORY_COOKIE)
    return response


def _directory(request: web.Request) -> Directory:
    found = request.config_dict.get(DIRECTORY)
    if found is None:
        raise web.HTTPNotFound
    return found


def _refuse(
    request: web.Request, sentence: str, status: int, error: DirectoryError | None = None
) -> web.StreamResponse:
    if error:
        logger.warning("signing in at the directory failed: %s", error)
    response = render(request, "login.html", {"refused": sentence, "directory": True, "way": HOME}, status)
    forget_cookie(request, response, DIRECTORY_COOKIE)
    return response


ROUTES = [web.get(_THERE, go_there), web.get(BACK, come_back)]
