"""Who is there for a live conversation."""

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.presence import COMES_BACK_WITHIN, SILENCE, Presence
from bot.municipality import Municipality
from bot.storage.desk_tables import desk_sessions, staff
from tests.handover.colleagues import add_colleague

# A Monday, 13:00 in Noordwijk.
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=timezone.utc)
EVENING = NOW.replace(hour=17)


@pytest.fixture
def presence(engine: AsyncEngine, municipality: Municipality) -> Presence:
    return Presence(engine, municipality.working_time)


async def test_who_says_so_is_there_until_they_say_otherwise(engine: AsyncEngine, presence: Presence) -> None:
    anna = await add_colleague(engine, "Anna", "kcc", "burgerzaken", now=NOW)
    assert await presence.by_department(NOW) == {}
    await presence.say(anna, True, NOW)
    assert await presence.by_department(NOW) == {"kcc": ["Anna"], "burgerzaken": ["Anna"]}
    await presence.say(anna, False, NOW)
    assert await presence.by_department(NOW) == {}


async def test_after_ninety_seconds_of_silence_nobody_is_there(engine: AsyncEngine, presence: Presence) -> None:
    anna = await add_colleague(engine, "Anna", "kcc", now=NOW)
    await presence.say(anna, True, NOW)
    assert await presence.by_department(NOW + timedelta(seconds=89))
    assert not await presence.by_department(NOW + SILENCE)


async def test_a_browser_that_is_heard_keeps_them_there(engine: AsyncEngine, presence: Presence) -> None:
    anna = await add_colleague(engine, "Anna", "kcc", now=NOW)
    assert not await presence.heard(anna, NOW)
    await presence.say(anna, True, NOW)
    later = NOW + timedelta(minutes=5)
    assert await presence.heard(anna, later) and await presence.by_department(later)
    next_day = later + COMES_BACK_WITHIN
    assert not await presence.heard(anna, next_day) and not await presence.by_department(next_day)


async def test_who_signed_out_is_not_there(engine: AsyncEngine, presence: Presence) -> None:
    anna = await add_colleague(engine, "Anna", "kcc", now=NOW)
    await presence.say(anna, True, NOW)
    async with engine.begin() as connection:
        await connection.execute(delete(desk_sessions))
    assert not await presence.by_department(NOW)


async def test_the_department_itself_comes_before_another(engine: AsyncEngine, presence: Presence) -> None:
    for name, department in (("Anna", "kcc"), ("Bo", "odwh")):
        await presence.say(await add_colleague(engine, name, department, now=NOW), True, NOW)
    assert await presence.first_with_somebody(["odwh", "kcc"], NOW) == "odwh"
    assert await presence.first_with_somebody(["burgerzaken", "kcc"], NOW) == "kcc"
    assert await presence.first_with_somebody(["burgerzaken"], NOW) is None


@pytest.mark.parametrize(
    "closed", [EVENING, NOW - timedelta(days=1), datetime(2026, 12, 25, 12, tzinfo=timezone.utc)],
    ids=["evening", "Sunday", "Christmas"],
)  # fmt: skip
async def test_outside_working_hours_nobody_is_called(
    engine: AsyncEngine, presence: Presence, closed: datetime
) -> None:
    await presence.say(await add_colleague(engine, "Anna", "kcc", now=closed), True, closed)
    assert await presence.first_with_somebody(["kcc"], closed) is None


async def test_a_closed_account_is_not_there(engine: AsyncEngine, presence: Presence) -> None:
    anna = await add_colleague(engine, "Anna", "kcc", now=NOW)
    await presence.say(anna, True, NOW)
    async with engine.begin() as connection:
        await connection.execute(staff.update().values(active=False))
        assert await connection.scalar(select(staff.c.available))
    assert await presence.by_department(NOW) == {}
