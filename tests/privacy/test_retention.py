"""Conversations are forgotten when their time is over, everywhere."""

import sqlite3
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.store import HandoverStore
from bot.messages.log import MessageLog
from bot.messages.rows import utc_now
from bot.municipality import Municipality
from bot.privacy.retention import Retention, known_in_rasa
from bot.storage.desk_tables import forgotten_conversations
from bot.storage.photos import PhotoStore
from bot.storage.tables import conversations, messages


@pytest.fixture
def retention(engine: AsyncEngine, photos: PhotoStore, tracker: Path) -> Retention:
    return Retention(engine, f"sqlite:///{tracker}", photos, 28)


async def a_conversation(log: MessageLog, engine: AsyncEngine, tracker: Path, days: float) -> str:
    """A conversation in which something was said that many days ago."""
    conversation = (await log.start("website", "Hoi")).conversation_id
    await log.accept(conversation, "a", "bel 06 12345678")
    async with engine.begin() as connection:
        then = utc_now() - timedelta(days=days)
        row = update(conversations).where(conversations.c.id == conversation).values(last_at=then)
        await connection.execute(row)
    with sqlite3.connect(tracker) as database:
        database.execute("INSERT INTO events (sender_id) VALUES (?)", (conversation,))
    return conversation


async def test_what_is_over_is_gone_everywhere_and_the_rest_stays(
    log: MessageLog, engine: AsyncEngine, tracker: Path, photos: PhotoStore, retention: Retention
) -> None:
    old = await a_conversation(log, engine, tracker, 28.1)
    recent = await a_conversation(log, engine, tracker, 27.9)
    of_old, of_recent = photos.save(old, b"jpeg"), photos.save(recent, b"jpeg")

    assert await retention.forget_old(utc_now()) == 1

    async with engine.connect() as connection:
        assert list(await connection.scalars(select(conversations.c.id))) == [recent]
        assert await connection.scalar(select(func.count()).select_from(messages)) == 2
    with sqlite3.connect(tracker) as database:
        assert database.execute("SELECT sender_id FROM events").fetchall() == [(recent,)]
    assert photos.find(old, of_old) is None and photos.find(recent, of_recent) is not None
    assert await retention.forget_old(utc_now()) == 0


async def test_many_are_forgotten_too(
    log: MessageLog, engine: AsyncEngine, tracker: Path, retention: Retention, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.privacy.retention._BATCH", 2)
    for _ in range(5):
        await a_conversation(log, engine, tracker, 40)
    assert await retention.forget_old(utc_now()) == 5


async def test_rasa_need_not_have_kept_anything_yet(
    log: MessageLog, engine: AsyncEngine, tracker: Path, photos: PhotoStore, tmp_path: Path
) -> None:
    await a_conversation(log, engine, tracker, 40)
    retention = Retention(engine, f"sqlite:///{tmp_path / 'new.db'}", photos, 28)
    assert await retention.forget_old(utc_now()) == 1


async def test_when_rasa_cannot_be_reached_nothing_is_forgotten_halfway(
    log: MessageLog, engine: AsyncEngine, tracker: Path, photos: PhotoStore, tmp_path: Path
) -> None:
    conversation = await a_conversation(log, engine, tracker, 40)
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"this is no database" * 100)
    with pytest.raises(Exception, match="not a database"):
        await Retention(engine, f"sqlite:///{broken}", photos, 28).forget_old(utc_now())
    assert await log.last_position(conversation)


async def test_how_many_there_were_is_all_that_is_left(
    log: MessageLog, engine: AsyncEngine, tracker: Path, retention: Retention
) -> None:
    """Three on the website in two hours, one on WhatsApp; the one in which nobody said a word does not count."""
    ids = [await a_conversation(log, engine, tracker, 40) for _ in range(5)]
    hour = datetime(2026, 3, 1, 9, 0, tzinfo=timezone.utc)
    changes = [
        {"created_at": hour + timedelta(minutes=5)},
        {"created_at": hour + timedelta(minutes=59)},
        {"created_at": hour + timedelta(minutes=60)},
        {"created_at": hour, "channel": "whatsapp"},
        {"created_at": hour, "last_at": hour},
    ]
    async with engine.begin() as connection:
        for one, values in zip(ids, changes, strict=True):
            await connection.execute(update(conversations).where(conversations.c.id == one).values(values))

    await retention.forget_old(utc_now())
    await a_conversation(log, engine, tracker, 40)
    async with engine.begin() as connection:
        await connection.execute(update(conversations).values(created_at=hour))
    await retention.forget_old(utc_now())

    async with engine.connect() as connection:
        left = (await connection.execute(select(forgotten_conversations))).all()
    assert sorted((row.hour.hour, row.channel, row.number) for row in left) == [
        (9, "website", 3),
        (9, "whatsapp", 1),
        (10, "website", 1),
    ]


async def test_the_words_with_a_rating_go_and_the_mark_stays(
    log: MessageLog, engine: AsyncEngine, tracker: Path, retention: Retention, municipality: Municipality
) -> None:
    old, recent = [await a_conversation(log, engine, tracker, days) for days in (40, 1)]
    store = HandoverStore(engine, municipality)
    for conversation in (old, recent):
        await store.rate(conversation, "bad", "mijn buurman Kees", utc_now())
    await retention.forget_old(utc_now())
    assert await store.rating(old) == ("bad", None)
    assert await store.rating(recent) == ("bad", "mijn buurman Kees")


async def test_what_rasa_may_not_delete_is_not_taken_for_deleted(
    log: MessageLog, engine: AsyncEngine, tracker: Path, retention: Retention
) -> None:
    conversation = await a_conversation(log, engine, tracker, 40)
    refuse = "SELECT RAISE(ABORT, 'permission denied for table events')"
    with sqlite3.connect(tracker) as database:
        database.execute(f"CREATE TRIGGER refuse BEFORE DELETE ON events BEGIN {refuse}; END")
    with pytest.raises(DBAPIError, match="permission denied"):
        await retention.forget_old(utc_now())
    assert await log.last_position(conversation)


async def test_photos_that_cannot_be_removed_keep_nothing_else(
    log: MessageLog, engine: AsyncEngine, tracker: Path, photos: PhotoStore, retention: Retention
) -> None:
    old = [await a_conversation(log, engine, tracker, 40) for _ in range(2)]
    photo = photos.save(old[1], b"jpeg")
    folder = photos._folder / old[0]
    folder.write_bytes(b"no folder")
    assert await retention.forget_old(utc_now()) == 2
    assert photos.find(old[1], photo) is None and folder.exists()


async def test_rasa_need_not_have_kept_anything_yet_in_a_database_of_ours_both(
    log: MessageLog, engine: AsyncEngine, tracker: Path, photos: PhotoStore, database_url: str
) -> None:
    await a_conversation(log, engine, tracker, 40)
    assert await Retention(engine, database_url, photos, 28).forget_old(utc_now()) == 1
    assert await known_in_rasa(database_url) == []
