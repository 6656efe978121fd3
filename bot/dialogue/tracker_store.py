"""Rasa's memory of conversations: kept in SQL, read from there only once.

Rasa's own SQL store reads every event of a conversation back on each turn, so that a long talk becomes a slow one.
This one keeps the trackers of recent conversations and adds to the database only what is new. A tracker is handed
out at the start of a turn and taken back when the turn is saved: a turn that fails leaves nothing behind, and can
be done again.
"""

import itertools
import json
from collections import OrderedDict
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.settings import load_settings

KEPT = 2000


class IncrementalTrackerStore(SQLTrackerStore):
    """A tracker store for one Rasa process. Configured by the settings; `endpoints.yml` only names it."""

    def __init__(self, domain: Domain, event_broker: Any = None, url: str | None = None, **_: Any) -> None:
        """`url`: a SQLAlchemy address; without one, the database of the settings."""
        super().__init__(domain=domain, event_broker=event_broker, host=url or _database_url())
        self._kept: OrderedDict[str, tuple[DialogueStateTracker, int]] = OrderedDict()
        if self.engine.dialect.name == "sqlite":
            sa.event.listen(self.engine, "connect", _prepare_sqlite)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of a conversation for a turn of its own, or None when there is none yet."""
        tracker, saved = self._kept.pop(sender_id, None) or (await super().retrieve(sender_id), None)
        if tracker is not None:
            tracker.saved_events = len(tracker.events) if saved is None else saved
        return tracker

    async def create_tracker(self, sender_id: str, append_action_listen: bool = True) -> DialogueStateTracker:
        """A tracker for the first turn of a conversation."""
        tracker = await super().create_tracker(sender_id, append_action_listen)
        # It is handed out for a turn, and saving it kept it.
        self._kept.pop(sender_id, None)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write the events that are new, and keep the tracker for the next turn."""
        await self.stream_events(tracker)
        saved = getattr(tracker, "saved_events", 0)
        new = [self._row(tracker.sender_id, event) for event in itertools.islice(tracker.events, saved, None)]
        with self.session_scope() as session:
            session.add_all(new)
            session.commit()
        tracker.saved_events = len(tracker.events)
        self._kept[tracker.sender_id] = (tracker, len(tracker.events))
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    async def replies(self, sender_id: str, message_id: str) -> list[BotUttered] | None:
        """What was answered to the newest message of a conversation; None when that is another message."""
        if sender_id not in self._kept:
            if (tracker := await super().retrieve(sender_id)) is None:
                return None
            self._kept[sender_id] = (tracker, len(tracker.events))
        answers: list[BotUttered] = []
        for event in reversed(self._kept[sender_id][0].events):
            if isinstance(event, BotUttered):
                answers.append(event)
            elif isinstance(event, UserUttered):
                return answers[::-1] if event.message_id == message_id else None
        return None

    def _row(self, sender_id: str, event: Any) -> Any:
        data = event.as_dict()
        return self.SQLEvent(
            sender_id=sender_id,
            type_name=event.type_name,
            timestamp=data.get("timestamp"),
            intent_name=data.get("parse_data", {}).get("intent", {}).get("name"),
            action_name=data.get("name"),
            data=json.dumps(data),
        )


def _database_url() -> str:
    settings = load_settings()
    if settings.database_url.startswith("sqlite"):
        settings.var_dir.mkdir(parents=True, exist_ok=True)
        return f"sqlite:///{settings.var_dir / 'tracker.db'}"
    url = sa.engine.make_url(settings.database_url)
    query = {"sslmode" if name == "ssl" else name: value for name, value in url.query.items()}
    return str(url.set(drivername="postgresql", query=query).render_as_string(hide_password=False))


def _prepare_sqlite(connection: Any, _: Any) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    # As the log: after a cut of the power the two must not know of different turns.
    connection.execute("PRAGMA synchronous=FULL")
