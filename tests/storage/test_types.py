"""Moments are aware UTC in Python, whatever the database keeps."""

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import StatementError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.desk_tables import emergency_notices

MOMENT = datetime(2026, 11, 23, 12, 0, tzinfo=timezone.utc)


async def _write_and_read(engine: AsyncEngine, moment: datetime) -> datetime:
    async with engine.begin() as connection:
        row = {"text": "Storing.", "who": "Anna", "begins_at": moment}
        await connection.execute(insert(emergency_notices).values(row))
        return await connection.scalar(select(emergency_notices.c.begins_at))


@pytest.mark.parametrize("hours", [0, 1, -5])
async def test_any_zone_comes_back_as_utc(engine: AsyncEngine, hours: int) -> None:
    found = await _write_and_read(engine, MOMENT.astimezone(timezone(timedelta(hours=hours))))
    assert (found, found.tzinfo) == (MOMENT, timezone.utc)


async def test_a_moment_without_a_zone_is_refused(engine: AsyncEngine) -> None:
    with pytest.raises(StatementError, match="time zone"):
        await _write_and_read(engine, datetime(2026, 11, 23))
