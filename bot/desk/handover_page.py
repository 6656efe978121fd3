"""One handover on one page, and the photos that came with it."""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.desk import handover_view
from bot.desk.access import audit, colleague, handover_of
from bot.desk.ready_texts import ReadyTexts
from bot.desk.rendering import render
from bot.desk.review import form_for_handover
from bot.desk.staff import Colleague, Role
from bot.desk.transcript import read_transcript
from bot.desk.views import Views
from bot.goals.catalogue import own_catalogue
from bot.handover.act import Worker
from bot.handover.appointments import RESULTS, Appointments
from bot.handover.life import OUTCOMES, Life
from bot.handover.record import Handover, State
from bot.handover.refusals import Missing, Refusal
from bot.handover.related import colleague_name, of_conversation
from bot.messages.about import About, read_about
from bot.messages.reach import ReplyWindow
from bot.messages.rows import utc_now
from bot.web.keys import ANNOUNCER, ENGINE, HANDOVERS, LOG, MUNICIPALITY, PHOTOS, REACH, READER, SETTINGS

_READ_AGAIN_AFTER = timedelta(minutes=5)

# What a colleague reads after an act, by its address.
DONE = {
    "oppakken": "Je hebt deze overdracht opgepakt.",
    "loslaten": "Je hebt deze overdracht losgelaten.",
    "antwoorden": "Je antwoord staat in het gesprek.",
    "overnemen": "Je praat nu live met de inwoner. Noor is stil.",
    "teruggeven": "Noor heeft het gesprek weer.",
    "doorsturen": "Je hebt deze overdracht doorgestuurd.",
    "afspraak": "De afspraak staat erbij.",
    "afspraken": "Vastgelegd hoe de afspraak ging.",
    "notitie": "Je notitie staat erbij. Alleen collega's zien die.",
    "sluiten": "Deze overdracht is afgerond.",
    "heropenen": "Deze overdracht is weer open, en van jou.",
    "verwijderen": "Het gesprek is voorgoed verwijderd.",
}


async def handover(request: web.Request) -> web.Response:
    """One handover; the reference may be written as somebody read it aloud."""
    found = await handover_of(request)
    await audit(request).write_once(colleague(request), "read", found.reference, utc_now(), _READ_AGAIN_AFTER)
    return await show(request, found)


async def show(
    request: web.Request,
    found: Handover,
    *,
    refusal: Refusal | None = None,
    act: str = "",
    typed: Mapping[str, Any] | None = None,
) -> web.Response:
    """The page; after an act that was refused with why, and with what was typed for it."""
    context = await _context(request, found) | {
        "act": act,
        "error": str(refusal) if refusal else None,
        "error_field": refusal.field if isinstance(refusal, Missing) else None,
        "typed": typed or {},
    }
    if notice := None if refusal else DONE.get(request.query.get("gedaan", "")):
        context["notice"] = notice
    return render(request, "handover.html", context, status=409 if refusal else 200)


async def _context(request: web.Request, found: Handover) -> dict[str, object]:
    app, me, now = request.config_dict, colleague(request), utc_now()
    municipality, conversation_id = app[MUNICIPALITY], found.conversation_id
    about = await read_about(app[READER], conversation_id)
    contacts = await app[LOG].contacts(conversation_id)
    transcript = await read_transcript(app[LOG], conversation_id)
    reply = await window(request, found)
    life = Life(app[ENGINE], municipality, app[ANNOUNCER])
    events = await life.history(found.reference)
    forgotten = handover_view.was_forgotten(events)
    taken = bool(about and about.live_with and found.state is not State.LIVE)
    zone = ZoneInfo(municipality.working_time.timezone)
    visible = me.visible(municipality.departments.keys())
    earlier = await of_conversation(app[READER], conversation_id, visible)
    views = Views(municipality)
    return {
        "h": views.page(found, now, contacts, transcript),
        "position": transcript[-1].position if transcript else 0,
        "why": handover_view.why(own_catalogue(), found),
        "history": handover_view.history(events, zone),
        "events": len(events),
        "appointments": handover_view.promised(
            await Appointments(app[ENGINE], app[ANNOUNCER]).of(found.reference), now, zone
        ),
        "may": handover_view.acts(
            found, me, gone=about is None, forgotten=forgotten, taken=taken, unreachable=not reply.is_open
        ),
        "mine": found.claimed_by == me.id,
        "live": found.state is State.LIVE,
        "holder": await colleague_name(app[READER], found.claimed_by),
        "live_with": about.live_with if about else None,
        "gone": about is None,
        "forgotten": forgotten,
        "kept_until": _kept_until(about, app[SETTINGS].retention_days, zone),
        "clock": handover_view.due_clock(found, now),
        "window_closed": not reply.is_open,
        "window_until": handover_view.in_words(reply.until, zone) if reply.until else None,
        "invites": reply.invites,
        "deliveries": await _deliveries(request, found),
        "earlier": [views.line(one, now) for one in earlier if one.reference != found.reference],
        "departments": _others(request, found),
        "outcomes": OUTCOMES,
        "results": RESULTS,
        "texts": await ReadyTexts(app[READER]).for_answer(found, me.name, views.department(found.department)),
        "answer_id": uuid.uuid4().hex,
        "review": await form_for_handover(request, found),
    }


async def window(request: web.Request, found: Handover) -> ReplyWindow:
    """Whether the resident may be written to now."""
    reach = request.config_dict[REACH].get(found.channel)
    return await reach.window(found.conversation_id) if reach else ReplyWindow(is_open=True)


async def _deliveries(request: web.Request, found: Handover) -> Mapping[int, str]:
    reach = request.config_dict[REACH].get(found.channel)
    return await reach.deliveries(found.conversation_id) if reach else {}


def worker(me: Colleague) -> Worker:
    """The colleague as who acts on a handover."""
    return Worker(me.id, me.name, me.may(Role.COORDINATOR))


def _kept_until(about: About | None, days: int, zone: ZoneInfo) -> str | None:
    return handover_view.day(about.last_at + timedelta(days=days), zone) if about else None


def _others(request: web.Request, found: Handover) -> list[tuple[str, str]]:
    departments = request.config_dict[MUNICIPALITY].departments
    ours = ((name, one.name) for name, one in departments.items() if not one.external and name != found.department)
    return sorted(ours, key=lambda one: one[1])


async def photo(request: web.Request) -> web.FileResponse:
    """A photo of the conversation that led to a handover."""
    found = await handover_of(request)
    file = request.config_dict[PHOTOS].find(found.conversation_id, request.match_info["photo"])
    if file is None:
        raise web.HTTPNotFound
    return web.FileResponse(file, headers={"Content-Type": "image/jpeg"})


async def again(request: web.Request, found: Handover) -> Handover:
    """The handover as it is now."""
    return await request.config_dict[HANDOVERS].get(found.reference) or found


ROUTES = [
    web.get("/overdrachten/{reference}", handover),
    web.get("/overdrachten/{reference}/foto/{photo}", photo),
]
