"""All figures of a selection together."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.desk.insight.conversations import conversations_with_wishes, count_conversations, count_ratings
from bot.desk.insight.counts import count_goals, count_reviews, count_wishes
from bot.desk.insight.figures import By, Figures, Key, Tables
from bot.desk.insight.selection import Selection
from bot.desk.insight.times import count_handovers
from bot.desk.insight.visits import count_all_conversations
from bot.municipality import Municipality
from bot.storage.unbroken import unbroken

_KEPT_FOR = timedelta(minutes=1)


@dataclass(frozen=True)
class Insight:
    """The figures in all, and by day (each day of the selection), department (None: none), channel and goal."""

    tables: Tables
    by_goal: dict[str, Figures]

    @property
    def total(self) -> Figures:
        """The figures of everything."""
        return self.tables[By.ALL][None]

    @property
    def by_day(self) -> dict[Key, Figures]:
        """By day."""
        return self.tables[By.DAY]

    @property
    def by_department(self) -> dict[Key, Figures]:
        """By department."""
        return self.tables[By.DEPARTMENT]

    @property
    def by_channel(self) -> dict[Key, Figures]:
        """By channel."""
        return self.tables[By.CHANNEL]


class InsightReader:
    """Reads figures."""

    def __init__(self, engine: AsyncEngine, municipality: Municipality) -> None:
        self._engine, self._working_time = engine, municipality.working_time
        self._zone = ZoneInfo(municipality.working_time.timezone)

    @unbroken
    async def read(self, selection: Selection, now: datetime) -> Insight:
        """All figures; `now` is aware UTC."""
        tables, begins = Tables(selection.days), selection.begins(self._zone)
        async with self._engine.connect() as connection:
            await count_wishes(connection, selection, tables)
            await count_handovers(connection, selection, begins, self._working_time, now, tables)
            ids = await conversations_with_wishes(connection, selection)
            await count_ratings(connection, ids, begins[0], tables)
            await count_reviews(connection, selection, begins[0], tables)
            # A conversation belongs to a department by its wishes: so they are counted for who sees or chose some of
            # the departments. To a day and a channel it belongs by itself.
            everything = selection.department is None and selection.visible is None
            for by in (By.DEPARTMENT,) if everything else By:
                await asyncio.to_thread(count_conversations, ids, by, tables)
            if everything:
                await count_all_conversations(connection, selection, begins, tables)
            return Insight(tables, await count_goals(connection, selection))


class KeptInsight:
    """Keeps what was read for a minute: for who asks the same, for the file beside the page, for who looks again."""

    def __init__(self, reader: InsightReader) -> None:
        self._reader, self._reading = reader, asyncio.Lock()
        self._kept: dict[Selection, tuple[datetime, Insight]] = {}

    async def read(self, selection: Selection, now: datetime) -> Insight:
        """All figures, at most a minute old; whose they are is part of the selection. `now` is aware UTC."""
        # One at a time: who asks the same at the same moment gets the same.
        async with self._reading:
            self._kept = {one: kept for one, kept in self._kept.items() if now - kept[0] < _KEPT_FOR}
            if selection not in self._kept:
                self._kept[selection] = now, await self._reader.read(selection, now)
            return self._kept[selection][1]
