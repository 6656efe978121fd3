"""The accounts of the desk, for administrators."""

from aiohttp import web
from sqlalchemy.exc import IntegrityError

from bot.desk.access import ACCOUNTS, HOME, audit, require, tell
from bot.desk.administration import ADMINISTRATION, Account, LastAdministrator
from bot.desk.forms import Form, read_form
from bot.desk.goals import own_departments
from bot.desk.passwords import new_password
from bot.desk.rendering import render
from bot.desk.staff import ROLE_LABELS, Colleague, Role
from bot.messages.rows import utc_now
from bot.web.keys import MUNICIPALITY

_STAFF = f"{HOME}/beheer/medewerkers"
_LONGEST_NAME, _LONGEST_LOGIN = 100, 254
_NO_NAME = "Vul een naam in."
_NO_LOGIN = "Vul in waarmee deze medewerker inlogt, zonder spaties."
_TAKEN = "Er is al een account met deze inlognaam."
_LAST = "Dit is de laatste beheerder die met een wachtwoord kan inloggen. Maak eerst iemand anders beheerder."


async def accounts(request: web.Request) -> web.Response:
    """All accounts."""
    require(request, Role.ADMINISTRATOR)
    found = await request.config_dict[ADMINISTRATION].all(utc_now())
    return render(request, "staff.html", {"accounts": found, "roles": ROLE_LABELS, "names": _names(request)})


async def ask_new(request: web.Request) -> web.Response:
    """The form for a new account."""
    require(request, Role.ADMINISTRATOR)
    return _form(request, None, Colleague("", "", "", Role.COLLEAGUE), {})


async def add(request: web.Request) -> web.Response:
    """Make an account; its password is shown this once."""
    me, form = require(request, Role.ADMINISTRATOR), await read_form(request)
    wanted = _wanted(request, form, Colleague("", form.text("login", _LONGEST_LOGIN).lower(), "", Role.COLLEAGUE))
    errors = {} if wanted.name else {"name": _NO_NAME}
    if not wanted.login or len(wanted.login.split()) > 1:
        errors["login"] = _NO_LOGIN
    made = new_password()
    try:
        if not errors:
            new = await request.config_dict[ACCOUNTS].add(
                wanted.login, wanted.name, wanted.role, wanted.departments, made, made=True
            )
    except IntegrityError:
        errors["login"] = _TAKEN
    if errors:
        await audit(request).write(me, "account refused", None, utc_now())
        return _form(request, None, wanted, errors, 422)
    await audit(request).write(me, "account made", new.login, utc_now(), new.rights(_names(request)))
    return render(request, "password.html", {"account": new, "password": made, "new": True})


async def ask_change(request: web.Request) -> web.Response:
    """One account."""
    require(request, Role.ADMINISTRATOR)
    account = await _account(request)
    return _form(request, account, account.colleague, {})


async def change(request: web.Request) -> web.Response:
    """Change name, role and departments. Who comes from the directory has all of those from there."""
    me, account, form = require(request, Role.ADMINISTRATOR), await _account(request), await read_form(request)
    if account.directory:
        raise web.HTTPForbidden
    wanted = _wanted(request, form, account.colleague)
    errors = {} if wanted.name else {"name": _NO_NAME}
    try:
        if not errors:
            administration = request.config_dict[ADMINISTRATION]
            await administration.change(account.colleague, wanted.name, wanted.role, wanted.departments)
    except LastAdministrator:
        errors["role"] = _LAST
    if errors:
        await audit(request).write(me, "account refused", wanted.login, utc_now())
        return _form(request, account, wanted, errors, 422)
    await audit(request).write(me, "account changed", wanted.login, utc_now(), wanted.rights(_names(request)))
    await _tell(request, f"De gegevens van {wanted.name} zijn bewaard.", account, me)
    raise web.HTTPSeeOther(_STAFF)


async def close(request: web.Request) -> web.StreamResponse:
    """Let nobody in with this account any more."""
    me, account = require(request, Role.ADMINISTRATOR), await _account(request)
    try:
        await request.config_dict[ADMINISTRATION].close(account.colleague.id)
    except LastAdministrator:
        await audit(request).write(me, "account refused", account.colleague.login, utc_now())
        return _form(request, account, account.colleague, {"close": _LAST}, 422)
    await audit(request).write(me, "account closed", account.colleague.login, utc_now())
    await _tell(request, f"Het account van {account.colleague.name} is gesloten.", account, me)
    raise web.HTTPSeeOther(_STAFF)


async def reopen(request: web.Request) -> web.StreamResponse:
    """Open a closed or locked account."""
    me, account = require(request, Role.ADMINISTRATOR), await _account(request)
    await request.config_dict[ADMINISTRATION].reopen(account.colleague.id)
    await audit(request).write(me, "account opened", account.colleague.login, utc_now())
    await tell(request, f"{account.colleague.name} kan weer inloggen.")
    raise web.HTTPSeeOther(_STAFF)


async def reset_password(request: web.Request) -> web.Response:
    """A new password, shown this once."""
    me, account = require(request, Role.ADMINISTRATOR), await _account(request)
    if account.directory:
        raise web.HTTPForbidden
    made = await request.config_dict[ADMINISTRATION].give_password(account.colleague.id)
    await audit(request).write(me, "password reset", account.colleague.login, utc_now())
    return render(request, "password.html", {"account": account.colleague, "password": made, "new": False})


async def _account(request: web.Request) -> Account:
    found: Account | None = await request.config_dict[ADMINISTRATION].get(request.match_info["id"], utc_now())
    if found is None:
        raise web.HTTPNotFound
    return found


def _wanted(request: web.Request, form: Form, before: Colleague) -> Colleague:
    """The account as the form has it; a role or department that there is not counts as not chosen."""
    roles = {role.value: role for role in Role}
    role = roles.get(form.raw("role"), before.role)
    # Of departments that the municipality no longer has, nothing is lost by a form that cannot show them.
    kept = before.departments - _names(request).keys()
    departments = (form.chosen("department") & _names(request).keys()) | kept
    return Colleague(before.id, before.login, form.text("name", _LONGEST_NAME), role, frozenset(departments))


def _names(request: web.Request) -> dict[str, str]:
    """The departments that get handovers, each with its name."""
    return own_departments(request.config_dict[MUNICIPALITY])


async def _tell(request: web.Request, sentence: str, account: Account, me: Colleague) -> None:
    # Who changed their own rights is signed out by it.
    if account.colleague.id != me.id:
        await tell(request, sentence)


def _form(
    request: web.Request, account: Account | None, shown: Colleague, errors: dict[str, str], status: int = 200
) -> web.Response:
    context = {"account": account, "shown": shown, "errors": errors, "roles": ROLE_LABELS, "names": _names(request)}
    return render(request, "account.html", context, status)


ROUTES = [
    web.get("/beheer/medewerkers", accounts),
    web.get("/beheer/medewerkers/nieuw", ask_new),
    web.post("/beheer/medewerkers/nieuw", add),
    web.get("/beheer/medewerkers/{id}", ask_change),
    web.post("/beheer/medewerkers/{id}", change),
    web.post("/beheer/medewerkers/{id}/sluiten", close),
    web.post("/beheer/medewerkers/{id}/openen", reopen),
    web.post("/beheer/medewerkers/{id}/wachtwoord", reset_password),
]
