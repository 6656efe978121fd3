"""Taking in what Meta posts: all that arrives while one transaction is written goes into the next, together."""

import asyncio
from collections.abc import Callable

from bot.channels.whatsapp.inbox import Inbox, Stored
from bot.channels.whatsapp.incoming import Update


class Intake:
    """after: what is done with what was kept, once it is."""

    def __init__(self, inbox: Inbox, after: Callable[[Stored], None]) -> None:
        self._inbox, self._after = inbox, after
        self._waiting: list[tuple[Update, asyncio.Future[None]]] = []
        self._writer: asyncio.Task[None] | None = None

    async def take(self, update: Update) -> None:
        """Return when it is kept. Raises what the database raises; then it is not, and Meta brings it again."""
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((update, kept))
        if self._writer is None:
            self._writer = asyncio.create_task(self._write())
        await kept

    async def _write(self) -> None:
        try:
            # Nothing may be awaited between finding nothing and leaving, or what comes in between waits for ever.
            while self._waiting:
                batch, self._waiting = self._waiting, []
                await self._write_together(batch)
        finally:
            self._writer = None

    async def _write_together(self, batch: list[tuple[Update, asyncio.Future[None]]]) -> None:
        messages = tuple(message for update, _ in batch for message in update.messages)
        statuses = tuple(status for update, _ in batch for status in update.statuses)
        try:
            self._after(await self._inbox.store(Update(messages, statuses)))
        except Exception as error:
            for _, kept in batch:
                if not kept.done():
                    kept.set_exception(error)
            return
        for _, kept in batch:
            if not kept.done():
                kept.set_result(None)
