"""One act on one handover: a transaction that nobody else can be in, with an event for each change."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.handover.record import Handover, State
from bot.handover.refusals import Closed, JustClaimed, Moved, TakenByOther
from bot.handover.store import read_handover
from bot.storage.desk_tables import staff
from bot.storage.events import Event, write_event
from bot.storage.tables import handovers

_SOMEBODY = "Een collega"


@dataclass(frozen=True)
class Worker:
    """Who acts. `leads`: may act on what a colleague has, as a coordinator does."""

    id: str
    name: str
    leads: bool = False


class Act:
    """What may be done within the transaction; `handover` is as it is now."""

    def __init__(self, connection: AsyncConnection, handover: Handover, by: Worker, now: datetime) -> None:
        self.connection, self.handover, self.by, self.now = connection, handover, by, now

    def require_open(self) -> None:
        """Raises `Closed`."""
        if self.handover.state is State.CLOSED:
            raise Closed

    async def require_mine(self) -> None:
        """Whoever acts has the handover afterwards: what nobody has is claimed. Raises `TakenByOther`, `Closed`."""
        self.require_open()
        if self.handover.claimed_by is None:
            await self.claim()
        elif self.handover.claimed_by != self.by.id:
            raise TakenByOther(await self.holder())

    async def require_say(self) -> None:
        """Whoever acts has it, or leads, or nobody has it. Raises `TakenByOther`, `Closed`."""
        self.require_open()
        if self.handover.claimed_by not in (None, self.by.id) and not self.by.leads:
            raise TakenByOther(await self.holder())

    async def claim(self) -> None:
        """Raises `JustClaimed` when a colleague has it."""
        if self.handover.claimed_by == self.by.id:
            return
        if self.handover.claimed_by is not None:
            raise JustClaimed(await self.holder())
        state = State.CLAIMED if self.handover.state is State.NEW else self.handover.state
        await self.change("claimed", claimed_by=self.by.id, state=state)

    async def change(self, what: Event, note: str | None = None, **values: Any) -> int:
        """Write new values and the event that tells of them; the number of that event."""
        self.handover = replace(self.handover, **values)
        row = {name: value.value if isinstance(value, State) else value for name, value in values.items()}
        if row:
            this = handovers.c.reference == self.handover.reference
            await self.connection.execute(update(handovers).where(this).values(row))
        return await write_event(self.connection, self.handover.reference, what, self.by.name, self.now, note)

    async def holder(self) -> str:
        """The name of the colleague who has it."""
        return await name_of(self.connection, self.handover.claimed_by)


@asynccontextmanager
async def acting(engine: AsyncEngine, seen: Handover, by: Worker, now: datetime) -> AsyncIterator[Act]:
    """An act on the handover as somebody saw it. Raises `Moved` when another department has it by now."""
    this = handovers.c.reference == seen.reference
    async with engine.begin() as connection:
        # A change that changes nothing: from here to the end of the transaction there is no other act.
        await connection.execute(update(handovers).where(this).values(reference=seen.reference))
        row = (await connection.execute(select(handovers).where(this))).first()
        if row is None or row.department != seen.department:
            raise Moved
        yield Act(connection, read_handover(row), by, now)


async def name_of(connection: AsyncConnection, staff_id: str | None) -> str:
    """A colleague's name, also when the account was closed."""
    name: str | None = await connection.scalar(select(staff.c.name).where(staff.c.id == staff_id))
    return name or _SOMEBODY
