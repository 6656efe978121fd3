"""Work that is begun is finished."""

import asyncio

import pytest
from async_timeout import timeout
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.unbroken import unbroken


async def test_the_result_and_the_error_come_through() -> None:
    @unbroken
    async def divide(a: int, b: int) -> float:
        return a / b

    assert await divide(6, 3) == 2
    with pytest.raises(ZeroDivisionError):
        await divide(1, 0)


@pytest.mark.parametrize("fails", [False, True])
async def test_a_cancelled_caller_waits_for_the_end(fails: bool) -> None:
    done = []

    @unbroken
    async def work() -> None:
        await asyncio.sleep(0.02)
        done.append(True)
        if fails:
            raise ValueError

    caller = asyncio.create_task(work())
    await asyncio.sleep(0)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    assert done == [True]


async def test_cancelling_at_any_moment_loses_no_connection(engine: AsyncEngine) -> None:
    @unbroken
    async def count() -> int:
        async with engine.begin() as connection:
            return await connection.scalar(text("SELECT count(*) FROM messages"))

    for pause in range(40):
        caller = asyncio.create_task(count())
        await asyncio.sleep(pause / 20_000)
        caller.cancel()
        await asyncio.gather(caller, return_exceptions=True)
    async with timeout(5):
        assert await count() == 0
    assert engine.pool.checkedout() == 0
