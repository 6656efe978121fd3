"""Wishes, handovers and all that the figures are about, put in the database as they come from elsewhere."""

import itertools
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.desk.insight.insight import Insight, InsightReader
from bot.desk.insight.selection import Selection
from bot.handover.reviews import Review, ReviewStore, Verdict
from bot.handover.store import HandoverStore
from bot.handover.wishes import Ended, WishId, WishStore, is_sampled
from bot.municipality import Municipality
from bot.storage.tables import conversations, handovers
from tests.handover.test_store import new
from tests.handover.test_wishes import wish

ZONE = ZoneInfo("Europe/Amsterdam")
#: All that these tests count lies in this week, which begins on a Monday.
MONDAY = date(2026, 11, 16)
WEEK = Selection(MONDAY, MONDAY + timedelta(days=6))
#: The figures are read on the Monday after it.
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZONE)


def at(day: int, hour: float = 10) -> datetime:
    """A moment in Noordwijk: days after that Monday, and the hour of the day."""
    return datetime(MONDAY.year, MONDAY.month, MONDAY.day, tzinfo=ZONE) + timedelta(days=day, hours=hour)


_NAMES = itertools.count()


def drawn(by_chance: bool) -> str:
    """A conversation whose wish, the first and about travel, chance draws for review, or not."""
    return next(name for name in (f"d{n}" for n in _NAMES) if is_sampled(WishId(name, "1", "travel")) is by_chance)


class Town:
    """What residents and staff did."""

    def __init__(self, engine: AsyncEngine, municipality: Municipality) -> None:
        self.engine, self.municipality, self._made = engine, municipality, 0
        self.wishes, self.handovers = WishStore(engine, municipality), HandoverStore(engine, municipality)
        self.reviews, self._reader = ReviewStore(engine), InsightReader(engine, municipality)

    async def conversation(self, begun: datetime, *, channel: str = "website", said: bool = True) -> str:
        """Somebody opened the chat, and said something."""
        self._made += 1
        name = f"c{self._made}"
        row = {"id": name, "channel": channel, "created_at": begun, "last_at": begun + timedelta(minutes=said)}
        async with self.engine.begin() as connection:
            await connection.execute(insert(conversations).values(row))
        return name

    async def wish(self, begun: datetime, conversation: str = "", **values: Any) -> WishId:
        """A wish that ended; Noor answered it unless it is said otherwise."""
        self._made += 1
        message = "1" if conversation.startswith("d") else str(self._made)
        one = WishId(conversation or f"only-{self._made}", message, values.pop("goal", "travel"))
        fields = {"ended": Ended.ANSWERED, "department": None, "confidence": None, "questions": 0} | values
        await self.wishes.write(wish(id=one, **fields), begun)
        return one

    async def handover(
        self,
        begun: datetime,
        department: str = "burgerzaken",
        *,
        now_with: str = "",
        answered: datetime | None = None,
        closed: datetime | None = None,
        **values: Any,
    ) -> WishId:
        """A wish that went to a department, and what that did with it; it is due a day later."""
        reacted = values.pop("reacted_at", answered or closed)
        one = await self.wish(begun, ended=Ended.HANDED_OVER, department=department, **values)
        ids = {"conversation_id": one.conversation_id, "message_id": one.message_id, "goal": one.goal}
        ids |= {"department": department, "channel": values.get("channel", "website")}
        written = await self.handovers.write(new(**ids), begun)
        done = {"answered_at": answered, "closed_at": closed, "department": now_with or department}
        done |= {"due_at": begun + timedelta(days=1), "reacted_at": reacted}
        async with self.engine.begin() as connection:
            row = update(handovers).where(handovers.c.reference == written.reference)
            await connection.execute(row.values(done))
        return one

    async def rate(self, conversation: str, rating: str, when: datetime = NOW) -> None:
        await self.handovers.rate(conversation, rating, None, when)

    async def review(self, one: WishId, verdict: Verdict) -> None:
        await self.reviews.write(one, Review(verdict=verdict, who="Anna", at=NOW))

    async def insight(self, selection: Selection = WEEK) -> Insight:
        return await self._reader.read(selection, NOW)


@pytest.fixture
def town(engine: AsyncEngine, municipality: Municipality) -> Town:
    return Town(engine, municipality)
