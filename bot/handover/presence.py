"""Which colleagues are there for a live conversation, and when."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, false, func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.due import is_working_time
from bot.municipality import WorkingTime
from bot.storage.desk_tables import desk_sessions, staff, staff_departments
from bot.storage.unbroken import unbroken

#: How long a colleague is still there when nothing is heard of their browser.
SILENCE = timedelta(seconds=90)
#: How long a lost connection may last before they have to say again that they are there.
COMES_BACK_WITHIN = timedelta(minutes=30)


class Presence:
    """Reads and writes who is there; `now` is aware UTC everywhere."""

    def __init__(self, engine: AsyncEngine, working_time: WorkingTime) -> None:
        self._engine, self._working_time = engine, working_time

    @unbroken
    async def say(self, staff_id: str, available: bool, now: datetime) -> None:
        """A colleague says that they are there, or not."""
        async with self._engine.begin() as connection:
            said = update(staff).where(staff.c.id == staff_id).values(available=available, seen_at=now)
            await connection.execute(said)

    @unbroken
    async def heard(self, staff_id: str, now: datetime) -> bool:
        """The browser of a colleague who said to be there lets hear of itself; whether they (still) are."""
        there = (staff.c.id == staff_id) & staff.c.available & came_back(now)
        async with self._engine.begin() as connection:
            done = await connection.execute(update(staff).where(there).values(seen_at=now))
            return bool(done.rowcount)

    @unbroken
    async def by_department(self, now: datetime) -> dict[str, list[str]]:
        """The names of who is there, for each department that has somebody, in the order of the alphabet."""
        query = select(staff_departments.c.department, staff.c.name).join(staff).where(_there(now))
        found: dict[str, list[str]] = {}
        async with self._engine.connect() as connection:
            for row in await connection.execute(query.order_by(staff.c.name)):
                found.setdefault(row.department, []).append(row.name)
        return found

    async def first_with_somebody(self, departments: Sequence[str], now: datetime) -> str | None:
        """The first of these departments where somebody is there; none outside working hours."""
        if not is_working_time(now, self._working_time):
            return None
        found = await self.by_department(now)
        return next((name for name in departments if name in found), None)


def came_back(now: datetime) -> Any:
    """Whether somebody who said to be there was heard of recently enough to be there still."""
    return func.coalesce(staff.c.seen_at > now - COMES_BACK_WITHIN, false())


def _there(now: datetime) -> Any:
    """Said so, heard of a moment ago, and still signed in."""
    signed_in = exists().where(desk_sessions.c.staff_id == staff.c.id, desk_sessions.c.expires_at > now)
    return staff.c.active & staff.c.available & (staff.c.seen_at > now - SILENCE) & signed_in
