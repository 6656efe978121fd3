"""Colleagues who are there, on a stack that runs."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from bot.handover.presence import Presence
from bot.messages.rows import utc_now
from bot.municipality import load_municipality
from bot.storage.engine import open_engine
from tests.browser.fast_front import MUNICIPALITY_FILE
from tests.handover.colleagues import add_colleague

T = TypeVar("T")


def add_colleague_who_is_there(database_url: str, name: str, department: str) -> str:
    """A colleague who can take live conversations; their id."""

    async def add() -> str:
        engine = open_engine(database_url)
        colleague = await add_colleague(engine, name, department, now=utc_now())
        await _presence(engine).say(colleague, True, utc_now())
        await engine.dispose()
        return colleague

    return _run(add())


def leave(database_url: str, colleague: str) -> None:
    """They are not there any more, and the account is closed."""

    async def go() -> None:
        engine = open_engine(database_url)
        await _presence(engine).say(colleague, False, utc_now())
        async with engine.begin() as connection:
            await connection.exec_driver_sql("DELETE FROM staff WHERE id = ?", (colleague,))
        await engine.dispose()

    _run(go())


def _presence(engine: Any) -> Presence:
    return Presence(engine, load_municipality(MUNICIPALITY_FILE).working_time)


def _run(work: Coroutine[Any, Any, T]) -> T:
    """Where Playwright's own loop runs, another thread has to do it."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()
