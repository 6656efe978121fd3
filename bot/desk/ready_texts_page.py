"""Managing ready-made answers: coordinators those of their departments, administrators all."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.desk.access import HOME, audit, require
from bot.desk.fields import field, read_fields, words
from bot.desk.handover_acts import MAX_ANSWER
from bot.desk.ready_texts import FILLED_IN, ReadyText, ReadyTexts
from bot.desk.rendering import render
from bot.desk.staff import Colleague, Role
from bot.handover.refusals import Missing
from bot.messages.rows import utc_now
from bot.web.keys import ENGINE, MUNICIPALITY

ADDRESS = f"{HOME}/teksten"
_LONGEST_TITLE = 100


async def texts(request: web.Request) -> web.Response:
    """The list, with a form to add one or to change the one in `?wijzig=`."""
    require(request, Role.COORDINATOR)
    return await _show(request, await _chosen(request, request.query.get("wijzig")))


async def save(request: web.Request) -> web.StreamResponse:
    """Add one, or change the one whose number is in the form."""
    me, fields = require(request, Role.COORDINATOR), await read_fields(request)
    chosen = await _chosen(request, field(fields, "number") or None)
    try:
        department, title, text = _read(request, me, fields)
    except Missing as missing:
        return await _show(request, chosen, missing, fields)
    await ReadyTexts(request.config_dict[ENGINE]).save(chosen.id if chosen else None, department, title, text)
    await audit(request).write(me, "text saved", title, utc_now())
    raise web.HTTPSeeOther(f"{ADDRESS}?gedaan=bewaard")


async def remove(request: web.Request) -> web.StreamResponse:
    """Throw one away."""
    me = require(request, Role.COORDINATOR)
    chosen = await _chosen(request, field(await read_fields(request), "number"))
    if chosen is None:
        raise web.HTTPNotFound
    await ReadyTexts(request.config_dict[ENGINE]).remove(chosen.id)
    await audit(request).write(me, "text removed", chosen.title, utc_now())
    raise web.HTTPSeeOther(f"{ADDRESS}?gedaan=weg")


async def _show(
    request: web.Request,
    chosen: ReadyText | None,
    missing: Missing | None = None,
    typed: Mapping[str, Any] | None = None,
) -> web.Response:
    me, departments = require(request, Role.COORDINATOR), request.config_dict[MUNICIPALITY].departments
    mine = sorted(me.visible({name for name, one in departments.items() if not one.external}))
    found = await ReadyTexts(request.config_dict[ENGINE]).of(mine, general=me.may(Role.ADMINISTRATOR))
    context = {
        "texts": [(one, departments[one.department].name if one.department else "Alle afdelingen") for one in found],
        "departments": [(name, departments[name].name) for name in mine],
        "for_all": me.may(Role.ADMINISTRATOR),
        "chosen": chosen,
        "error": str(missing) if missing else None,
        "error_field": missing.field if missing else None,
        "typed": typed or {},
        "filled_in": FILLED_IN,
    }
    done = {"bewaard": "De tekst is bewaard.", "weg": "De tekst is weg."}.get(request.query.get("gedaan", ""))
    return render(request, "ready_texts.html", context | ({"notice": done} if done else {}), 409 if missing else 200)


async def _chosen(request: web.Request, number: str | None) -> ReadyText | None:
    """The text with this number, None for no number; 404 when it is not theirs to change."""
    if number is None:
        return None
    known = number.isascii() and number.isdigit() and len(number) < 10
    found = await ReadyTexts(request.config_dict[ENGINE]).get(int(number)) if known else None
    if found is None or not _may(require(request, Role.COORDINATOR), found.department):
        raise web.HTTPNotFound
    return found


def _may(me: Colleague, department: str | None) -> bool:
    return me.may(Role.ADMINISTRATOR) if department is None else me.sees(department)


def _read(request: web.Request, me: Colleague, fields: Mapping[str, Any]) -> tuple[str | None, str, str]:
    department = field(fields, "department") or None
    known = department is None or department in request.config_dict[MUNICIPALITY].departments
    if not known or not _may(me, department):
        raise Missing("department", "Kies een afdeling.")
    title, text = words(fields, "title"), words(fields, "text")
    if not title:
        raise Missing("title", "Geef de tekst een naam.")
    if len(title) > _LONGEST_TITLE:
        raise Missing("title", f"De naam past niet: houd het bij {_LONGEST_TITLE} tekens.")
    if not text:
        raise Missing("text", "Typ de tekst.")
    if len(text) > MAX_ANSWER:
        raise Missing("text", f"De tekst is {len(text)} tekens lang. Er passen er {MAX_ANSWER} in.")
    return department, title, text


ROUTES = [
    web.get("/teksten", texts),
    web.post("/teksten", save),
    web.post("/teksten/weg", remove),
]
