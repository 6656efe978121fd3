"""Where a conversation is, and what a message does to it.

A conversation is known facts and a few decisions; what comes next always follows from those, never from the path
that led there. So a correction is only another fact, and the questions after it follow by themselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.goals.steps import CONFIRM, CORRECT, NO_CONTACT


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
