"""Where a conversation is, and what a message does to it.

A conversation is known facts and a few decisions; what comes next always follows from those, never from the path
that led there. So a correction is only another fact, and the questions after it follow by themselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bot.goals.conditions import DONT_KNOW
from bot.goals.goal import Goal
from bot.goals.model import Outcome, Question
from bot.goals.reading.day import Day, to_text

#: What Noor may ask besides a goal's own questions.
GOAL, OWN_WORDS, CONFIRM, CORRECT, CONTACT, DAY_PART, VISIT, VISIT_DAYS, RESUME, ELSE, RATING, RATING_WORDS, DONE = (
    "goal",
    "own_words",
    "confirm",
    "correct",
    "contact",
    "day_part",
    "visit",
    "visit_days",
    "resume",
    "else",
    "rating",
    "rating_words",
    "done",
)
#: What a resident may say beside the facts of a goal, and how a department reads it.
BESIDES_FACTS = {DAY_PART: "Bellen", VISIT_DAYS: "Dagen voor bezoek", "remark": "Opmerking"}
PERSON = "person"
#: A live colleague: called, or called in vain.
LIVE, CALLED, MISSED = "live", "called", "missed"
NO_CONTACT = "none"
#: To be answered in this conversation itself.
HERE = "chat"
MAX_MISSES = 2


@dataclass(frozen=True)
class Fact:
    """A known answer: its value, the words that gave it, and the message those are from. asked: whether it was asked
    for, or put right by the resident."""

    value: Any
    words: str
    message: str
    asked: bool = False


@dataclass(frozen=True)
class Wish:
    """A wish that waits for another one: its goal, the words it began with, and what is known of it. parked: it was
    being talked about before."""

    goal: str
    words: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    parked: bool = False


@dataclass(frozen=True)
class Conversation:
    """All that is known at one moment. Immutable: a message makes a new one.

    open: the step that was asked last. detour: a step to take before going on, such as `OWN_WORDS`. misses: how often
    in a row its answer was not understood. said: messages from before the goal was known, read again once it is.
    candidates: the goals that were offered. product: the product that was named instead of a goal. person: a
    colleague is wanted, so nothing else is asked. contact: how to be reached; day_part, visit_days: when. stopped: the
    resident let it be. warned: the outcome whose urgent advice was said. wish: the words it began with. notices: said
    once, before what comes next. waiting: what comes after this wish. between: a goal that is answered at once, before
    the open question is asked again. told_of: the street whose works were told. rating, rating_words: how the
    resident found it. at: when Noor said something last, in seconds since 1970. sure: how likely the goal was when it
    was taken up, 0 to 1; None when the resident chose it. questions: how many were asked to find the goal and its
    facts. corrected: whether the resident put right what Noor had understood. live: `CALLED` while a colleague is
    awaited, `MISSED` when none came; called: the department they are from; reference: the handover that waits for them.
    remark: what was said of the summary and changed nothing in it. excused: of the misses, those that Noor has said
    sorry for. answered_here: whether an answer in this conversation reaches the resident later too, as on WhatsApp.
    """

    goal: str | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    open: str | None = None
    detour: str | None = None
    misses: int = 0
    said: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    product: str | None = None
    confirmed: bool = False
    person: bool = False
    contact: str | None = None
    visit: bool | None = None
    finished: bool = False
    stopped: bool = False
    warned: str | None = None
    wish: str = ""
    notices: tuple[str, ...] = ()
    waiting: tuple[Wish, ...] = ()
    day_part: str | None = None
    visit_days: str | None = None
    between: str | None = None
    told_of: str | None = None
    rating: str | None = None
    rating_words: str | None = None
    at: int = 0
    sure: float | None = None
    questions: int = 0
    corrected: bool = False
    live: str | None = None
    called: str | None = None
    reference: str | None = None
    remark: str | None = None
    excused: int = 0
    answered_here: bool = False

    @property
    def values(self) -> dict[str, Any]:
        """The facts' values by name."""
        return {name: fact.value for name, fact in self.facts.items()}

    def with_facts(self, facts: Mapping[str, Fact]) -> "Conversation":
        """With new or corrected facts; what was confirmed before must be confirmed again when something changed."""
        changed = any(self.values.get(name) != fact.value for name, fact in facts.items())
        return replace(
            self,
            facts={**self.facts, **{n: replace(fact, asked=self._asked(n, fact)) for n, fact in facts.items()}},
            confirmed=self.confirmed and not changed,
            detour=None,
            misses=0,
        )

    def _asked(self, name: str, fact: Fact) -> bool:
        """Whether a fact that is told now was asked for or is put right."""
        known = self.facts.get(name)
        corrected = known is not None and (known.asked or known.value != fact.value)
        return fact.asked or corrected or self.open in (name, CONFIRM, CORRECT)

    def without_fact(self, name: str) -> "Conversation":
        """With a fact forgotten, so that it is asked again."""
        return replace(self, facts={n: f for n, f in self.facts.items() if n != name}, confirmed=False, detour=None)

    def about(self, goal: str) -> "Conversation":
        """Turned to a goal, with nothing known of it yet."""
        return Conversation(
            goal=goal,
            said=self.said,
            notices=self.notices,
            contact=None if self.contact == NO_CONTACT else self.contact,
            day_part=self.day_part,
            waiting=tuple(wish for wish in self.waiting if wish.goal != goal),
            rating=self.rating,
            at=self.at,
            answered_here=self.answered_here,
            # What was asked and put right on the way to a goal belongs to that goal.
            questions=0 if self.goal else self.questions,
            corrected=self.corrected and not self.goal,
        )

    def after_this(self, *wishes: Wish) -> "Conversation":
        """With more wishes that wait; each goal waits once."""
        known = {self.goal, *(wish.goal for wish in self.waiting)}
        return replace(self, waiting=(*self.waiting, *(wish for wish in wishes if wish.goal not in known)))

    def as_wish(self) -> Wish:
        """This wish, to come back to."""
        assert self.goal is not None
        return Wish(self.goal, self.wish, self.facts, parked=True)

    # -- to and from Rasa's slots -----------------------------------------------------------------------------------

    def to_slots(self) -> dict[str, Any]:
        """As JSON values for the slots `goal`, `facts` and `progress`."""
        progress = {
            key: list(value) if isinstance(value, tuple) else value
            for key, value in vars(self).items()
            if key not in ("goal", "facts", "waiting")
        }
        waiting = [{**vars(wish), "facts": _facts_to_json(wish.facts)} for wish in self.waiting]
        return {"goal": self.goal, "facts": _facts_to_json(self.facts), "progress": {**progress, "waiting": waiting}}

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any], goals: Mapping[str, Goal]) -> "Conversation":
        """The conversation as it was kept; a new one where nothing was, or where its goal no longer exists."""
        name = slots.get("goal")
        if name is not None and name not in goals:
            return cls()
        facts = _facts_from_json(goals[name], slots.get("facts")) if name else {}
        progress: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value
            for key, value in (slots.get("progress") or {}).items()
            if key in cls.__dataclass_fields__
        }
        waiting = tuple(
            Wish(**{**wish, "facts": _facts_from_json(goals[wish["goal"]], wish["facts"])})
            for wish in progress.pop("waiting", ())
            if wish["goal"] in goals
        )
        return cls(goal=name, facts=facts, waiting=waiting, **progress)


