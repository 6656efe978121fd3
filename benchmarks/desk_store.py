"""A store as full as the desk may ever see one: conversations by the thousand, the same ones every time."""

import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Table, insert, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.desk.goals import goal_labels
from bot.handover.reference import new_reference
from bot.storage.desk_tables import reviews, staff, wishes
from bot.storage.tables import conversations, handover_events, handovers, messages, ratings

DEPARTMENTS = ("kcc", "burgerzaken", "vth", "odwh", "local_desk", "youth_team", "beheer_openbare_ruimte")
# How often each is chosen: most work is done, a few departments have most of it.
_WEIGHTS = (30, 30, 15, 5, 5, 3, 12)
_STATES, _STATE_WEIGHTS = ("new", "claimed", "live", "answered", "closed"), (20, 15, 1, 14, 950)
_URGENCIES, _URGENCY_WEIGHTS = ("acute", "high", "normal", "low"), (1, 9, 70, 20)
_LONG = 500
_ZONE = ZoneInfo("Europe/Amsterdam")
_BATCH = 2_000
# What is said is made of these and of made-up names, so that there are words that all have, some have and one has.
_COMMON, _SOME = (line.split() for line in Path(__file__).with_name("desk_words.txt").read_text().splitlines())
_SYLLABLES = ("kas", "ter", "lin", "vor", "den", "bos", "wijk", "mar", "zee", "hof", "ger", "ast", "oen", "ild")


