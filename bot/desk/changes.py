"""Seeing which handovers came or changed, whichever process did it, and telling only those who may know."""

import asyncio
import logging
from collections import deque
from collections.abc import Set
from contextlib import suppress
from typing import NamedTuple

from async_timeout import timeout
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.messages.wake import DESK, Announcer, of_department
from bot.storage.events import ARRIVALS, REOPENED
from bot.storage.tables import handover_events, handovers
from bot.storage.unbroken import unbroken

logger = logging.getLogger(__name__)

# Seconds between looks when nobody in this process says that there is something to see, and at least.
EVERY = 5.0
_BREATH = 0.1
# On PostgreSQL a later event may be seen before an earlier one: so far back it is looked for.
_WINDOW = 200

# For everybody, as a reason to look whether anything of theirs is different.
ANY_DEPARTMENT = of_department("*")


class Change(NamedTuple):
    """Something that happened to a handover: one of its events, and what the handover is about."""

    id: int
    what: str
    reference: str
    goal_label: str
    department: str
    urgency: str
    claimed_by: str | None

    def is_arrival_for(self, staff_id: str) -> bool:
        """Whether it brought work to the department that this colleague does not know of."""
        return self.what in ARRIVALS and (self.what != REOPENED or self.claimed_by != staff_id)


class Changes:
    """Looks whenever `DESK` is announced, and from time to time; wakes the departments concerned."""

    def __init__(self, engine: AsyncEngine, announcer: Announcer, every: float = EVERY) -> None:
        self._engine, self._announcer, self._every = engine, announcer, every
        self._recent: deque[Change] = deque(maxlen=_WINDOW)
        self._seen_to = 0
        self._count = 0

    @property
    def count(self) -> int:
        """How many changes were seen so far; for `since`."""
        return self._count

    def since(self, count: int, departments: Set[str]) -> list[Change]:
        """What these departments may know of what was seen since there were `count` changes."""
        new = min(self._count - count, len(self._recent))
        latest = list(self._recent)[len(self._recent) - new :]
        return [change for change in latest if change.department in departments]

    async def watch(self) -> None:
        """Look until cancelled; a database that fails is tried again."""
        with self._announcer.listen(DESK) as listener:
            while not self._announcer.closed:
                with suppress(asyncio.TimeoutError):
                    async with timeout(self._every):
                        await listener.news.wait()
                listener.news.clear()
                try:
                    await self.look()
                except Exception:
                    logger.exception("changes of handovers could not be read")
                await asyncio.sleep(_BREATH)

    async def begin(self) -> None:
        """Count from now on: what happened before is no news."""
        self._recent.extend(await self._read(await self._newest()))
        self._seen_to = max((change.id for change in self._recent), default=0)

    async def look(self) -> None:
        """See what is new, and wake who may know: the department, and for a change the one it may have left too."""
        seen = {change.id for change in self._recent}
        new = [change for change in await self._read(self._seen_to) if change.id not in seen]
        self._recent.extend(new)
        self._count += len(new)
        self._seen_to = max([self._seen_to, *(change.id for change in new)])
        if any(change.what != "created" for change in new):
            self._announcer.wake(ANY_DEPARTMENT)
        for department in {change.department for change in new}:
            self._announcer.wake(of_department(department))

    @unbroken
    async def _newest(self) -> int:
        async with self._engine.connect() as connection:
            return int(await connection.scalar(select(func.max(handover_events.c.id))) or 0)

    @unbroken
    async def _read(self, seen_to: int) -> list[Change]:
        columns = (handover_events.c.id, handover_events.c.what, handovers.c.reference, handovers.c.goal_label)
        query = (
            select(*columns, handovers.c.department, handovers.c.urgency, handovers.c.claimed_by)
            .join(handovers, handovers.c.reference == handover_events.c.reference)
            .where(handover_events.c.id > seen_to - _WINDOW)
            .order_by(handover_events.c.id)
        )
        async with self._engine.connect() as connection:
            return [Change(*row) for row in await connection.execute(query)]