def settled(goal: Goal, conversation: Conversation, today: date) -> Outcome | None:
    """The outcome, when the facts leave only one."""
    left = goal.reachable(conversation.values, today)
    return left[0] if len(left) == 1 else None


def to_say_back(goal: Goal, conversation: Conversation, today: date) -> dict[str, Any]:
    """The values that a resident hears back. What was said in passing and makes no difference is only for the
    department."""
    weighed = goal.weighed(conversation.values, today)
    return {name: fact.value for name, fact in conversation.facts.items() if fact.asked or name in weighed}


def next_step(goal: Goal | None, conversation: Conversation, today: date) -> str:
    """What to ask next: a step, or the name of one of the goal's facts."""
    if conversation.stopped or conversation.live == CALLED:
        return DONE
    if conversation.detour is not None:
        return conversation.detour
    if conversation.finished:
        return DONE
    if goal is None:
        return GOAL
    if conversation.person:
        return _how_to_be_reached(conversation) or DONE
    values = conversation.values
    question = goal.next_question(values, today)
    if question is not None:
        return question
    outcome = settled(goal, conversation, today)
    if outcome is None or not outcome.handed_over:
        return DONE
    if question := goal.dossier_question(values, today, only_places=outcome.urgency == "acute"):
        return question
    if goal.data.confirm and not conversation.confirmed:
        return CONFIRM
    call_back = goal.name == PERSON
    if reached := _how_to_be_reached(conversation) if call_back else _contact(conversation):
        return reached
    if outcome.visit and conversation.contact != NO_CONTACT:
        if conversation.visit is None:
            return VISIT
        if conversation.visit and conversation.visit_days is None:
            return VISIT_DAYS
    return DONE


def _contact(conversation: Conversation) -> str | None:
    return CONTACT if conversation.contact is None else None


def _how_to_be_reached(conversation: Conversation) -> str | None:
    """Who wants a person says how, and for a call also when."""
    wants_a_call = conversation.contact == "phone" and conversation.day_part is None
    return _contact(conversation) or (DAY_PART if wants_a_call else None)


def _facts_to_json(facts: Mapping[str, Fact]) -> dict[str, Any]:
    return {name: {**vars(fact), "value": _to_json(fact.value)} for name, fact in facts.items()}


def _facts_from_json(goal: Goal, kept: Mapping[str, Any] | None) -> dict[str, Fact]:
    questions = goal.questions
    return {
        name: Fact(
            _from_json(questions[name].type, fact["value"]), fact["words"], fact["message"], fact.get("asked", False)
        )
        for name, fact in (kept or {}).items()
        if name in questions and _still_an_answer(questions[name], fact["value"])
    }


def _to_json(value: Any) -> Any:
    return to_text(value) if isinstance(value, date) else value


def _still_an_answer(question: Question, value: Any) -> bool:
    """Whether today's catalogue knows a value that was kept under an earlier one."""
    return question.type != "choice" or value in (DONT_KNOW, *(option.value for option in question.options))


def _from_json(kind: str, value: Any) -> Any:
    return Day.from_text(value) if kind == "date" and value != DONT_KNOW else value
