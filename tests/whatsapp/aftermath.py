"""Comparing what people sent, what stands in Noor's log and what came on their screens: each once, in order."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import combinations, pairwise
from typing import Any

from bot.channels.whatsapp.sealing import Vault
from tests.whatsapp.phone import Phone

Sent = Mapping[Phone, Sequence[str]]
Place = tuple[int, int]
Before = Callable[[str, str], bool]


class Aftermath:
    """Reads the database of a Noor that runs on SQLite; `database_url` and `key` are those of its settings."""

    def __init__(self, database_url: str, key: str) -> None:
        self._file = database_url.removeprefix("sqlite:///")
        self._vault = Vault(key)

    def unfinished(self, sent: Sent) -> dict[str, int]:
        """How much is still to be done, by what; empty when nothing is."""
        counts = {
            "not in the log": "select count(*) from whatsapp_inbox where not handled",
            "unanswered": "select count(*) from messages where not handled",
            "unsent": "select count(*) from whatsapp_outbox where state in ('pending', 'sending')",
            "not queued": "select count(*) from whatsapp_people p where queued_position < "
            "(select max(position) from messages m where m.conversation_id = p.conversation_id)",
        }
        with self._snapshot() as database:
            left = {what: int(database.execute(query).fetchone()[0]) for what, query in counts.items()}
            taken_in = {str(row[0]) for row in database.execute("select message_hash from whatsapp_inbox")}
        left["not arrived"] = sum(self._vault.hash(own_id) not in taken_in for ids in sent.values() for own_id in ids)
        return {what: count for what, count in left.items() if count}

    def wrongs(self, sent: Sent, certainly_before: Before) -> list[str]:
        """Everything that is not as it should be, in words.

        certainly_before: whether one message was taken in when another was sent. Of others nobody can say in which
        order they must be in the log: they may overtake each other on their way.
        """
        log: dict[str, list[tuple[int, str, str, int]]] = defaultdict(list)
        where: dict[str, str] = {}
        query = "select position, conversation_id, sender, external_id, reply_to from messages order by position"
        for position, conversation, sender, external_id, reply_to in self._rows(query):
            log[conversation].append((position, sender, external_id or "", reply_to or 0))
            where[external_id] = conversation
        parts: dict[str, list[Place]] = defaultdict(list)
        for conversation, *place in self._rows("select conversation_id, position, part, state from whatsapp_outbox"):
            if place[2] not in ("sent", "delivered", "read"):
                parts["unsent"].append((place[0], place[1]))
            parts[conversation].append((place[0], place[1]))
        wrong = [f"never went: {place}" for place in parts["unsent"]]
        for phone, ids in sent.items():
            hashes = [self._vault.hash(own_id) for own_id in ids]
            conversations = {where[own] for own in hashes if own in where}
            if len(conversations) != 1:
                wrong.append(f"{phone.name} is in {len(conversations)} conversations")
                continue
            (conversation,) = conversations
            wrong += [f"{phone.name}: {what}" for what in _answered(hashes, log[conversation])]
            places = {external_id: position for position, _, external_id, _ in log[conversation]}
            known = [(own_id, places[own]) for own_id, own in zip(ids, hashes, strict=True) if own in places]
            wrong += [f"{phone.name}: {what}" for what in _in_order(known, certainly_before)]
            wrong += [f"{phone.name}: {what}" for what in _shown(phone, sorted(parts[conversation]))]
        return wrong

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        with self._snapshot() as database:
            return database.execute(query).fetchall()

    @contextmanager
    def _snapshot(self) -> Iterator[sqlite3.Connection]:
        """The database as it is at one moment."""
        with closing(sqlite3.connect(self._file, timeout=30, isolation_level=None)) as database:
            database.execute("begin")
            yield database


def _answered(hashes: Sequence[str], log: Sequence[tuple[int, str, str, int]]) -> Iterator[str]:
    """Whether each message is in the log once, and the answers to it come in the order of the messages."""
    mine = Counter(external_id for _, sender, external_id, _ in log if sender == "resident")
    yield from (f"message {own[:8]} is in the log {mine[own]} times" for own in hashes if mine[own] != 1)
    positions = [position for position, sender, _, _ in log if sender == "resident"]
    replies = [reply_to for _, sender, _, reply_to in log if sender == "noor" and reply_to]
    yield from (f"message {position} is unanswered" for position in positions if position not in replies)
    if replies != sorted(replies):
        yield "answers stand in another order than what they answer"


def _in_order(placed: Sequence[tuple[str, int]], certainly_before: Before) -> Iterator[str]:
    """Whether what was certainly sent later stands later in the log; each message with its position, as sent."""
    for (first, earlier), (second, later) in combinations(placed, 2):
        if later < earlier and certainly_before(first, second):
            yield f"message {later} stands before {earlier}, which was taken in when it was sent"


def _shown(phone: Phone, parts: Sequence[Place]) -> Iterator[str]:
    """Whether everything that was to be sent came on the screen, once and in order."""
    places = [_place(bubble.callback) for bubble in phone.received]
    twice = [place for place, times in Counter(places).items() if times > 1]
    yield from (f"{place} was shown more than once" for place in twice)
    yield from (f"{place} was never shown" for place in parts if place not in places)
    yield from (f"{place} was shown and never meant to be" for place in places if place not in parts)
    once = list(dict.fromkeys(places))
    yield from (f"{later} was shown after {earlier}" for earlier, later in pairwise(once) if later < earlier)


def _place(callback: str) -> Place:
    position, part, _ = callback.split(".")
    return int(position), int(part)
