"""Where handovers are kept, each change with who and when."""

from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Row
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.due import due_by_norm
from bot.handover.mail_queue import mail_handover
from bot.handover.record import OPEN_STATES, FactLine, Handover, NewHandover, State
from bot.handover.reference import new_reference
from bot.handover.weighing import weigh
from bot.municipality import Municipality
from bot.storage.events import NOOR, write_event
from bot.storage.tables import handovers, ratings
from bot.storage.unbroken import unbroken

_REFERENCE_TRIES = 20


class HandoverStore:
    """Reads and writes handovers; any number of processes may use one on the same database."""

    def __init__(self, engine: AsyncEngine, municipality: Municipality) -> None:
        self._engine = engine
        self._municipality = municipality

    @unbroken
    async def write(self, new: NewHandover, now: datetime) -> Handover:
        """Keep a handover and give it a reference; writing the same again gives the first.

        `now` is aware UTC. Raises `ValueError` for a department that is unknown or not ours to hand over to.
        """
        state = State.ANSWERED if new.outcome_code else State.NEW
        due = None if new.outcome_code else due_by_norm(self._municipality, new.department, new.urgency, now)
        for _ in range(_REFERENCE_TRIES):
            earlier = await self._same(new)
            if earlier is not None:
                return earlier
            handover = Handover(**_own_fields(new), reference=new_reference(), state=state, created_at=now, due_at=due)
            if await self._insert(handover):
                return handover
        raise RuntimeError("no free handover reference found")

    @unbroken
    async def get(self, reference: str) -> Handover | None:
        """The handover with this reference."""
        return await self._first(handovers.c.reference == reference)

    @unbroken
    async def of(self, conversation_id: str) -> list[Handover]:
        """The handovers of a conversation, in order."""
        query = select(handovers).where(handovers.c.conversation_id == conversation_id)
        async with self._engine.connect() as connection:
            return [read_handover(row) for row in await connection.execute(query.order_by(handovers.c.created_at))]

    @unbroken
    async def overdue(self, department: str, now: datetime) -> list[Handover]:
        """What a department should have answered before `now`, the longest waiting first."""
        still_open = handovers.c.state.in_(sorted(state.value for state in OPEN_STATES))
        late = (handovers.c.department == department) & still_open & (handovers.c.due_at < now)
        async with self._engine.connect() as connection:
            rows = await connection.execute(select(handovers).where(late).order_by(handovers.c.due_at))
            return [read_handover(row) for row in rows]

    @unbroken
    async def rate(self, conversation_id: str, rating: str, words: str | None, now: datetime) -> None:
        """Keep how a resident found a conversation; a later word about it takes the place of an earlier one."""
        values = {"conversation_id": conversation_id, "rating": rating, "words": words, "at": now}
        async with self._engine.begin() as connection:
            await connection.execute(delete(ratings).where(ratings.c.conversation_id == conversation_id))
            await connection.execute(insert(ratings).values(values))
            await weigh(connection, conversation_id)

    @unbroken
    async def rating(self, conversation_id: str) -> tuple[str, str | None] | None:
        """How a resident found a conversation, and in which words; None when it was not said."""
        query = select(ratings.c.rating, ratings.c.words).where(ratings.c.conversation_id == conversation_id)
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).first()
        return None if row is None else (row.rating, row.words)

    async def _same(self, new: NewHandover) -> Handover | None:
        return await self._first(
            (handovers.c.conversation_id == new.conversation_id)
            & (handovers.c.message_id == new.message_id)
            & (handovers.c.goal == new.goal)
        )

    async def _first(self, condition: Any) -> Handover | None:
        async with self._engine.connect() as connection:
            row = (await connection.execute(select(handovers).where(condition))).first()
        return None if row is None else read_handover(row)

    async def _insert(self, handover: Handover) -> bool:
        """Whether it was written; not when its reference is taken or another process wrote the same."""
        row = asdict(handover) | {"state": handover.state.value}
        try:
            async with self._engine.begin() as connection:
                await connection.execute(insert(handovers).values(row))
                event = await write_event(connection, handover.reference, "created", NOOR, handover.created_at)
                # Where nobody has to act, there is nothing to tell.
                if handover.outcome_code is None:
                    await mail_handover(connection, handover.department, handover.reference, event, handover.created_at)
        except IntegrityError:
            return False
        return True


def _own_fields(new: NewHandover) -> dict[str, Any]:
    return {field.name: getattr(new, field.name) for field in fields(NewHandover)}


def read_handover(row: Row) -> Handover:
    """A row of `handovers` as the record."""
    values = dict(row._mapping)
    return Handover(
        **values
        | {
            "state": State(values["state"]),
            "products": tuple(values["products"]),
            "facts": tuple(FactLine(**fact) for fact in values["facts"]),
            "decided_by": tuple(values["decided_by"]),
        }
    )