class FullStore:
    """Makes `count` conversations with twenty messages each; nine in ten were handed over."""

    def __init__(self, count: int, now: datetime, seed: int = 6) -> None:
        self._count, self._now, self._random = count, now, random.Random(seed)
        self._goals = list(goal_labels().items())
        self._taken: set[str] = set()
        self.colleague = str(UUID(int=self._random.getrandbits(128)))
        # A word that was said once.
        self.rare_word = ""
        self.long_reference = ""
        self.newest_open = ""
        self.references: list[str] = []

    async def fill(self, engine: AsyncEngine) -> None:
        """Write everything, in few transactions; the triggers index it on the way."""
        async with engine.begin() as connection:
            await connection.execute(insert(staff).values(self._member()))
        for start in range(0, self._count, _BATCH):
            batch = range(start, min(start + _BATCH, self._count))
            async with engine.begin() as connection:
                rows = [self._conversation(number) for number in batch]
                await _insert(connection, conversations, [row[0] for row in rows])
                await _insert(connection, messages, [line for row in rows for line in row[1]])
                kept = [row[2] for row in rows if row[2] is not None]
                await _insert(connection, handovers, kept)
                await _insert(connection, handover_events, [_event(row) for row in kept])
                await self._judge(connection, [self._wish(row[0], row[2]) for row in rows])
        if engine.dialect.name == "postgresql":
            # As it does by itself before long.
            async with engine.begin() as connection:
                await connection.execute(text("ANALYZE"))

    def _conversation(self, number: int) -> tuple[dict[str, Any], list[dict[str, Any]], dict[str, Any] | None]:
        chance = self._random
        conversation_id = str(UUID(int=chance.getrandbits(128)))
        made = self._now - timedelta(minutes=(self._count - number) * 28 * 24 * 60 / self._count)
        row = {
            "id": conversation_id,
            "channel": chance.choice(("website", "website", "whatsapp")),
            "created_at": made,
            "last_at": made + timedelta(minutes=7),
        }
        length = _LONG if number == self._count // 2 else 20
        said = [
            {
                "conversation_id": conversation_id,
                "sender": ("noor", "resident")[place % 2],
                "text": self._sentence(),
                "handled": True,
                "created_at": made + timedelta(seconds=20 * place),
            }
            for place in range(length)
        ]
        handover = self._handover(row, made) if length == _LONG or chance.random() < 0.9 else None
        if handover is not None and length == _LONG:
            self.long_reference = handover["reference"]
        return row, said, handover

    def _handover(self, conversation: dict[str, Any], made: datetime) -> dict[str, Any]:
        chance = self._random
        (state,) = chance.choices(_STATES, _STATE_WEIGHTS)
        goal, label = chance.choice(self._goals)
        done = made + timedelta(hours=3)
        self.references.append(reference := self._reference())
        if state == "new":
            self.newest_open = reference
        return {
            "reference": reference,
            "conversation_id": conversation["id"],
            "message_id": "1",
            "goal": goal,
            "goal_label": label,
            "outcome": "benchmark",
            "department": chance.choices(DEPARTMENTS, _WEIGHTS)[0],
            "urgency": chance.choices(_URGENCIES, _URGENCY_WEIGHTS)[0],
            "products": ["Paspoort"],
            "summary": " ".join(self._sentence() for _ in range(4)),
            "question": self._sentence(),
            "facts": [{"name": "name", "label": "Naam", "value": self._name(), "words": ""}],
            "decided_by": ["name"],
            "channel": conversation["channel"],
            "language": "nld",
            "contact": "phone",
            "state": state,
            "claimed_by": self.colleague if state != "new" and chance.random() < 0.1 else None,
            "created_at": made,
            "due_at": made + timedelta(hours=chance.choice((4, 24, 200, 2000))),
            "answered_at": done if state in ("answered", "closed") else None,
            "reacted_at": done if state in ("answered", "closed") else None,
            "closed_at": done if state == "closed" else None,
        }

    def _wish(self, conversation: dict[str, Any], handover: dict[str, Any] | None) -> dict[str, Any]:
        chance, made = self._random, conversation["created_at"]
        goal = handover["goal"] if handover else chance.choice(self._goals)[0]
        return {
            "conversation_id": conversation["id"],
            "message_id": "1",
            "goal": goal,
            "outcome": "benchmark",
            "ended": "handed_over" if handover else chance.choice(("answered", "answered", "stopped")),
            "department": handover["department"] if handover else None,
            "channel": conversation["channel"],
            "confidence": chance.choice((None, 0.55, 0.7, 0.85, 0.95)),
            "questions": chance.randrange(6),
            "corrected": chance.random() < 0.05,
            "at": made,
            "day": made.astimezone(_ZONE).date(),
            "weight": chance.choice((0.0, 1.2, 1.8, 3.0, 4.0)),
            "sampled": chance.random() < 0.1,
        }

    async def _judge(self, connection: AsyncConnection, dealt_with: list[dict[str, Any]]) -> None:
        """The wishes; one in four was rated by the resident, one in fifty reviewed by a colleague."""
        await _insert(connection, wishes, dealt_with)
        rated = [row for row in dealt_with if self._random.random() < 0.25]
        words = ("good", "good", "fair", "bad", "none")
        said = [{"conversation_id": row["conversation_id"], "rating": self._random.choice(words)} for row in rated]
        await _insert(connection, ratings, [{**row, "at": self._now} for row in said])
        seen = [row for row in dealt_with if self._random.random() < 0.02]
        reviewed = [{name: row[name] for name in ("conversation_id", "message_id", "goal")} for row in seen]
        verdicts = self._random.choices(("right", "right", "wrong_goal"), k=len(reviewed))
        by = {"who": "Anna", "at": self._now}
        rows = [{**row, **by, "verdict": verdict} for row, verdict in zip(reviewed, verdicts, strict=True)]
        await _insert(connection, reviews, rows)

    def _reference(self) -> str:
        while (reference := new_reference(self._random)) in self._taken:
            pass
        self._taken.add(reference)
        return reference

    def _sentence(self) -> str:
        words = self._random.choices(_COMMON, k=8)
        words += self._random.choices(_SOME, k=1) if self._random.random() < 0.1 else []
        if self._random.random() < 0.05:
            self.rare_word = self._name()
            words.append(self.rare_word)
        return " ".join(words)

    def _name(self) -> str:
        return "".join(self._random.choices(_SYLLABLES, k=5)).capitalize()

    def _member(self) -> dict[str, Any]:
        return {
            "id": self.colleague,
            "login": "anna",
            "name": "Anna de Wit",
            "role": "administrator",
            "active": True,
            "wrong_tries": 0,
            "created_at": self._now,
            "available": False,
        }


def _event(handover: dict[str, Any]) -> dict[str, Any]:
    return {"reference": handover["reference"], "what": "created", "who": "noor", "at": handover["created_at"]}


async def _insert(connection: AsyncConnection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        await connection.execute(insert(table), rows)
