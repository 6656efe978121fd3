"""Showing that a message was read and that an answer is being written, before the answer goes."""

import asyncio
import logging

from async_timeout import timeout

from bot.channels.whatsapp.client import Client, Refused, Unreachable, Unsure

logger = logging.getLogger(__name__)

_PATIENCE = 3.0


class Marks:
    """Marks that are under way. Nothing depends on them, so what fails is not tried again."""

    def __init__(self, client: Client, at_once: int = 16) -> None:
        self._client = client
        self._room = asyncio.Semaphore(at_once)
        self._under_way: dict[str, asyncio.Task[None]] = {}

    def read(self, conversation_id: str, message_id: str, *, typing: bool) -> None:
        """Mark a message of this conversation, and all before it, as read."""
        earlier = self._under_way.get(conversation_id)
        if earlier is not None:
            earlier.cancel()
        task = asyncio.create_task(self._mark(message_id, typing))
        self._under_way[conversation_id] = task
        task.add_done_callback(lambda done: self._forget(conversation_id, done))

    async def settled(self, conversation_id: str) -> None:
        """Return when no mark is under way: one that comes after the answer would show an answer that never comes."""
        task = self._under_way.get(conversation_id)
        if task is not None:
            await asyncio.wait({task})

    async def close(self) -> None:
        """Stop at once."""
        tasks = list(self._under_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _mark(self, message_id: str, typing: bool) -> None:
        try:
            async with self._room, timeout(_PATIENCE):
                await self._client.mark_read(message_id, typing=typing)
        except (Refused, Unreachable, Unsure, asyncio.TimeoutError) as error:
            logger.debug("a message could not be marked as read: %s", type(error).__name__)

    def _forget(self, conversation_id: str, task: asyncio.Task[None]) -> None:
        if self._under_way.get(conversation_id) is task:
            del self._under_way[conversation_id]
