"""The fewest questions and the needless ones, on a table that is small enough to work out by hand."""

from datetime import date
from typing import Any

import pytest

from benchmarks.residents.fewest import decisive, fewest, is_needless, smallest_sets
from bot.goals.goal import Goal
from bot.goals.model import GoalFile

TODAY = date(2026, 11, 25)


def goal(*whens: str, assumed: str = "") -> Goal:
    """A goal with the yes-or-no facts a, b, c and d and an outcome for each condition, and one for the rest."""
    outcomes: list[dict[str, Any]] = [
        {"name": f"o{n}", "when": when, "department": f"d{n}"} for n, when in enumerate(whens)
    ]
    return Goal(
        GoalFile.parse_obj(
            {
                "goal": "test",
                "label": "Test",
                "who": "all",
                "request": "x",
                "heard_as": {},
                "questions": {name: _question(name, name in assumed) for name in "abcd"},
                "sources": [],
                "outcomes": [*outcomes, {"name": "rest"}],
            }
        )
    )


def _question(name: str, assumed: bool) -> dict[str, Any]:
    question = {"type": "yes_no", "label": f"Label {name}", "ask": f"{name}?"}
    return question | ({"assume": False} if assumed else {})


DANGER = goal("a", "b and c")
SAME = goal("(b and c) or (not b and not c)")


@pytest.mark.parametrize(
    ("told", "truth", "count"),
    [
        ({}, {"a": True, "b": True, "c": True}, 1),  # a alone
        ({}, {"a": False, "b": False, "c": True}, 2),  # a, and b or c that fails
        ({}, {"a": False, "b": True, "c": True}, 3),  # all of them
        ({"a": False}, {"a": False, "b": True, "c": False}, 1),  # c
        ({"a": True}, {"a": False, "b": False}, 1),  # a was misread: it counts as it is
        ({"a": True, "b": True}, {}, 0),  # the truth does not say: as it was read
        ({}, {"a": False, "b": False, "c": False}, 2),
        ({}, {}, 2),  # "weet ik niet" to a and to b or c
    ],
)
def test_the_fewest(told: dict[str, Any], truth: dict[str, Any], count: int) -> None:
    assert fewest(DANGER, told, truth, TODAY) == count


def test_every_smallest_set() -> None:
    assert smallest_sets(DANGER, {}, {"a": False, "b": False, "c": False}, TODAY) == [("a", "b"), ("a", "c")]


def test_a_correction_may_make_more_questions_needed() -> None:
    truth = {"a": True, "b": False, "c": True}
    # a settles it; then a is taken back, and b (that fails) must be asked as well
    assert fewest(DANGER, {}, truth, TODAY, {"a": False}) == 2
    # b is told with the correction and holds, so that c is needed
    assert fewest(DANGER, {}, truth, TODAY, {"a": False, "b": True}) == 2
    # the other way round nothing more is needed
    assert fewest(DANGER, {}, {"a": False, "b": False, "c": False}, TODAY, {"a": True}) == 2


def test_what_is_assumed_is_not_decisive() -> None:
    assumed = goal("a", "b and c", assumed="a")
    assert decisive(assumed) == ("b", "c")
    assert fewest(assumed, {}, {"b": False}, TODAY) == 1


@pytest.mark.parametrize(
    ("of", "known", "fact", "needless"),
    [
        (DANGER, {}, "a", False),
        (DANGER, {}, "b", False),
        (DANGER, {"a": True}, "b", True),  # settled
        (DANGER, {"b": False}, "c", True),  # a is open, but c cannot matter whatever a is
        (DANGER, {"b": False}, "a", False),
        (SAME, {}, "b", False),  # either answer leaves both outcomes, yet it matters once c is known
        (SAME, {"b": True}, "c", False),
    ],
)
def test_needless(of: Goal, known: dict[str, Any], fact: str, needless: bool) -> None:
    assert is_needless(of, known, fact, TODAY) is needless
