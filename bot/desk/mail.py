"""Where departments are written to, and whether that works."""

import uuid

from aiohttp import web

from bot.desk.access import HOME, audit, require
from bot.desk.goals import own_departments
from bot.desk.rendering import render
from bot.desk.staff import Role
from bot.desk.times import Clock
from bot.handover.mail_queue import TRIAL, Address, MailQueue
from bot.messages.rows import utc_now
from bot.privacy.emails import is_email
from bot.web.keys import ENGINE, MUNICIPALITY, SETTINGS

PAGE = f"{HOME}/beheer/meldingen"


async def page(request: web.Request) -> web.Response:
    """The departments with their addresses."""
    require(request, Role.ADMINISTRATOR)
    return await _page(request, await _queue(request).addresses(), {})


async def save(request: web.Request) -> web.StreamResponse:
    """Keep the addresses; nothing is kept when one of them is wrong."""
    me, form, queue = require(request, Role.ADMINISTRATOR), await request.post(), _queue(request)
    typed: dict[str, Address] = {}
    for name in _departments(request):
        given = form.get(f"address.{name}")
        if isinstance(given, str) and given.strip():
            typed[name] = Address(given.strip(), f"digest.{name}" in form)
    errors = {name: "Dit is geen e-mailadres." for name, one in typed.items() if not is_email(one.address)}
    if errors:
        return await _page(request, typed, errors, 422)
    before = await queue.addresses()
    for name in _departments(request):
        if typed.get(name) != before.get(name):
            await queue.set_address(name, typed.get(name))
            await audit(request).write(me, "mail address", name, utc_now())
    raise web.HTTPSeeOther(f"{PAGE}?bewaard")


async def trial(request: web.Request) -> web.StreamResponse:
    """Write to a department to see whether it arrives."""
    me, now = require(request, Role.ADMINISTRATOR), utc_now()
    name = request.match_info["department"]
    if name not in await _queue(request).addresses():
        raise web.HTTPNotFound
    await _queue(request).add(name, TRIAL, uuid.uuid4().hex, now)
    await audit(request).write(me, "mail trial", name, now)
    raise web.HTTPSeeOther(f"{PAGE}?proef")


async def _page(
    request: web.Request, addresses: dict[str, Address], errors: dict[str, str], status: int = 200
) -> web.Response:
    departments, municipality = _departments(request), request.config_dict[MUNICIPALITY]
    clock = Clock(municipality.working_time.timezone)
    troubles = [
        {"department": departments.get(name, name), "error": error, "at": clock.text(at)}
        for name, error, at in await _queue(request).troubles()
    ]
    context = {
        "departments": departments,
        "addresses": addresses,
        "errors": errors,
        "is_on": request.config_dict[SETTINGS].smtp_host is not None,
        "troubles": troubles,
        "saved": "bewaard" in request.query,
        "tried": "proef" in request.query,
    }
    return render(request, "mail.html", context, status)


def _departments(request: web.Request) -> dict[str, str]:
    return own_departments(request.config_dict[MUNICIPALITY])


def _queue(request: web.Request) -> MailQueue:
    return MailQueue(request.config_dict[ENGINE])


ROUTES = [
    web.get("/beheer/meldingen", page),
    web.post("/beheer/meldingen", save),
    web.post("/beheer/meldingen/{department}/proef", trial),
]
