"""Sweeping up what was written about a conversation while it was being deleted, and what could not be deleted then."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.privacy.forgetting import FORGOTTEN, forget_words
from bot.privacy.retention import forget_in_rasa, known_in_rasa
from bot.storage.photos import PhotoStore
from bot.storage.tables import conversations, handover_events, handovers
from bot.storage.unbroken import unbroken

_BATCH = 200
_NOBODY = "Noor"


async def sweep(engine: AsyncEngine, tracker_url: str, photos: PhotoStore, now: datetime) -> int:
    """Delete Rasa's events and photos without a conversation, and the words in handovers that a turn wrote after its
    conversation was forgotten on request; how many conversations that were.

    `now` is aware UTC. Raises what kept anything from being deleted, after all else was.
    """
    # These first: a conversation is older than all that is about it.
    in_rasa, with_photos = await known_in_rasa(tracker_url), photos.conversations()
    gone = await _gone(engine, {*in_rasa, *with_photos})
    for some in _batches(sorted(gone.intersection(in_rasa))):
        await forget_in_rasa(tracker_url, some)
    late = await _written_late(engine)
    for conversation_id in late:
        await forget_words(engine, conversation_id, _NOBODY, now)
    failed: OSError | None = None
    for conversation_id in gone.intersection(with_photos):
        try:
            photos.forget(conversation_id)
        except OSError as error:
            failed = error
    if failed is not None:
        raise failed
    return len(gone.union(late))


@unbroken
async def _gone(engine: AsyncEngine, ids: Iterable[str]) -> set[str]:
    """Which of these conversations are not there."""
    gone = set(ids)
    async with engine.connect() as connection:
        for some in _batches(sorted(gone)):
            query = select(conversations.c.id).where(conversations.c.id.in_(some))
            gone.difference_update(await connection.scalars(query))
    return gone


@unbroken
async def _written_late(engine: AsyncEngine) -> list[str]:
    """The conversations that were forgotten on request and of which a handover still says something."""
    forgotten = (
        select(handovers.c.conversation_id)
        .join(handover_events, handover_events.c.reference == handovers.c.reference)
        .where(handover_events.c.what == "deleted")
    )
    query = select(handovers.c.conversation_id).distinct()
    query = query.where(handovers.c.summary != FORGOTTEN, handovers.c.conversation_id.in_(forgotten))
    async with engine.connect() as connection:
        return list(await connection.scalars(query))


def _batches(ids: list[str]) -> Iterable[list[str]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
