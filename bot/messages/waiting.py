"""Telling residents who wait for a live colleague that nobody came, after which Noor goes on."""

import asyncio
import logging
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.calls import Calls, stop_waiting
from bot.messages import rows, texts
from bot.messages.dispatch import Dispatcher
from bot.messages.wake import Announcer
from bot.storage.unbroken import unbroken

logger = logging.getLogger(__name__)

_LOOK_EVERY = 1.0
# What Rasa hears: an option of ours that stands for what happened.
_NOBODY_CAME = {"payload": '/choose{"choice": "live=missed"}'}


class Waiting:
    """Looks from time to time who has waited too long. Who waits stands in the database: a restart forgets nobody."""

    def __init__(
        self, engine: AsyncEngine, calls: Calls, dispatcher: Dispatcher, announcer: Announcer, patience: timedelta
    ) -> None:
        self._engine, self._calls, self._patience = engine, calls, patience
        self._dispatcher, self._announcer = dispatcher, announcer

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.look(rows.utc_now())
            except Exception:
                # Who waits is found again the next time.
                logger.exception("who waits for a colleague could not be looked up")
            await asyncio.sleep(_LOOK_EVERY)

    async def look(self, now: datetime) -> int:
        """Tell everybody who has waited too long at `now`; how many there were."""
        told = 0
        for reference, conversation_id in await self._calls.waiting_since(now - self._patience):
            try:
                if not await self._tell(reference, conversation_id, now):
                    continue
            except Exception:
                # The others wait too, and this one is tried again the next time.
                logger.exception("%s could not be told that nobody came", reference)
                continue
            self._announcer.wake(conversation_id)
            self._dispatcher.wake(conversation_id)
            told += 1
        return told

    @unbroken
    async def _tell(self, reference: str, conversation_id: str, now: datetime) -> bool:
        """Say it and leave it for Noor to answer, at once with giving up; False when a colleague came just before."""
        async with self._engine.connect() as connection, connection.begin() as transaction:
            # The handover first and then the conversation, as colleagues do: nobody waits for each other for ever.
            if not await stop_waiting(connection, reference, "live missed", now):
                return False
            await rows.lock(connection, conversation_id)
            if await rows.live_with(connection, conversation_id) is not None:
                await transaction.rollback()
                return False
            values = {"choice": _NOBODY_CAME, "handled": False}
            await rows.add(connection, conversation_id, "system", texts.NOBODY_CAME, **values)
        return True
