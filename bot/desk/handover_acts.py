"""What a colleague does on the page of a handover: an address each, which leads back to the page."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.desk.access import HOME, audit, colleague, handover_of, tell
from bot.desk.fields import field, moment, read_fields, words
from bot.desk.handover_page import DONE, again, show, window, worker
from bot.desk.handover_view import in_words
from bot.handover.appointments import Appointments
from bot.handover.life import Life
from bot.handover.record import Handover
from bot.handover.refusals import Missing, Refusal, WindowClosed
from bot.handover.talking import Talking
from bot.messages.rows import utc_now
from bot.web.keys import ANNOUNCER, ENGINE, MUNICIPALITY

# Open Klant's limit for a klantcontact's `reactie`; WhatsApp takes a little more.
MAX_ANSWER = 4000
_LONGEST_ID = 64
# Of a script that hears by the stream what became of it.
_BRIEFLY = "Noor-Briefly"

Fields = Mapping[str, Any]
Do = Callable[[web.Request, Handover, Fields], Awaitable[None]]


async def _claim(request: web.Request, seen: Handover, _fields: Fields) -> None:
    await _life(request).claim(seen, worker(colleague(request)), utc_now())


async def _release(request: web.Request, seen: Handover, _fields: Fields) -> None:
    await _life(request).release(seen, worker(colleague(request)), utc_now())


async def _answer(request: web.Request, seen: Handover, fields: Fields) -> None:
    text, own_id = words(fields, "text"), field(fields, "id")
    if not text:
        raise Missing("text", "Typ eerst een antwoord.")
    if len(text) > MAX_ANSWER:
        raise Missing("text", f"Je antwoord is {len(text)} tekens lang. Er passen er {MAX_ANSWER} in. Maak het korter.")
    if not 0 < len(own_id) <= _LONGEST_ID:
        raise Missing("text", "Laad de pagina opnieuw en probeer het nog eens.")
    await _talking(request).answer(seen, worker(colleague(request)), utc_now(), text, own_id)
    request.config_dict[ANNOUNCER].set_typing(seen.conversation_id, False, "staff")


async def _take_over(request: web.Request, seen: Handover, _fields: Fields) -> None:
    if not (await window(request, seen)).is_open:
        raise WindowClosed
    await _talking(request).take_over(seen, worker(colleague(request)), utc_now())


async def _hand_back(request: web.Request, seen: Handover, _fields: Fields) -> None:
    await _talking(request).hand_back(seen, worker(colleague(request)), utc_now())


async def _forward(request: web.Request, seen: Handover, fields: Fields) -> None:
    department, note = field(fields, "department"), words(fields, "note")
    await _life(request).forward(seen, worker(colleague(request)), utc_now(), department, note)


async def _plan(request: web.Request, seen: Handover, fields: Fields) -> None:
    zone = ZoneInfo(request.config_dict[MUNICIPALITY].working_time.timezone)
    at, by = moment(fields, "at", zone), worker(colleague(request))
    text = in_words(at, zone) if at else ""
    await _appointments(request).plan(seen, by, utc_now(), field(fields, "kind"), at, text, words(fields, "note"))


async def _note_result(request: web.Request, seen: Handover, fields: Fields) -> None:
    number, by = field(fields, "appointment"), worker(colleague(request))
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Missing("result", "Kies eerst een afspraak.")
    result, note = field(fields, "result"), words(fields, "note")
    await _appointments(request).note_result(seen, by, utc_now(), int(number), result, note)


async def _note(request: web.Request, seen: Handover, fields: Fields) -> None:
    await _life(request).note(seen, worker(colleague(request)), utc_now(), words(fields, "note"))


async def _close(request: web.Request, seen: Handover, fields: Fields) -> None:
    code, note = field(fields, "code"), words(fields, "note")
    await _life(request).close(seen, worker(colleague(request)), utc_now(), code, note)


async def _reopen(request: web.Request, seen: Handover, _fields: Fields) -> None:
    await _life(request).reopen(seen, worker(colleague(request)), utc_now())


# Each with how the audit log calls it.
ACTS: Mapping[str, tuple[Do, str]] = {
    "oppakken": (_claim, "claimed"),
    "loslaten": (_release, "released"),
    "antwoorden": (_answer, "answered"),
    "overnemen": (_take_over, "took over"),
    "teruggeven": (_hand_back, "handed back"),
    "doorsturen": (_forward, "forwarded"),
    "afspraak": (_plan, "planned"),
    "afspraken": (_note_result, "noted a result"),
    "notitie": (_note, "noted"),
    "sluiten": (_close, "closed"),
    "heropenen": (_reopen, "reopened"),
}


def _route(name: str) -> web.RouteDef:
    do, audited = ACTS[name]

    async def act(request: web.Request) -> web.StreamResponse:
        """Do it and go back to the page, or show the page with why it was refused and what was typed."""
        seen, fields = await handover_of(request), await read_fields(request)
        try:
            await do(request, seen, fields)
        except Refusal as refusal:
            now = await again(request, seen)
            if not colleague(request).sees(now.department):
                await tell(request, str(refusal))
                raise web.HTTPSeeOther(HOME) from None
            return await show(request, now, refusal=refusal, act=name, typed=fields)
        await audit(request).write(colleague(request), audited, seen.reference, utc_now())
        if _BRIEFLY in request.headers:
            return web.Response(status=204)
        if not colleague(request).sees((await again(request, seen)).department):
            await tell(request, DONE[name])
            raise web.HTTPSeeOther(HOME)
        raise web.HTTPSeeOther(f"{HOME}/overdrachten/{seen.reference}?gedaan={name}")

    return web.post(f"/overdrachten/{{reference}}/{name}", act)


def _life(request: web.Request) -> Life:
    app = request.config_dict
    return Life(app[ENGINE], app[MUNICIPALITY], app[ANNOUNCER])


def _talking(request: web.Request) -> Talking:
    return Talking(request.config_dict[ENGINE], request.config_dict[ANNOUNCER])


def _appointments(request: web.Request) -> Appointments:
    return Appointments(request.config_dict[ENGINE], request.config_dict[ANNOUNCER])


ROUTES = [_route(name) for name in ACTS]
