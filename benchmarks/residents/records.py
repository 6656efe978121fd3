"""What a conversation left behind: its handovers, the advice that was given, and what Noor knew at each message."""

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.residents.turns import Turn
from bot.goals.asking import Tell, told
from bot.goals.catalogue import Catalogue
from bot.goals.conversation import Conversation
from bot.goals.model import Outcome
from bot.goals.slots import from_slots

_REFERENCE = re.compile(r"meldnummer is ([A-Z0-9-]+)")


@dataclass(frozen=True)
class Ending:
    """How a wish ended. department: who was given it or was named; handed_over: whether a department received it."""

    goal: str
    outcome: str
    department: str | None
    urgency: str
    handed_over: bool


@dataclass(frozen=True)
class Record:
    """All of one conversation. known: what Noor knew after the message at a position."""

    turns: list[Turn]
    endings: list[Ending]
    known: Mapping[int, Conversation]
    gaps: Sequence[str] = ()


class Stores:
    """The databases of a running Noor."""

    def __init__(self, folder: Path, catalogue: Catalogue, tell: Tell) -> None:
        self._noor = folder / "noor.db"
        self._tracker = folder / "tracker.db"
        self._catalogue = catalogue
        self._tell = tell

    def record(self, first_id: str, turns: list[Turn], gaps: Sequence[str] = ()) -> Record:
        """What was left by the conversation whose first message had this id."""
        found = _rows(self._noor, "select conversation_id from messages where external_id = ?", first_id)
        conversation = str(found[0]["conversation_id"])
        rows = _rows(self._noor, "select * from handovers where conversation_id = ?", conversation)
        handovers = {row["reference"]: row for row in rows}
        endings = [ending for turn in turns for ending in self._endings(turn, turns, handovers)]
        return Record(turns, endings, self._known(conversation), gaps)

    def _endings(self, turn: Turn, turns: list[Turn], handovers: Mapping[str, Any]) -> Iterable[Ending]:
        if not turn.said.closes:
            return
        references = _REFERENCE.findall(turn.said.text)
        for reference in references:
            row = handovers[reference]
            yield Ending(row["goal"], row["outcome"], row["department"], row["urgency"], True)
        asked = {other.said.fact[0] for other in turns if other.said.fact and other.position < turn.position}
        if not references and (found := advice_given(self._catalogue, turn.said.text, asked, self._tell)):
            goal, outcome = found
            yield Ending(goal, outcome.name, outcome.department, outcome.urgency, False)

    def _known(self, conversation: str) -> dict[int, Conversation]:
        """Replays Rasa's events: each message of the resident, and the slots after it."""
        slots: dict[str, Any] = {}
        known: dict[int, Conversation] = {}
        position = 0
        for row in _rows(self._tracker, "select data from events where sender_id = ? order by id", conversation):
            event = json.loads(row["data"])
            if event["event"] == "user":
                position = int(event.get("message_id") or 0)
            elif event["event"] == "slot":
                slots[event["name"]] = event["value"]
            known[position] = from_slots(slots, self._catalogue)
        return known


def advice_given(catalogue: Catalogue, text: str, asked: Iterable[str], tell: Tell) -> tuple[str, Outcome] | None:
    """The goal and outcome, of those that bother no department, whose advice a closing gives: the one that says most,
    and of equals the one of a goal that was asked about."""
    asked = set(asked)
    found = []
    for name, goal in catalogue.items():
        for outcome in goal.data.outcomes:
            advice = [sentence for each in outcome.advice if (sentence := told(each, tell))]
            if not outcome.handed_over and advice and all(sentence in text for sentence in advice):
                found.append((sum(map(len, advice)), name in asked, name, outcome))
    if not found:
        return None
    _, _, name, outcome = max(found, key=lambda item: item[:2])
    return name, outcome


def _rows(file: Path, query: str, *values: Any) -> list[sqlite3.Row]:
    with closing(sqlite3.connect(file)) as database:
        database.row_factory = sqlite3.Row
        return database.execute(query, values).fetchall()
