"""A call or a visit that was promised, and whether it happened."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.handover.act import Worker, acting
from bot.handover.life import at_most
from bot.handover.record import Handover
from bot.handover.refusals import Missing, Refusal
from bot.handover.talking import note_contact
from bot.messages.wake import DESK, Announcer
from bot.storage.desk_tables import appointments
from bot.storage.unbroken import unbroken

KINDS = {"call": "Belafspraak", "visit": "Bezoek"}
RESULTS = {"done": "Gebeurd", "not_reached": "Niet bereikt", "cancelled": "Gaat niet door"}


class AlreadyNoted(Refusal):
    """A colleague noted how it went before."""

    def __init__(self) -> None:
        super().__init__("Hoe deze afspraak ging, is al vastgelegd.")


@dataclass(frozen=True)
class Appointment:
    """`kind`: one of `KINDS`; `result`: one of `RESULTS`, None as long as it is still to come. Times are aware UTC."""

    id: int
    reference: str
    kind: str
    planned_at: datetime
    planned_by: str
    result: str | None
    done_at: datetime | None


class Appointments:
    """Plans, and keeps how it went; each with an event of the handover.

    Raises `bot.handover.refusals.Refusal` when that cannot be done. `now` is aware UTC.
    """

    def __init__(self, engine: AsyncEngine, announcer: Announcer) -> None:
        self._engine, self._announcer = engine, announcer

    @unbroken
    async def plan(
        self, seen: Handover, by: Worker, now: datetime, kind: str, at: datetime | None, in_words: str, note: str
    ) -> None:
        """`at`: aware UTC; `in_words`: the same as staff read it. The handover becomes theirs if nobody has it."""
        if kind not in KINDS:
            raise Missing("kind", "Kies of je belt of langskomt.")
        if at is None:
            raise Missing("at", "Vul in op welke dag en hoe laat.")
        if at < now:
            raise Missing("at", "Dit moment is al voorbij. Kies een later moment.")
        words = f"{KINDS[kind]} {in_words}. {at_most('note', note)}".strip()
        async with acting(self._engine, seen, by, now) as act:
            await act.require_mine()
            row = {"reference": seen.reference, "kind": kind, "planned_at": at, "planned_by": by.name}
            await act.connection.execute(insert(appointments).values(row))
            await act.change("planned", words)
        self._tell(seen)

    @unbroken
    async def note_result(
        self, seen: Handover, by: Worker, now: datetime, appointment: int, result: str, note: str
    ) -> None:
        """How it went. When it happened, the resident heard from a person."""
        if result not in RESULTS:
            raise Missing("result", "Kies hoe het ging.")
        note = at_most("note", note)
        async with acting(self._engine, seen, by, now) as act:
            await act.require_say()
            kind = await _set_result(act.connection, seen.reference, appointment, result, now)
            words = f"{KINDS[kind]}: {RESULTS[result].lower()}. {note}".strip()
            if result == "done":
                await note_contact(act, "kept", words)
            else:
                await act.change("not_kept", words)
        self._tell(seen)

    @unbroken
    async def of(self, reference: str) -> list[Appointment]:
        """Those of a handover, by time."""
        query = select(appointments).where(appointments.c.reference == reference).order_by(appointments.c.planned_at)
        async with self._engine.connect() as connection:
            return [Appointment(**row._mapping) for row in await connection.execute(query)]

    def _tell(self, seen: Handover) -> None:
        self._announcer.wake(seen.conversation_id, messages=False)
        self._announcer.wake(DESK)


async def _set_result(connection: AsyncConnection, reference: str, number: int, result: str, now: datetime) -> str:
    """Its kind. Raises `AlreadyNoted`, also for an appointment that is not of this handover."""
    this = (appointments.c.id == number) & (appointments.c.reference == reference)
    still_open = update(appointments).where(this, appointments.c.result.is_(None))
    if (await connection.execute(still_open.values(result=result, done_at=now))).rowcount == 0:
        raise AlreadyNoted
    return str(await connection.scalar(select(appointments.c.kind).where(this)))
