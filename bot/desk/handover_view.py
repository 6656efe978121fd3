"""What the page of one handover tells besides the handover: why, by whom, what was promised, what may be done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_timedelta

from bot.desk.staff import Colleague, Role
from bot.goals.catalogue import Catalogue
from bot.goals.reasons import reasons
from bot.handover.appointments import KINDS, RESULTS, Appointment
from bot.handover.labels import actor, happened
from bot.handover.record import Handover, State

_NOBODY_DECIDED = "person_wanted"
_SURE = ((0.8, "zeker"), (0.5, "vrij zeker"), (0.0, "niet zeker"))


@dataclass(frozen=True)
class EventView:
    """Something that happened, told as "`who` `label`". `internal`: a note of a colleague."""

    who: str
    label: str
    at: str
    note: str | None
    internal: bool


@dataclass(frozen=True)
class AppointmentView:
    """A call or visit; `result` is None as long as nobody noted how it went."""

    id: int
    kind: str
    at: str
    by: str
    result: str | None
    past: bool


@dataclass(frozen=True)
class WhyView:
    """Why it came to this department. `row`: what had to be true; None when that can no longer be told.

    `sure`: how sure Noor was of the goal.
    """

    outcome: str
    row: Sequence[str] | None
    person: bool
    sure: str


def why(catalogue: Catalogue, handover: Handover) -> WhyView:
    """The row of the decision table, as the catalogue has it now."""
    goal = catalogue.get(handover.goal)
    row = reasons(goal, handover.outcome) if goal else None
    return WhyView(handover.outcome, row, handover.outcome == _NOBODY_DECIDED, _sure(handover.confidence))


def history(events: Iterable[tuple[str, str, datetime, str | None]], zone: ZoneInfo) -> list[EventView]:
    """What happened, the newest first."""
    views = []
    for what, who, at, note in reversed(list(events)):
        label, rest = happened(what, note)
        views.append(EventView(actor(who), label, clock_time(at, zone), rest, what == "note"))
    return views


def promised(appointments: Iterable[Appointment], now: datetime, zone: ZoneInfo) -> list[AppointmentView]:
    """Calls and visits, the first one first."""
    return [
        AppointmentView(
            one.id,
            KINDS.get(one.kind, one.kind),
            in_words(one.planned_at, zone),
            one.planned_by,
            RESULTS.get(one.result, one.result) if one.result else None,
            one.planned_at < now,
        )
        for one in appointments
    ]


def was_forgotten(events: Iterable[tuple[str, str, datetime, str | None]]) -> bool:
    """Whether the resident had us take the conversation away."""
    return any(what == "deleted" for what, *_ in events)


def acts(
    handover: Handover, me: Colleague, *, gone: bool, forgotten: bool, taken: bool, unreachable: bool
) -> frozenset[str]:
    """What this colleague may do now, by the act's address.

    gone: the conversation was deleted. forgotten: because the resident asked for it. taken: it is live for another
    handover. unreachable: the channel holds back what we write until the resident does.
    """
    if forgotten:
        return frozenset()
    if handover.state is State.CLOSED:
        return frozenset({"heropenen", "notitie"})
    unclaimed, mine = handover.claimed_by is None, handover.claimed_by == me.id
    leads, live = me.may(Role.COORDINATOR), handover.state is State.LIVE
    allowed = {
        "oppakken": unclaimed,
        "loslaten": not unclaimed and (mine or leads),
        "antwoorden": (unclaimed or mine) and not gone and not taken,
        "overnemen": (unclaimed or mine) and not gone and not taken and not live and not unreachable,
        "teruggeven": live and (mine or leads),
        "doorsturen": unclaimed or mine or leads,
        "afspraak": unclaimed or mine,
        "afspraken": unclaimed or mine or leads,
        "notitie": True,
        "sluiten": unclaimed or mine or leads,
    }
    return frozenset(name for name, may in allowed.items() if may)


def due_clock(handover: Handover, now: datetime) -> str | None:
    """How long there is left to answer, or by how much that was missed; None when nobody has to."""
    if handover.due_at is None or handover.state not in (State.NEW, State.CLAIMED, State.LIVE):
        return None
    left = handover.due_at - now
    words = format_timedelta(abs(left), granularity="minute", threshold=2, locale="nl")
    return f"nog {words}" if left > timedelta(0) else f"{words} te laat"


def in_words(at: datetime, zone: ZoneInfo) -> str:
    """A moment in a sentence: "dinsdag 24 november 13:00"."""
    return str(format_datetime(at.astimezone(zone), "EEEE d MMMM HH:mm", locale="nl"))


def clock_time(at: datetime, zone: ZoneInfo) -> str:
    """A moment in a list."""
    return str(format_datetime(at.astimezone(zone), "d MMM HH:mm", locale="nl"))


def day(at: datetime, zone: ZoneInfo) -> str:
    """A day in a sentence: "24 november 2026"."""
    return str(format_date(at.astimezone(zone), "d MMMM y", locale="nl"))


def _sure(confidence: float | None) -> str:
    if confidence is None:
        return "De inwoner koos dit doel zelf, of vroeg om een mens."
    label = next(label for least, label in _SURE if confidence >= least)
    return f"Noor was {label} van het doel ({round(100 * confidence)}%)."
