"""Residents who wait in the chat for a live colleague: until somebody comes, or nobody does."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.handover.due import due_by_norm
from bot.handover.life import NEW_TERM
from bot.handover.mail_queue import mail_handover
from bot.handover.record import OPEN_STATES, FactLine, State
from bot.municipality import Municipality
from bot.storage.events import NOOR, Event, write_event
from bot.storage.tables import conversations, handover_events, handovers
from bot.storage.unbroken import unbroken


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
            return await stop_waiting(connection, reference, "live stopped", now)

    @unbroken
    async def call_back(
        self, reference: str, department: str, contact: str, facts: Iterable[FactLine], now: datetime
    ) -> None:
        """What was a live call becomes a call-back by this department, which reacts within its norm from now on.

        Once a colleague did something with it, it stays where it is; what they ended in the meantime is open again.
        """
        same = handovers.c.reference == reference
        async with self._engine.begin() as connection:
            # From here to the end of the transaction no colleague can act on it.
            await connection.execute(update(handovers).where(same).values(live_wanted=False))
            row = (await connection.execute(select(handovers).where(same))).first()
            if row is None:
                return
            if await _somebody_acted(connection, reference):
                department = row.department
            added = [asdict(fact) for fact in facts]
            names = {fact["name"] for fact in added}
            kept = [fact for fact in row.facts if fact["name"] not in names]
            due = due_by_norm(self._municipality, department, row.urgency, now)
            values = {"department": department, "contact": contact, "facts": [*kept, *added], "due_at": due, **NEW_TERM}
            ended = State(row.state) not in OPEN_STATES
            if ended:
                values["state"] = (State.CLAIMED if row.claimed_by else State.NEW).value
            await connection.execute(update(handovers).where(same).values(values))
            event = await write_event(connection, reference, "call back", NOOR, now)
            if ended or department != row.department:
                await mail_handover(connection, department, reference, event, now)


async def _somebody_acted(connection: AsyncConnection, reference: str) -> bool:
    theirs = (handover_events.c.reference == reference) & (handover_events.c.who != NOOR)
    return (await connection.execute(select(handover_events.c.id).where(theirs).limit(1))).first() is not None


async def stop_waiting(connection: AsyncConnection, reference: str, what: Event, now: datetime) -> bool:
    """Nobody is called any more; whether somebody was until now."""
    waiting = (handovers.c.reference == reference) & handovers.c.live_wanted
    done = await connection.execute(update(handovers).where(waiting).values(live_wanted=False))
    if done.rowcount:
        await write_event(connection, reference, what, NOOR, now)
    return bool(done.rowcount)


_SAME = handovers.c.conversation_id == conversations.c.id
# Nobody waits while a colleague talks with them, be it for another handover.
_WAITS = handovers.c.live_wanted & conversations.c.live_with.is_(None)
