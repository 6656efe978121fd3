"""The life of a handover: who has it, where it is, and how it ended."""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.act import Act, Worker, acting
from bot.handover.due import due_by_norm
from bot.handover.mail_queue import mail_handover
from bot.handover.record import Handover, State
from bot.handover.refusals import Forgotten, Missing, NotClaimed, NotClosed, WrongDepartment
from bot.handover.talking import end_call, hand_back_if_live, heard_a_person
from bot.messages import texts
from bot.messages.wake import DESK, Announcer
from bot.municipality import Municipality
from bot.storage.tables import handover_events
from bot.storage.unbroken import unbroken

MAX_NOTE = 2000

# How it ended, as staff say it. Noor's own answers are closed by nobody.
OUTCOMES = {
    "answered": "Beantwoord",
    "connected": "Gesproken of doorverbonden",
    "connecting_failed": "Niet bereikt",
    "call_back": "Inwoner belt of schrijft terug",
    "answered_by_noor": "Noor had het antwoord al gegeven",
}
#: What was done before does not count for a term that begins now.
NEW_TERM: Mapping[str, Any] = {"closed_at": None, "outcome_code": None, "reacted_at": None}
_HEARD_A_PERSON = ("answered", "connected")


class Life:
    """Each act is one transaction with its event; whoever listens hears of it. `now` is aware UTC.

    `seen` is the handover as the colleague saw it. All raise `bot.handover.refusals.Refusal` when it cannot be done,
    and then nothing was changed.
    """

    def __init__(self, engine: AsyncEngine, municipality: Municipality, announcer: Announcer) -> None:
        self._engine, self._municipality, self._announcer = engine, municipality, announcer

    @unbroken
    async def claim(self, seen: Handover, by: Worker, now: datetime) -> None:
        """Of all who try at once, one has it. Raises `JustClaimed` for the others."""
        async with self._acting(seen, by, now) as act:
            act.require_open()
            await act.claim()
        self._tell(seen)

    @unbroken
    async def release(self, seen: Handover, by: Worker, now: datetime) -> None:
        """Nobody has it any more; a live conversation goes back to Noor first. Who waits for a colleague still does."""
        async with self._acting(seen, by, now) as act:
            await act.require_say()
            if act.handover.claimed_by is None:
                raise NotClaimed
            await hand_back_if_live(act, texts.LET_GO)
            state = State.NEW if act.handover.state is State.CLAIMED else act.handover.state
            await act.change("released", state=state, claimed_by=None)
        self._tell(seen)

    @unbroken
    async def forward(self, seen: Handover, by: Worker, now: datetime, department: str, note: str) -> None:
        """Another department gets it, with its own norm from now on. Who waited for a colleague still does: somebody
        there may come until the time that was promised is over."""
        note = filled_in("note", note, "Schrijf erbij waarom je doorstuurt.")
        try:
            due = due_by_norm(self._municipality, department, seen.urgency, now)
        except ValueError:
            raise WrongDepartment from None
        if department == seen.department:
            raise WrongDepartment
        names = [self._name(seen.department), self._name(department)]
        async with self._acting(seen, by, now) as act:
            await act.require_say()
            await hand_back_if_live(act, texts.forwarded(names[1]))
            words = f"{names[0]} → {names[1]}: {note}"
            values = {"department": department, "due_at": due, "claimed_by": None, **NEW_TERM}
            event = await act.change("forwarded", words, state=State.NEW, **values)
            await mail_handover(act.connection, department, seen.reference, event, now)
        self._tell(seen)

    @unbroken
    async def close(self, seen: Handover, by: Worker, now: datetime, code: str, note: str = "") -> None:
        """It is over, for the reason that `code` gives; who waited for a colleague is told that nobody comes."""
        if code not in OUTCOMES:
            raise Missing("code", "Kies hoe het is afgelopen.")
        note = at_most("note", note)
        async with self._acting(seen, by, now) as act:
            await act.require_say()
            await hand_back_if_live(act)
            await end_call(act)
            words = f"{OUTCOMES[code]}. {note}".strip()
            moments = heard_a_person(act) if code in _HEARD_A_PERSON else {"reacted_at": act.handover.reacted_at or now}
            has_it = act.handover.claimed_by or by.id
            values = {"claimed_by": has_it, "closed_at": now, "outcome_code": code, "live_wanted": False}
            await act.change("closed", words, state=State.CLOSED, **moments, **values)
        self._tell(seen)

    @unbroken
    async def reopen(self, seen: Handover, by: Worker, now: datetime) -> None:
        """Whoever opens it again has it, with the norm from now on."""
        async with self._acting(seen, by, now) as act:
            if act.handover.state is not State.CLOSED:
                raise NotClosed
            await _require_kept(act)
            due = due_by_norm(self._municipality, seen.department, seen.urgency, now)
            await act.change("reopened", state=State.CLAIMED, claimed_by=by.id, due_at=due, **NEW_TERM)
        self._tell(seen)

    @unbroken
    async def note(self, seen: Handover, by: Worker, now: datetime, text: str) -> None:
        """Something for colleagues only; anybody of the department may, also when it is closed."""
        text = filled_in("note", text, "Typ eerst een notitie.")
        async with self._acting(seen, by, now) as act:
            await _require_kept(act)
            await act.change("note", text)
        self._tell(seen)

    @unbroken
    async def history(self, reference: str) -> list[tuple[str, str, datetime, str | None]]:
        """What happened (`what`), by whom, when, and the note with it; in order."""
        events = handover_events.c
        query = select(events.what, events.who, events.at, events.note).where(events.reference == reference)
        async with self._engine.connect() as connection:
            return [tuple(row) for row in await connection.execute(query.order_by(events.id))]

    def _acting(self, seen: Handover, by: Worker, now: datetime) -> AbstractAsyncContextManager[Act]:
        return acting(self._engine, seen, by, now)

    def _name(self, department: str) -> str:
        found = self._municipality.departments.get(department)
        return found.name if found else department

    def _tell(self, seen: Handover) -> None:
        self._announcer.wake(seen.conversation_id)
        self._announcer.wake(DESK)


async def _require_kept(act: Act) -> None:
    """Raises `Forgotten`."""
    events = handover_events.c
    deleted = select(events.id).where(events.reference == act.handover.reference, events.what == "deleted").limit(1)
    if await act.connection.scalar(deleted) is not None:
        raise Forgotten


def filled_in(field: str, text: str, sentence: str) -> str:
    """What was typed in a field. Raises `Missing` with the sentence when that is nothing, or when it is too long."""
    if not text.strip():
        raise Missing(field, sentence)
    return at_most(field, text)


def at_most(field: str, text: str) -> str:
    """What was typed in a field that may be empty. Raises `Missing` when it is too long."""
    text = text.strip()
    if len(text) > MAX_NOTE:
        raise Missing(field, f"Dit is {len(text)} tekens lang. Er passen er {MAX_NOTE} in.")
    return text
