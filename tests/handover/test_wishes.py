"""What became of wishes is kept once, with the day that it was in the municipality."""

import asyncio
from datetime import date, datetime, timezone
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.wishes import Ended, Wish, WishId, WishStore
from bot.municipality import Municipality
from bot.storage.desk_tables import wishes

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=timezone.utc)


def wish(goal: str = "travel", **change: Any) -> Wish:
    fields = {"id": WishId("c1", "7", goal), "outcome": "urgent_passport", "ended": Ended.HANDED_OVER}
    return Wish(**fields | {"department": "burgerzaken", "confidence": 0.9, "questions": 2} | change)


@pytest.fixture
def store(engine: AsyncEngine, municipality: Municipality) -> WishStore:
    return WishStore(engine, municipality)


async def test_what_is_written_can_be_read(store: WishStore) -> None:
    await store.write(wish(corrected=True), NOW)
    assert await store.get(WishId("c1", "7", "travel")) == wish(corrected=True)
    assert await store.of("c1") == [wish(corrected=True)]
    assert await store.get(WishId("c1", "7", "event")) is None


async def test_the_same_from_several_sides_at_once_is_one(store: WishStore) -> None:
    await asyncio.gather(*(store.write(wish(questions=number), NOW) for number in range(5)))
    assert len(await store.of("c1")) == 1


async def test_another_goal_or_message_is_another(store: WishStore) -> None:
    for other in (wish(), wish("event"), wish(id=WishId("c1", "8", "travel"))):
        await store.write(other, NOW)
    assert len(await store.of("c1")) == 3


@pytest.mark.parametrize(
    ("utc", "day"),
    [
        ("2026-11-23T22:59:59", date(2026, 11, 23)),
        ("2026-11-23T23:00:00", date(2026, 11, 24)),  # An hour ahead in winter,
        ("2026-07-23T21:59:59", date(2026, 7, 23)),
        ("2026-07-23T22:00:00", date(2026, 7, 24)),  # two in summer.
    ],
)
async def test_the_day_is_that_of_the_municipality(store: WishStore, engine: AsyncEngine, utc: str, day: date) -> None:
    await store.write(wish(), datetime.fromisoformat(utc).replace(tzinfo=timezone.utc))
    async with engine.connect() as connection:
        assert await connection.scalar(select(wishes.c.day)) == day
