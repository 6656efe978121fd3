"""The actions with a database of their own, and a tracker as Rasa sends it."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.events import EventType

from actions import context
from bot.goals.reading import find_all
from bot.handover.store import HandoverStore
from bot.handover.wishes import Wish, WishStore
from bot.settings import load_settings
from bot.storage.engine import open_engine
from bot.storage.migrate import migrate

MakeTracker = Callable[..., Tracker]


@pytest.fixture(autouse=True)
def fresh_context(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the actions keep for the process is made anew for each test."""
    monkeypatch.setenv("NOOR_VAR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    made = (context.municipality, context.handovers, context.wishes, context.presence, context.calls)
    caches = (*made, context._engine)
    for cached in caches:
        cached.cache_clear()
    yield
    for cached in caches:
        cached.cache_clear()


@pytest.fixture
async def store(fresh_context: None) -> AsyncIterator[HandoverStore]:
    """The handovers of a migrated database, read by an engine of its own."""
    url = load_settings().database_url
    await migrate(url)
    engine = open_engine(url)
    yield HandoverStore(engine, context.municipality())
    await engine.dispose()
    await context._engine().dispose()


@pytest.fixture
def tracker() -> MakeTracker:
    """Makes a tracker of slots and a message."""

    def make(
        slots: Mapping[str, Any] | None = None,
        text: str = "",
        intent: str = "inform",
        *,
        choice: str | None = None,
        message_id: str = "m1",
        channel: str = "website",
    ) -> Tracker:
        latest = {
            "text": text,
            "message_id": message_id,
            "intent": {"name": intent, "confidence": 0.95},
            "intent_labels": {intent: 0.95},
            "entities": _entities(text) if choice is None else [{"entity": "choice", "value": choice}],
        }
        events = [{"event": "user", "input_channel": channel}]
        return Tracker("conversation-1", dict(slots or {}), latest, events, False, None, {}, "action_listen")

    return make


def _entities(text: str) -> list[dict[str, Any]]:
    return [
        {
            "entity": found.kind,
            "value": found.value.isoformat() if found.kind == "date" else found.value,
            "unit": found.unit,
            "start": found.start,
            "end": found.end,
            "extractor": "FactExtractor",
        }
        for found in find_all(text, context.today())
    ]


def slots_after(events: list[EventType]) -> dict[str, Any]:
    """The slots that the events set."""
    return {event["name"]: event["value"] for event in events if event["event"] == "slot"}


async def kept_wishes(store: HandoverStore) -> list[Wish]:
    """What became of the wishes of the conversation."""
    return await WishStore(store._engine, context.municipality()).of("conversation-1")
