"""Forgetting one conversation because somebody asked for it: all that says something about a person goes."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.privacy.forgotten import note_forgotten
from bot.privacy.retention import forget_in_rasa
from bot.storage.desk_tables import reviews
from bot.storage.events import write_event
from bot.storage.photos import PhotoStore
from bot.storage.tables import conversations, handover_events, handover_texts, handovers, ratings
from bot.storage.unbroken import unbroken

FORGOTTEN = "Verwijderd op verzoek."
_CLOSED = "closed"


async def forget_conversation(
    engine: AsyncEngine, tracker_url: str, photos: PhotoStore, conversation_id: str, who: str, now: datetime
) -> None:
    """Delete messages, contacts, photos and Rasa's events; of handovers stays what is counted.

    `who` did it at `now` (aware UTC). May be called again when it failed halfway.
    """
    await forget_in_rasa(tracker_url, [conversation_id])
    photos.forget(conversation_id)
    await forget_words(engine, conversation_id, who, now)
    # What came in meanwhile; what comes even later is swept up (`bot.privacy.orphans`).
    await forget_in_rasa(tracker_url, [conversation_id])
    photos.forget(conversation_id)


@unbroken
async def forget_words(engine: AsyncEngine, conversation_id: str, who: str, now: datetime) -> None:
    """Delete what our own database has of it; as `forget_conversation`."""
    async with engine.begin() as connection:
        await note_forgotten(connection, [conversation_id])
        await connection.execute(delete(conversations).where(conversations.c.id == conversation_id))
        await _empty_handovers(connection, conversation_id, who, now)
        for table, words in ((ratings, "words"), (reviews, "comment")):
            same = table.c.conversation_id == conversation_id
            await connection.execute(update(table).where(same).values({words: None}))


async def _empty_handovers(connection: AsyncConnection, conversation_id: str, who: str, now: datetime) -> None:
    """Goal, outcome, department, urgency, state and times stay: figures are made of those."""
    same = handovers.c.conversation_id == conversation_id
    references = list(await connection.scalars(select(handovers.c.reference).where(same)))
    empty = {
        "summary": FORGOTTEN,
        "question": FORGOTTEN,
        "facts": [],
        "decided_by": [],
        "contact": "none",
        "live_wanted": False,
    }
    await connection.execute(update(handovers).where(same).values(empty))
    # The search index holds the words once more.
    found_by = update(handover_texts).where(handover_texts.c.conversation_id == conversation_id)
    await connection.execute(found_by.values(words=FORGOTTEN))
    # Nobody can answer it any more.
    still_open = same & (handovers.c.state != _CLOSED)
    closing = {"state": _CLOSED, "closed_at": now, "due_at": None}
    await connection.execute(update(handovers).where(still_open).values(closing))
    of_these = handover_events.c.reference.in_(references)
    await connection.execute(update(handover_events).where(of_these).values(note=None))
    for reference in references:
        await write_event(connection, reference, "deleted", who, now)
