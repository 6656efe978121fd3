"""Forgetting conversations when their time is over: in our database, in Rasa's, and their photos."""

import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, select, text, true, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.privacy.forgotten import note_forgotten
from bot.storage.engine import open_engine
from bot.storage.photos import PhotoStore
from bot.storage.tables import conversations, ratings
from bot.storage.unbroken import unbroken
from bot.storage.whatsapp_tables import inbox

logger = logging.getLogger(__name__)

_BATCH = 200
_UNDEFINED_TABLE = "42P01"  # PostgreSQL's code; its words may be in any language
# Meta brings a message again for at most seven days; so long it has to be known.
_INBOX_FOR = timedelta(days=8)
# Rasa makes this table; a database in which it has not done so yet holds nothing to forget.
_RASA_EVENTS = text("DELETE FROM events WHERE sender_id IN :ids").bindparams(bindparam("ids", expanding=True))

_KNOWN_TO_RASA = text("SELECT DISTINCT sender_id FROM events")
_READ_RASA_EVENTS = text("SELECT data FROM events WHERE sender_id = :id ORDER BY id")


class Retention:
    """How long conversations are kept. A handover stays: it belongs to its department."""

    def __init__(self, engine: AsyncEngine, tracker_url: str, photos: PhotoStore, days: int) -> None:
        """`tracker_url`: the database in which Rasa keeps her events."""
        self._engine, self._tracker_url, self._photos = engine, tracker_url, photos
        self._kept_for = timedelta(days=days)

    async def forget_old(self, now: datetime) -> int:
        """Delete the conversations in which nothing was said for so long; how many there were."""
        count = 0
        while ids := await self._old(now - self._kept_for):
            # Ours last: when anything fails on the way, the next time finds them again.
            await forget_in_rasa(self._tracker_url, ids)
            self._forget_photos(ids)
            await self._delete(ids)
            count += len(ids)
        await self._forget_taken_in(now - _INBOX_FOR, now - self._kept_for)
        if count:
            logger.info("%d conversations were over and have been deleted", count)
        return count

    def _forget_photos(self, ids: list[str]) -> None:
        for conversation_id in ids:
            try:
                self._photos.forget(conversation_id)
            except OSError as error:
                # They are swept up later (`bot.privacy.orphans`); the others must not wait for that.
                logger.error("photos of a conversation could not be deleted: %s", type(error).__name__)

    @unbroken
    async def _old(self, before: datetime) -> list[str]:
        query = select(conversations.c.id).where(conversations.c.last_at < before).limit(_BATCH)
        async with self._engine.connect() as connection:
            return list(await connection.scalars(query))

    @unbroken
    async def _delete(self, ids: list[str]) -> None:
        async with self._engine.begin() as connection:
            await note_forgotten(connection, ids)
            # The mark stays, for the figures.
            of_these = ratings.c.conversation_id.in_(ids)
            await connection.execute(update(ratings).where(of_these).values(words=None))
            await connection.execute(delete(conversations).where(conversations.c.id.in_(ids)))

    @unbroken
    async def _forget_taken_in(self, handled_before: datetime, before: datetime) -> None:
        """What came in over WhatsApp so long ago does not come again. What still waits goes when anything would."""
        handled = (inbox.c.received_at < handled_before) & (inbox.c.handled == true())
        async with self._engine.begin() as connection:
            await connection.execute(delete(inbox).where(handled | (inbox.c.received_at < before)))


@unbroken
async def forget_in_rasa(tracker_url: str, ids: list[str]) -> None:
    """Delete what Rasa keeps of these conversations."""
    async with rasa_database(tracker_url) as connection:
        await connection.execute(_RASA_EVENTS, {"ids": ids})


@unbroken
async def known_in_rasa(tracker_url: str) -> list[str]:
    """The conversations of which Rasa keeps something."""
    known: list[str] = []
    async with rasa_database(tracker_url) as connection:
        known.extend(await connection.scalars(_KNOWN_TO_RASA))
    return known


@unbroken
async def events_in_rasa(tracker_url: str, conversation_id: str) -> list[dict[str, Any]]:
    """What Rasa keeps of a conversation, in order."""
    events: list[dict[str, Any]] = []
    async with rasa_database(tracker_url) as connection:
        found = await connection.scalars(_READ_RASA_EVENTS, {"id": conversation_id})
        events.extend(json.loads(data) for data in found)
    return events


@asynccontextmanager
async def rasa_database(tracker_url: str) -> AsyncIterator[AsyncConnection]:
    """A transaction in Rasa's database; what goes on in it ends there when Rasa has not made her table yet."""
    engine = open_engine(tracker_url)
    try:
        async with engine.begin() as connection:
            yield connection
    except DBAPIError as error:
        if "no such table" not in str(error.orig) and getattr(error.orig, "sqlstate", None) != _UNDEFINED_TABLE:
            raise
    finally:
        await engine.dispose()
