"""What is written about a conversation while it is deleted is swept up."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.record import State
from bot.handover.store import HandoverStore
from bot.messages.log import MessageLog
from bot.messages.rows import utc_now
from bot.municipality import Municipality
from bot.privacy.forgetting import FORGOTTEN, forget_conversation
from bot.privacy.orphans import sweep
from bot.privacy.retention import known_in_rasa
from bot.storage.photos import PhotoStore
from tests.handover.test_store import new
from tests.privacy.test_retention import a_conversation

WORDS = "mijn buurman Kees"


async def test_events_and_photos_without_a_conversation_go(
    log: MessageLog, engine: AsyncEngine, tracker: Path, photos: PhotoStore
) -> None:
    here = await a_conversation(log, engine, tracker, 1)
    kept = photos.save(here, b"jpeg")
    with sqlite3.connect(tracker) as database:
        database.execute("INSERT INTO events (sender_id) VALUES ('gone')")
    photos.save("gone too", b"jpeg")
    assert await sweep(engine, f"sqlite:///{tracker}", photos, utc_now()) == 2
    assert await known_in_rasa(f"sqlite:///{tracker}") == [here]
    assert photos.conversations() == [here] and photos.find(here, kept) is not None
    assert await sweep(engine, f"sqlite:///{tracker}", photos, utc_now()) == 0


async def test_a_turn_that_outlived_its_conversation_leaves_no_words(
    log: MessageLog,
    engine: AsyncEngine,
    tracker: Path,
    photos: PhotoStore,
    municipality: Municipality,
) -> None:
    url, now = f"sqlite:///{tracker}", utc_now()
    asked, other = [await a_conversation(log, engine, tracker, 1) for _ in range(2)]
    store = HandoverStore(engine, municipality)
    await store.write(new(conversation_id=asked, message_id="1"), now)
    others = await store.write(new(conversation_id=other, summary=WORDS), now)
    await forget_conversation(engine, url, photos, asked, "Bo", now)
    late = await store.write(new(conversation_id=asked, message_id="2", summary=WORDS, question=WORDS), now)
    await store.rate(asked, "bad", WORDS, now)

    assert await sweep(engine, url, photos, now) == 1
    swept, left = await store.get(late.reference), await store.get(others.reference)
    assert swept is not None and left is not None
    assert (swept.state, swept.summary, swept.question) == (State.CLOSED, FORGOTTEN, FORGOTTEN)
    assert left.summary == WORDS and await store.rating(asked) == ("bad", None)
    assert await sweep(engine, url, photos, now) == 0


async def test_what_cannot_be_removed_is_told_and_keeps_nothing_else(
    engine: AsyncEngine, tracker: Path, photos: PhotoStore
) -> None:
    photos.save("gone", b"jpeg")
    (photos._folder / "no folder").write_bytes(b"")
    with pytest.raises(OSError, match="no folder"):
        await sweep(engine, f"sqlite:///{tracker}", photos, utc_now())
    assert photos.conversations() == ["no folder"]
