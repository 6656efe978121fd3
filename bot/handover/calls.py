"""Residents who wait in the chat for a live colleague: until somebody comes, or nobody does."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.handover.due import due_at
from bot.handover.mail_queue import HANDOVER, add_mail
from bot.handover.record import FactLine, State
from bot.municipality import Municipality
from bot.storage.tables import conversations, handover_events, handovers
from bot.storage.unbroken import unbroken

CALLED, STOPPED, MISSED, CALL_BACK = "live called", "live stopped", "live missed", "call back"


class Calls:
    """Reads and writes who waits; `now` is aware UTC everywhere."""

    def __init__(self, engine: AsyncEngine, municipality: Municipality) -> None:
        self._engine, self._municipality = engine, municipality

    @unbroken
    async def waits(self, reference: str) -> bool:
        """Whether a resident still waits for somebody to come."""
        async with self._engine.connect() as connection:
            query = select(handovers.c.reference).join_from(handovers, conversations, _SAME).where(_WAITS)
            return (await connection.execute(query.where(handovers.c.reference == reference))).first() is not None

    @unbroken
    async def waiting_since(self, before: datetime) -> list[tuple[str, str]]:
        """The reference and the conversation of each resident who has waited since before that moment."""
        query = (
            select(handovers.c.reference, handovers.c.conversation_id)
            .join_from(handovers, conversations, _SAME)
            .where(_WAITS, handovers.c.created_at <= before)
            .order_by(handovers.c.created_at)
        )
        async with self._engine.connect() as connection:
            return [tuple(row) for row in await connection.execute(query)]

    @unbroken
    async def stop(self, reference: str, now: datetime) -> bool:
        """The resident does not want to wait any longer; whether they did until now."""
        async with self._engine.begin() as connection:
            return await stop_waiting(connection, reference, STOPPED, now)

    @unbroken
    async def call_back(
        self, reference: str, department: str, contact: str, facts: Iterable[FactLine], now: datetime
    ) -> None:
        """What was a live call becomes a call-back by this department, which reacts within its norm from now on."""
        same = handovers.c.reference == reference
        async with self._engine.begin() as connection:
            row = (await connection.execute(select(handovers.c.urgency, handovers.c.facts).where(same))).first()
            if row is None:
                return
            added = [asdict(fact) for fact in facts]
            names = {fact["name"] for fact in added}
            kept = [fact for fact in row.facts if fact["name"] not in names]
            hours = self._municipality.norm_hours(department, row.urgency)
            due = due_at(now, hours, self._municipality.working_time)
            values: dict[str, Any] = {"contact": contact, "facts": [*kept, *added], "due_at": due, "live_wanted": False}
            # Whoever has it in the meantime keeps it.
            untouched = same & (handovers.c.state == State.NEW.value) & (handovers.c.department != department)
            moved = await connection.execute(update(handovers).where(untouched).values(department=department))
            if moved.rowcount:
                await add_mail(connection, department, HANDOVER, reference, now)
            await connection.execute(update(handovers).where(same).values(values))
            await _note(connection, reference, CALL_BACK, now)


async def stop_waiting(connection: AsyncConnection, reference: str, what: str, now: datetime) -> bool:
    """Nobody is called any more; whether somebody was until now."""
    waiting = (handovers.c.reference == reference) & handovers.c.live_wanted
    done = await connection.execute(update(handovers).where(waiting).values(live_wanted=False))
    if done.rowcount:
        await _note(connection, reference, what, now)
    return bool(done.rowcount)


async def _note(connection: AsyncConnection, reference: str, what: str, now: datetime) -> None:
    event = {"reference": reference, "what": what, "who": "noor", "at": now}
    await connection.execute(insert(handover_events).values(event))


_SAME = handovers.c.conversation_id == conversations.c.id
# Who has read it and said nothing yet has not come: the resident waits until a colleague speaks or takes over.
_OPEN = handovers.c.state.in_([State.NEW.value, State.CLAIMED.value])
_WAITS = handovers.c.live_wanted & _OPEN & conversations.c.live_with.is_(None)
