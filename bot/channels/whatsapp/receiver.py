"""Bringing what Meta brought into the log: a worker for each person who wrote, their messages in order."""

import asyncio
import logging

from bot.channels.whatsapp.changing import PATIENCE
from bot.channels.whatsapp.handling import Handler
from bot.channels.whatsapp.inbox import Inbox
from bot.channels.whatsapp.sealing import Unreadable

logger = logging.getLogger(__name__)

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0


class Receiver:
    """Idle workers end. at_once: how many people's messages are handled at the same time."""

    def __init__(self, inbox: Inbox, handler: Handler, at_once: int = 4) -> None:
        self._inbox, self._handler = inbox, handler
        self._room = asyncio.Semaphore(at_once)
        self._workers: dict[str, asyncio.Task[None]] = {}
        self._news: set[str] = set()

    async def start(self) -> None:
        """Go on where an earlier process stopped."""
        for person in await self._inbox.people():
            self.wake(person)

    def wake(self, person: str) -> None:
        """Something of this person waits."""
        self._news.add(person)
        if person not in self._workers:
            self._workers[person] = asyncio.create_task(self._work(person))

    async def close(self) -> None:
        """Stop; what waits stays in the inbox."""
        workers = list(self._workers.values())
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)

    async def _work(self, person: str) -> None:
        pause = _FIRST_PAUSE
        try:
            # Nothing may be awaited between finding no news and leaving, or news in between is missed.
            while person in self._news:
                self._news.discard(person)
                try:
                    await self._handle_all(person)
                    pause = _FIRST_PAUSE
                except Unreadable:
                    logger.error("a message cannot be read: it was encrypted with another NOOR_WHATSAPP_KEY")
                except Exception as error:
                    # Whatever it is, the message stays in the inbox, so a later try is always right.
                    logger.error("a message could not be taken in: %s", type(error).__name__, exc_info=error)
                    self._news.add(person)
                    await asyncio.sleep(pause)
                    pause = min(2 * pause, _LONGEST_PAUSE)
        finally:
            del self._workers[person]

    async def _handle_all(self, person: str) -> None:
        """Handle what waits. What changes a message that is not here yet is left for later, and looked at again."""
        async with self._room:
            letters = await self._inbox.waiting(person)
        results = []
        for letter in letters:
            photo = await self._handler.prepare(letter)
            async with self._room:
                results.append(await self._handler.handle(letter, photo))
        if any(results) and not all(results):
            self._news.add(person)
        elif not all(results):
            asyncio.get_running_loop().call_later(PATIENCE.total_seconds() + 1, self.wake, person)
