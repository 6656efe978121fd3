"""The fewest questions that a resident's wish can be settled with, and which questions could not matter.

Decisive questions are those about facts that the decision table speaks of and that nothing is assumed about; what a
department wants to know besides is not counted.

The fewest: of the decisive facts that the resident had not told before the first question, the smallest number that,
once known, leaves a single outcome. It is what somebody would ask who knew the answers beforehand, so no way of asking
does better on a question that gets one answer; a resident who tells more than was asked may need fewer.
"""

from collections.abc import Mapping
from datetime import date
from itertools import combinations
from typing import Any

from bot.goals.conditions import DONT_KNOW
from bot.goals.goal import Goal


def decisive(goal: Goal) -> tuple[str, ...]:
    """The facts that decide and that must be asked for."""
    return tuple(name for name in goal.table.facts if goal.questions[name].assume is None)


def smallest_sets(goal: Goal, told: Mapping[str, Any], truth: Mapping[str, Any], today: date) -> list[tuple[str, ...]]:
    """Each smallest set of decisive facts that settles the outcome when the facts in `told` are known. They count as
    they really are, not as they were read; a decisive fact without a truth is one that the resident does not know."""
    known = {name: truth.get(name, read) for name, read in told.items()}
    left = [name for name in decisive(goal) if name not in known]
    for size in range(len(left) + 1):
        answers = ({name: truth.get(name, DONT_KNOW) for name in names} for names in combinations(left, size))
        found = [tuple(answer) for answer in answers if len(goal.reachable({**known, **answer}, today)) == 1]
        if found:
            return found
    raise ValueError(f"{goal.name}: all facts leave more than one outcome")


def fewest(
    goal: Goal,
    told: Mapping[str, Any],
    truth: Mapping[str, Any],
    today: date,
    corrected: Mapping[str, Any] | None = None,
) -> int:
    """How many questions settle it. corrected: facts that are taken back once it is settled, with what they are then;
    that costs no question itself, but may make others needed."""
    first = smallest_sets(goal, told, truth, today)
    if not corrected:
        return len(first[0])
    after = {**truth, **corrected}
    asked = (dict.fromkeys(names, DONT_KNOW) for names in first)
    more = (smallest_sets(goal, {**told, **names, **corrected}, after, today) for names in asked)
    return len(first[0]) + min(len(sets[0]) for sets in more)


def is_needless(goal: Goal, known: Mapping[str, Any], fact: str, today: date) -> bool:
    """Whether every answer to a question leads to the same advice, whatever the answers to all others will be.

    When two answers leave other outcomes within reach the question matters. When all leave the same ones it may still
    matter once more is known, so each other open fact is tried with each kind of value.
    """
    left = [_names(goal, {**known, fact: value}, today) for value in goal.table.examples(fact)]
    if any(names != left[0] for names in left):
        return False
    if len(left[0]) == 1:
        return True
    other = next((name for name in decisive(goal) if name not in known and name != fact), None)
    if other is None:
        return True
    return all(is_needless(goal, {**known, other: v}, fact, today) for v in goal.table.examples(other))


def _names(goal: Goal, known: Mapping[str, Any], today: date) -> tuple[str, ...]:
    return tuple(outcome.name for outcome in goal.reachable(known, today))
