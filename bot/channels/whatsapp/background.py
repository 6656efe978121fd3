"""The database for work that nobody waits for."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine


class Background:
    """Only a few transactions at a time: acknowledging and the website never stand in a long line behind them."""

    def __init__(self, engine: AsyncEngine, at_once: int = 3) -> None:
        self._engine, self._room = engine, asyncio.Semaphore(at_once)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """A transaction."""
        async with self._room, self._engine.begin() as connection:
            yield connection

    @asynccontextmanager
    async def connect(self) -> AsyncIterator[AsyncConnection]:
        """A connection to read with."""
        async with self._room, self._engine.connect() as connection:
            yield connection
