"""Forgetting one conversation on request: what says something about a person is gone everywhere."""

import sqlite3
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.record import FactLine, State
from bot.handover.store import HandoverStore
from bot.messages.log import MessageLog
from bot.messages.rows import utc_now
from bot.municipality import Municipality
from bot.privacy.forgetting import FORGOTTEN, forget_conversation
from bot.storage.desk_tables import reviews
from bot.storage.photos import PhotoStore
from bot.storage.tables import handover_events
from tests.handover.test_store import new
from tests.privacy.test_retention import a_conversation

WORDS = "mijn buurman Kees"


async def test_all_that_tells_something_is_gone_and_what_is_counted_stays(
    log: MessageLog,
    engine: AsyncEngine,
    tracker: Path,
    photos: PhotoStore,
    municipality: Municipality,
    tmp_path: Path,
) -> None:
    asked = await a_conversation(log, engine, tracker, 0)
    other = await a_conversation(log, engine, tracker, 0)
    await log.accept(asked, "b", WORDS)
    photo = photos.save(asked, b"jpeg")
    store, now = HandoverStore(engine, municipality), utc_now()
    told = {"summary": WORDS, "question": WORDS, "facts": (FactLine("a", "Wie", WORDS, WORDS),), "contact": "phone"}
    written = await store.write(new(conversation_id=asked, **told), now)
    await store.rate(asked, "bad", WORDS, now)
    async with engine.begin() as connection:
        note = {"reference": written.reference, "what": "note", "who": "Anna", "at": now, "note": WORDS}
        await connection.execute(insert(handover_events).values(note))
        verdict = {"conversation_id": asked, "message_id": "7", "goal": "travel", "verdict": "right", "comment": WORDS}
        await connection.execute(insert(reviews).values(verdict | {"who": "Anna", "at": now}))

    for _ in range(2):
        await forget_conversation(engine, f"sqlite:///{tracker}", photos, asked, "Bo", now)

    kept = await store.get(written.reference)
    assert kept is not None and (kept.state, kept.summary, kept.facts) == (State.CLOSED, FORGOTTEN, ())
    assert (kept.goal, kept.department, kept.urgency, kept.created_at) == ("travel", "burgerzaken", "high", now)
    assert await store.rating(asked) == ("bad", None)
    assert await log.after(asked, 0) == [] and await log.contacts(asked) == {}
    assert photos.find(asked, photo) is None
    with sqlite3.connect(tracker) as database:
        assert database.execute("SELECT sender_id FROM events").fetchall() == [(other,)]
    async with engine.connect() as connection:
        events = (await connection.execute(select(handover_events.c.what, handover_events.c.note))).all()
    assert ("deleted", None) in events and WORDS not in str(events)
    assert len(await log.after(other, 0)) == 2
