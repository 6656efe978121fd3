"""All figures of a selection together."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.desk.insight.figures import BY_CHANNEL, BY_DAY, BY_DEPARTMENT, BY_GOAL, Figures, Table, read_figures
from bot.desk.insight.selection import Selection
from bot.desk.insight.times import read_times
from bot.desk.insight.visits import read_conversations
from bot.municipality import Municipality
from bot.storage.unbroken import unbroken


@dataclass(frozen=True)
class Insight:
    """The figures in all, and by day (each day of the selection), department (None: none), channel and goal."""

    total: Figures
    by_day: Table
    by_department: Table
    by_channel: Table
    by_goal: Table


class InsightReader:
    """Reads figures."""

    def __init__(self, engine: AsyncEngine, municipality: Municipality) -> None:
        self._engine, self._working_time = engine, municipality.working_time
        self._zone = ZoneInfo(municipality.working_time.timezone)

    @unbroken
    async def read(self, selection: Selection, now: datetime) -> Insight:
        """All figures; `now` is aware UTC."""
        async with self._engine.connect() as connection:
            total = await self._table(connection, selection, None, now)
            days = await self._table(connection, selection, BY_DAY, now)
            return Insight(
                total[None],
                {day: days.get(day, Figures()) for day in selection.days},
                await self._table(connection, selection, BY_DEPARTMENT, now),
                await self._table(connection, selection, BY_CHANNEL, now),
                await read_figures(connection, selection, BY_GOAL, now),
            )

    async def _table(self, connection: AsyncConnection, selection: Selection, by: str | None, now: datetime) -> Table:
        table = await read_figures(connection, selection, by, now)
        today = now.astimezone(self._zone).date()
        for key, times in (await read_times(connection, selection, by, self._working_time, today)).items():
            table.setdefault(key, Figures()).times = times
        # A conversation belongs to a department by its wishes, and to a day and a channel by itself.
        if selection.department is None and by != BY_DEPARTMENT:
            for figures in table.values():
                figures.conversations = 0
            for key, number in (await read_conversations(connection, selection, by, self._zone)).items():
                table.setdefault(key, Figures()).conversations = number
        return table
