"""How well one resident was helped, and all of them together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from benchmarks.residents.fewest import decisive, fewest, is_needless
from benchmarks.residents.people import Person, Wish
from benchmarks.residents.records import Ending, Record
from benchmarks.residents.resident import MOST_TURNS
from benchmarks.residents.turns import GOAL_STEPS, Turn
from benchmarks.residents.values import true_values
from bot.goals.catalogue import Catalogue
from bot.goals.conditions import DONT_KNOW

URGENT = frozenset({"acute", "high"})


@dataclass(frozen=True)
class WishResult:
    """How one wish ended. None where its writer did not say what is right, or where it cannot be counted."""

    wish: Wish
    ending: Ending | None
    goal_right: bool
    department_right: bool | None
    urgency_right: bool | None
    asked: int = 0
    fewest: int = 0

    @property
    def right(self) -> bool:
        """Whether the wish came where it belongs."""
        return self.goal_right and self.department_right is not False

    @property
    def recognised(self) -> bool | None:
        """Of an urgent wish: whether Noor saw that."""
        if self.wish.urgency not in URGENT:
            return None
        return self.ending is not None and self.ending.urgency in URGENT


@dataclass(frozen=True)
class Result:
    """A resident with all that was counted. repeated: facts asked again although they were answered; misunderstood: the
    same after "dat begreep ik niet"; needless: questions that could not change the advice; forgotten: a second wish of
    the first sentence had to be said again."""

    person: Person
    record: Record
    wishes: tuple[WishResult, ...]
    repeated: tuple[str, ...]
    misunderstood: tuple[str, ...]
    needless: tuple[str, ...]
    goal_questions: int
    forgotten: bool

    @property
    def turns(self) -> int:
        """How many messages the resident sent."""
        return len(self.record.turns)

    @property
    def gave_up(self) -> bool:
        """Whether the end was not reached in time."""
        return self.turns >= MOST_TURNS

    @property
    def right(self) -> bool:
        """Whether every wish came where it belongs."""
        return all(wish.right for wish in self.wishes)

    @property
    def failed(self) -> bool:
        """Whether anything is to be looked at."""
        urgency = any(wish.urgency_right is False for wish in self.wishes)
        return not self.right or urgency or self.gave_up or bool(self.repeated or self.needless or self.forgotten)


def measure(person: Person, record: Record, catalogue: Catalogue, today: date) -> Result:
    """Count what one conversation shows."""
    return Result(
        person=person,
        record=record,
        wishes=tuple(_wish(person, wish, record, catalogue, today) for wish in person.wishes),
        repeated=tuple(name for name, told in asked_again(record.turns) if not told),
        misunderstood=tuple(name for name, told in asked_again(record.turns) if told),
        needless=tuple(_needless(record, catalogue, today)),
        goal_questions=_goal_questions(record.turns),
        forgotten=bool(person.then and person.then.same_sentence and _said_again(record.turns)),
    )


def asked_again(turns: Sequence[Turn]) -> Iterator[tuple[str, bool]]:
    """Each fact that is asked although it was asked and answered, and whether Noor said that she had not understood. It
    is no repetition when the resident said something else in between, chose to change that fact, or has the same wish
    for a second time."""
    answered: set[str] = set()
    for turn, after in zip(turns, [*turns[1:], None], strict=True):
        if turn.said.closes:
            answered.clear()
        if turn.said.fact is None:
            continue
        step = ".".join(turn.said.fact)
        if step in answered and turn.reply.kind != "change":
            yield step, turn.said.misunderstood
        if after is not None and after.reply.kind == "answer":
            answered.add(step)


def _needless(record: Record, catalogue: Catalogue, today: date) -> Iterator[str]:
    for turn in record.turns:
        if turn.said.fact is None or turn.position not in record.known:
            continue
        goal, name = turn.said.fact
        if name not in decisive(catalogue[goal]):
            continue
        known = {n: v for n, v in record.known[turn.position].values.items() if n != name}
        if is_needless(catalogue[goal], known, name, today):
            yield ".".join(turn.said.fact)


def _said_again(turns: Sequence[Turn]) -> bool:
    """Whether a wish was said after the end of the one before."""
    return any(turn.said.closes and after.reply.kind == "wish" for turn, after in pairwise(turns))


def _goal_questions(turns: Sequence[Turn]) -> int:
    """The questions which goal it is, until the first wish is done."""
    count = 0
    for turn in turns:
        count += turn.said.question in GOAL_STEPS
        if turn.said.closes:
            break
    return count


def _wish(person: Person, wish: Wish, record: Record, catalogue: Catalogue, today: date) -> WishResult:
    as_good = person.also if wish is person else ()
    of_goal = [
        ending
        for ending in record.endings
        if ending.goal == wish.goal or (ending.goal in as_good and ending.department == wish.department)
    ]
    place = person.wishes.index(wish)
    other = record.endings[place] if place < len(record.endings) else None
    ending = of_goal[-1] if of_goal else other
    judged = wish.judged
    result = WishResult(
        wish=wish,
        ending=ending,
        goal_right=bool(of_goal),
        department_right=(bool(of_goal) and ending is not None and ending.department == wish.department)
        if judged
        else None,
        urgency_right=(ending is not None and ending.urgency == wish.urgency) if wish.urgency else None,
    )
    counted = any(ending.goal == wish.goal for ending in of_goal)
    return _with_questions(result, person, record, catalogue, today) if counted else result


def _with_questions(
    result: WishResult, person: Person, record: Record, catalogue: Catalogue, today: date
) -> WishResult:
    """How many decisive questions were asked about this goal, and how few could have done."""
    wish = result.wish
    goal = catalogue[wish.goal]
    asked = [
        t for t in record.turns if t.said.fact and t.said.fact[0] == goal.name and t.said.fact[1] in decisive(goal)
    ]
    told = _told_first(record, goal.name)
    truth = {**true_values(goal, wish.facts, today), **dict.fromkeys(wish.unknown, DONT_KNOW)}
    corrected: Mapping[str, Any] = {}
    if wish is person and person.corrects:
        corrected = true_values(goal, person.corrects.facts, today)
        if person.corrects.after:
            truth, corrected = {**truth, **corrected}, {}
    least = fewest(goal, told, truth, today, corrected)
    return WishResult(**{**vars(result), "asked": len(asked), "fewest": least})


def _told_first(record: Record, goal: str) -> Mapping[str, Any]:
    """The facts that Noor had read when she began to ask about this goal, or when she was done without."""
    about = [t for t in record.turns if t.position in record.known and record.known[t.position].goal == goal]
    first = next((turn for turn in about if turn.said.fact and turn.said.fact[0] == goal), None)
    turn = first or (about[0] if about else None)
    return record.known[turn.position].values if turn else {}
