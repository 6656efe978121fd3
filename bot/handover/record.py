"""The handover: what a department receives, and the life it leads there."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import get_args

from bot.municipality import Urgency

URGENCIES: tuple[Urgency, ...] = get_args(Urgency)
# chat: an answer in the conversation itself, where that reaches them later too.
CONTACTS = ("phone", "email", "chat", "none")
OUTCOME_CODES = ("answered", "connected", "connecting_failed", "call_back", "answered_by_noor")

# Open Klant's limits for a klantcontact's `inhoud` and `onderwerp`.
MAX_SUMMARY = 1000
MAX_QUESTION = 200


class State(str, Enum):
    """Where a handover is in its life."""

    NEW = "new"
    CLAIMED = "claimed"
    LIVE = "live"
    ANSWERED = "answered"
    CLOSED = "closed"


OPEN_STATES = frozenset({State.NEW, State.CLAIMED, State.LIVE})


@dataclass(frozen=True)
class FactLine:
    """One known answer: its name in the goal, its Dutch label, its value and the resident's own words."""

    name: str
    label: str
    value: str
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class NewHandover:
    """What the conversation knows when it hands over. Raises `ValueError` when a field does not fit.

    `message_id` is the message that settled it: the same conversation, message and goal are one handover.
    `decided_by` names the facts that led to the outcome. `outcome_code` is set when nobody has to act.
    `confidence`: how sure Noor was of the goal, 0 to 1; None when the resident chose it. `live_wanted`: the resident
    waits in the chat for a colleague, from now until one speaks or takes over, or nobody is called any more.
    """

    conversation_id: str
    message_id: str
    goal: str
    goal_label: str
    outcome: str
    department: str
    urgency: Urgency
    products: tuple[str, ...] = ()
    summary: str
    question: str
    facts: tuple[FactLine, ...] = ()
    decided_by: tuple[str, ...] = ()
    channel: str = "website"
    language: str = "nld"
    contact: str = "none"
    visit_wanted: bool | None = None
    outcome_code: str | None = None
    confidence: float | None = None
    live_wanted: bool = False

    def __post_init__(self) -> None:
        for name in ("conversation_id", "message_id", "goal", "outcome", "department", "summary", "question"):
            if not getattr(self, name).strip():
                raise ValueError(f"handover: {name} is empty")
        _at_most(self, "summary", MAX_SUMMARY)
        _at_most(self, "question", MAX_QUESTION)
        _one_of(self, "urgency", URGENCIES)
        _one_of(self, "contact", CONTACTS)
        if self.outcome_code is not None:
            _one_of(self, "outcome_code", OUTCOME_CODES)


@dataclass(frozen=True, kw_only=True)
class Handover(NewHandover):
    """A handover as it is kept: with its reference, state and times (aware UTC).

    `due_at` follows the department's service norm; none when nobody has to act. `claimed_by`: the id of the colleague
    who has it. `answered_at`: when the resident first heard from a person. `reacted_at`: when the department first
    answered or closed it within the term that `due_at` ends; a forwarded or reopened handover begins a new term.
    """

    reference: str
    state: State
    created_at: datetime
    due_at: datetime | None
    claimed_by: str | None = None
    answered_at: datetime | None = None
    reacted_at: datetime | None = None
    closed_at: datetime | None = None

    def overdue(self, now: datetime) -> bool:
        """Whether somebody should have answered before `now`."""
        return self.state in OPEN_STATES and self.due_at is not None and self.due_at < now


def _at_most(handover: NewHandover, name: str, limit: int) -> None:
    length = len(getattr(handover, name))
    if length > limit:
        raise ValueError(f"handover: {name} has {length} characters; {limit} fit")


def _one_of(handover: NewHandover, name: str, allowed: tuple[str, ...]) -> None:
    if getattr(handover, name) not in allowed:
        raise ValueError(f"handover: {name} is {getattr(handover, name)!r}, not one of {', '.join(allowed)}")
