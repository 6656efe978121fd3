"""Rasa's memory in a SQLite file: what is written, what a failed turn leaves, and what is known after a restart."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue import tracker_store
from bot.dialogue.tracker_store import IncrementalTrackerStore
from bot.privacy.rewording import reword_in_rasa

OpenStore = Callable[[], IncrementalTrackerStore]


async def begun(store: IncrementalTrackerStore, sender: str = "c1") -> DialogueStateTracker:
    """The tracker as Rasa fetches it for a turn."""
    tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
    if not tracker.events:
        tracker.update_with_events([ActionExecuted("action_session_start"), SessionStarted()], store.domain)
    return tracker


def turn(number: int) -> list[Event]:
    """What a turn adds: a message, a slot and two replies."""
    return [
        UserUttered(f"bericht {number}", {"name": "goal", "confidence": 0.9}, message_id=f"m{number}"),
        SlotSet("facts", {"destination": {"value": "TR"}}),
        BotUttered(f"antwoord {number}", {"buttons": [{"title": "Ja", "payload": "/choose"}]}),
        BotUttered(f"vraag {number}"),
    ]


async def take(store: IncrementalTrackerStore, number: int, sender: str = "c1") -> None:
    tracker = await begun(store, sender)
    tracker.update_with_events(turn(number), store.domain)
    await store.save(tracker)


async def replies(store: IncrementalTrackerStore, message: str, sender: str = "c1") -> list[str] | None:
    said = await store.replies(sender, message)
    return None if said is None else [event.text for event in said]


def rows(memory: Path, sender: str = "c1") -> list[tuple[str, str | None, str | None]]:
    query = "SELECT type_name, intent_name, action_name FROM events WHERE sender_id = ? ORDER BY id"
    with closing(sqlite3.connect(memory)) as database:
        return database.execute(query, (sender,)).fetchall()


async def test_what_a_turn_leaves(store: IncrementalTrackerStore, memory: Path) -> None:
    await take(store, 1)
    assert rows(memory) == [
        ("action", None, "action_session_start"),
        ("session_started", None, None),
        ("user", "goal", None),
        ("slot", None, "facts"),
        ("bot", None, None),
        ("bot", None, None),
    ]


async def test_a_save_writes_as_many_rows_as_there_are_new_events(store: IncrementalTrackerStore, memory: Path) -> None:
    counts = [0]
    for number in range(60):
        await take(store, number)
        counts.append(len(rows(memory)))
    assert [after - before for before, after in pairwise(counts)] == [6] + [4] * 59


async def test_a_long_conversation_is_read_from_the_database_once(
    open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await take(open_store(), 1)
    store = open_store()
    read: list[str] = []
    query = store._event_query

    def counted(session: Any, sender: str, **options: Any) -> Any:
        read.append(sender)
        return query(session, sender, **options)

    monkeypatch.setattr(store, "_event_query", counted)
    for number in range(2, 12):
        assert await replies(store, f"m{number}") is None
        await take(store, number)
        assert await replies(store, f"m{number}") == [f"antwoord {number}", f"vraag {number}"]
    assert read == ["c1"]


async def test_a_conversation_is_the_same_after_a_restart(open_store: OpenStore) -> None:
    await take(open_store(), 1)
    tracker = await begun(open_store())
    assert [event.type_name for event in tracker.events][-4:] == ["user", "slot", "bot", "bot"]
    assert tracker.get_slot("facts") == {"destination": {"value": "TR"}}


async def test_after_a_restart_only_what_is_new_is_written(open_store: OpenStore, memory: Path) -> None:
    await take(open_store(), 1)
    await take(open_store(), 2)
    assert len(rows(memory)) == 6 + 4


@pytest.mark.parametrize("earlier", [0, 1, 5], ids=["first turn", "second turn", "later turn"])
async def test_a_turn_that_is_not_saved_leaves_nothing(
    store: IncrementalTrackerStore, memory: Path, earlier: int
) -> None:
    for number in range(earlier):
        await take(store, number)
    before = rows(memory)
    failed = await begun(store)
    failed.update_with_events(turn(99), store.domain)
    assert await replies(store, "m99") is None
    assert rows(memory) == before
    again = await begun(store)
    assert "bericht 99" not in [event.text for event in again.events if isinstance(event, UserUttered)]
    await take(store, 99)
    assert await replies(store, "m99") == ["antwoord 99", "vraag 99"]
    assert len(rows(memory)) == len(before) + (6 if not before else 4)


async def test_saving_twice_writes_once(store: IncrementalTrackerStore, memory: Path) -> None:
    tracker = await store.get_or_create_tracker("c1")
    tracker.update_with_events(turn(1), store.domain)
    await store.save(tracker)
    await store.save(tracker)
    assert [name for name, _, _ in rows(memory)] == ["action", "user", "slot", "bot", "bot"]


class TestReplies:
    async def test_to_the_newest_message(self, store: IncrementalTrackerStore) -> None:
        await take(store, 1)
        await take(store, 2)
        assert await replies(store, "m2") == ["antwoord 2", "vraag 2"]

    async def test_they_come_with_their_buttons(self, open_store: OpenStore) -> None:
        await take(open_store(), 1)
        said = await open_store().replies("c1", "m1")
        assert said is not None and said[0].data["buttons"] == [{"title": "Ja", "payload": "/choose"}]

    @pytest.mark.parametrize("message", ["m1", "m3", ""], ids=["an older one", "a new one", "none"])
    async def test_to_another_message(self, store: IncrementalTrackerStore, message: str) -> None:
        await take(store, 1)
        await take(store, 2)
        assert await replies(store, message) is None

    async def test_after_a_restart(self, open_store: OpenStore) -> None:
        await take(open_store(), 1)
        assert await replies(open_store(), "m1") == ["antwoord 1", "vraag 1"]
        assert await replies(open_store(), "m2") is None

    async def test_of_an_unknown_conversation(self, store: IncrementalTrackerStore) -> None:
        assert await replies(store, "m1", "nobody") is None

    async def test_none_were_given(self, store: IncrementalTrackerStore) -> None:
        tracker = await begun(store)
        tracker.update(UserUttered("hoi", message_id="m1"))
        await store.save(tracker)
        assert await replies(store, "m1") == []

    async def test_asking_does_not_disturb_the_next_turn(self, open_store: OpenStore, memory: Path) -> None:
        await take(open_store(), 1)
        store = open_store()
        await replies(store, "m1")
        await take(store, 2)
        assert len(rows(memory)) == 6 + 4


async def test_two_stores_on_one_file(open_store: OpenStore, memory: Path) -> None:
    first, second = open_store(), open_store()
    for number in range(3):
        await take(first, number, "c1")
        await take(second, number, "c2")
    assert len(rows(memory, "c1")) == len(rows(memory, "c2")) == 6 + 4 + 4
    assert await replies(second, "m2", "c1") == ["antwoord 2", "vraag 2"]


async def test_conversations_do_not_mix(store: IncrementalTrackerStore) -> None:
    await take(store, 1, "c1")
    await take(store, 2, "c2")
    assert await replies(store, "m1", "c1") == ["antwoord 1", "vraag 1"]
    assert await replies(store, "m1", "c2") is None


async def test_what_is_kept_no_longer_is_read_again(
    store: IncrementalTrackerStore, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracker_store, "KEPT", 2)
    for sender in ("c1", "c2", "c3", "c1"):
        await take(store, 1, sender)
    assert len(rows(memory, "c1")) == 6 + 4


@pytest.mark.parametrize(
    ("database", "wanted"),
    [
        pytest.param("", "sqlite:///{var}/tracker.db", id="default"),
        pytest.param("sqlite:////elsewhere/noor.db", "sqlite:///{var}/tracker.db", id="SQLite"),
        pytest.param("postgresql://a:p%40ss@db/noor", "postgresql://a:p%40ss@db/noor", id="PostgreSQL"),
        pytest.param("postgresql://a@db/noor?sslmode=require", "postgresql://a@db/noor?sslmode=require", id="with TLS"),
    ],
)
def test_where_it_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: str, wanted: str) -> None:
    monkeypatch.setenv("NOOR_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("DATABASE_URL", database)
    assert tracker_store._database_url() == wanted.format(var=tmp_path / "var")


async def test_what_a_resident_takes_back_is_not_known_after_a_restart(open_store: OpenStore, memory: Path) -> None:
    store = open_store()
    await take(store, 1)
    await take(store, 2)
    await reword_in_rasa(f"sqlite:///{memory}", "c1", "m1", "(weg)")
    tracker = await begun(open_store())
    heard = [event for event in tracker.events if isinstance(event, UserUttered)]
    assert [(event.text, event.intent_name) for event in heard] == [("(weg)", "goal"), ("bericht 2", "goal")]
    assert tracker.get_slot("facts") == {"destination": {"value": "TR"}}
    with closing(sqlite3.connect(memory)) as database:
        (kept,) = database.execute("SELECT group_concat(data) FROM events WHERE type_name != 'bot'").fetchone()
    assert "bericht 1" not in kept
