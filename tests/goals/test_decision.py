"""The engine: which outcomes are left, what is worth asking, and what it promises for every table."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.goals.catalogue import load_catalogue
from bot.goals.conditions import DONT_KNOW, Vocabulary, parse
from bot.goals.conversation import Conversation
from bot.goals.conversation import Fact as Known
from bot.goals.decision import Fact, Row, Table
from bot.goals.goal import Goal
from bot.goals.next_step import settled
from bot.goals.reading import country_codes
from tests.goals.brute_force import BruteForce, effect_by_rows

TODAY = date(2026, 11, 23)
CATALOGUE = load_catalogue()
WITH_A_TABLE = [name for name, goal in CATALOGUE.items() if goal.table.facts]

TYPES = {"a": "yes_no", "b": "yes_no", "c": "choice", "n": "number", "d": "date"}
WORDS = Vocabulary(TYPES, {"c": ("x", "y", "z")}, {}, {})
VALUES: dict[str, list[tuple[Any, float]]] = {
    "a": [(True, 0.5), (False, 0.5)],
    "b": [(True, 0.1), (False, 0.9)],
    "c": [("x", 1.0), ("y", 2.0), ("z", 3.0)],
    "n": [(value, 0.0) for value in (9, 10, 11, 99, 100, 101)],
    "d": [(value, 0.0) for value in (6, 7, 8, 13, 14, 15)],
}


def table(*rows: str | tuple[str, str], urgent: tuple[str, ...] = ()) -> Table:
    """A table of `("condition", "effect")`; the last row is only an effect."""
    pairs = [(None, row) if isinstance(row, str) else row for row in rows]
    made = [Row(True if when is None else parse(when, WORDS), effect, effect in urgent) for when, effect in pairs]
    return Table([Fact(name, values) for name, values in VALUES.items()], made)


# -- written by hand ---------------------------------------------------------------------------------------


def test_nothing_to_ask_when_every_row_gives_the_same_advice() -> None:
    same = table(("a", "call"), ("n > 10", "call"), "call")
    assert same.reachable({}) == ("call",)
    assert same.next_question({}) is None


def test_a_fact_that_no_condition_speaks_of_is_never_asked() -> None:
    small = table(("a and n > 10", "permit"), "free")
    assert small.facts == ("a", "n")
    assert small.worth_asking({}) == ("a", "n")


def test_an_answer_takes_away_the_questions_it_makes_useless() -> None:
    small = table(("a and n > 10", "permit"), "free")
    assert small.next_question({"a": False}) is None
    assert small.reachable({"a": False}) == ("free",)
    assert small.next_question({"a": True}) == "n"
    assert small.next_question({"a": True, "n": 3}) is None


def test_a_fact_whose_answers_cancel_out_is_not_asked() -> None:
    cancels = table(("a and b", "permit"), ("not a and b", "permit"), "free")
    assert cancels.worth_asking({}) == ("b",)


def test_an_earlier_row_hides_a_later_one() -> None:
    ordered = table(("n > 10", "large"), ("n > 100", "huge"), "small")
    assert ordered.used_rows == {0, 2}
    assert ordered.reachable({}) == ("large", "small")


def test_what_tells_most_apart_is_asked_first() -> None:
    assert table(("c == 'x'", "one"), ("c == 'y'", "two"), ("c == 'z' and b", "three"), "four").next_question({}) == "c"


def test_urgent_is_told_apart_first() -> None:
    rows = ("b", "now"), ("c == 'x'", "one"), "two"
    assert table(*rows).next_question({}) == "c"
    assert table(*rows, urgent=("now",)).next_question({}) == "b"


def test_a_question_that_is_hard_to_answer_waits() -> None:
    rows = [Row(parse("n > 10 and a", WORDS), "permit"), Row(True, "free")]
    cheap = Table([Fact("n", VALUES["n"]), Fact("a", VALUES["a"])], rows)
    hard = Table([Fact("n", VALUES["n"], effort=3), Fact("a", VALUES["a"])], rows)
    assert cheap.next_question({}) == "n"
    assert hard.next_question({}) == "a"


def test_only_what_may_be_asked_is_asked() -> None:
    small = table(("a or n > 10", "permit"), "free")
    assert small.next_question({}, askable=["n"]) == "n"
    assert small.next_question({}, askable=[]) is None


def test_dont_know_is_an_answer() -> None:
    unsure = table(("n > 100", "large"), ("dont_know(n)", "look together"), "small")
    assert unsure.reachable({}) == ("large", "look together", "small")
    assert unsure.reachable({"n": DONT_KNOW}) == ("look together",)
    assert unsure.next_question({"n": DONT_KNOW}) is None


def test_values_between_the_examples_belong_to_their_cell() -> None:
    small = table(("n > 100", "large"), ("n > 10", "medium"), "small")
    for value, effect in [
        (-5, "small"),
        (0, "small"),
        (10, "small"),
        (10.5, "medium"),
        (100, "medium"),
        (10**9, "large"),
    ]:
        assert small.reachable({"n": value}) == (effect,)


def test_a_table_without_a_last_row_is_refused() -> None:
    with pytest.raises(ValueError, match="last row"):
        table(("a", "permit"), ("n > 10", "free"))


# -- what it promises, for any table -----------------------------------------------------------------------

TESTS = [
    "a", "b", "a == False", "c == 'x'", "c in ['x', 'y']", "c != 'z'", "n > 10", "n <= 100", "n == 10",
    "days_until(d) <= 7", "days_until(d) > 14", "dont_know(n)", "dont_know(c)", "dont_know(a)",
]  # fmt: skip


def _larger(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    joined = st.tuples(parts, st.sampled_from(["and", "or"]), parts).map(lambda p: f"({p[0]} {p[1]} {p[2]})")
    return joined | parts.map(lambda part: f"(not {part})")


CONDITIONS = st.recursive(st.sampled_from(TESTS), _larger, max_leaves=5)
TABLES = st.lists(st.tuples(CONDITIONS, st.sampled_from("pqrs")), min_size=1, max_size=6).map(
    lambda rows: table(*rows, "r", urgent=("q",))
)


def keeps_its_promises(table: Table, brute: BruteForce, first: Mapping[str, Any], answers: Mapping[str, Any]) -> None:
    """Ask until there is nothing left to ask, and hold every step against brute force."""
    known = dict(first)
    for _ in range(len(table.facts) + 1):
        assert set(table.reachable(known)) == brute.reachable(known)
        unknown = [fact for fact in table.facts if fact not in known]
        assert set(table.worth_asking(known)) == {fact for fact in unknown if brute.matters(fact, known)}
        asked = table.next_question(known)
        if asked is None:
            break
        assert asked in unknown
        assert brute.matters(asked, known)
        known[asked] = answers[asked]
    else:
        pytest.fail("it does not end")
    assert table.reachable(known) == (effect_by_rows(table.rows, {**answers, **known}),)
    assert table.reachable({**answers, **known}) == table.reachable(known)


@given(data=st.data(), some=TABLES)
@settings(max_examples=150, deadline=None)
def test_any_table_keeps_its_promises(data: st.DataObject, some: Table) -> None:
    answers = {fact: data.draw(st.sampled_from(some.examples(fact)), fact) for fact in some.facts}
    first = data.draw(st.sets(st.sampled_from(some.facts)) if some.facts else st.just(set()), "known")
    keeps_its_promises(some, BruteForce(some), {fact: answers[fact] for fact in first}, answers)


@given(
    some=TABLES,
    values=st.fixed_dictionaries(
        {
            "a": st.sampled_from([True, False, DONT_KNOW]),
            "b": st.sampled_from([True, False, DONT_KNOW]),
            "c": st.sampled_from(["x", "y", "z", DONT_KNOW]),
            "n": st.integers(-5, 500) | st.just(DONT_KNOW),
            "d": st.integers(-5, 500) | st.just(DONT_KNOW),
        }
    ),
)
@settings(max_examples=150, deadline=None)
def test_any_table_gives_the_outcome_of_its_rows(some: Table, values: dict[str, Any]) -> None:
    assert some.reachable(values) == (effect_by_rows(some.rows, values),)


# -- and for every goal of the catalogue -------------------------------------------------------------------


@cache
def brute_force(goal: str) -> BruteForce:
    return BruteForce(CATALOGUE[goal].table)


@pytest.mark.parametrize("name", WITH_A_TABLE)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_every_goal_keeps_its_promises(name: str, data: st.DataObject) -> None:
    real = CATALOGUE[name].table
    answers = {fact: data.draw(st.sampled_from(real.examples(fact)), fact) for fact in real.facts}
    first = data.draw(st.sets(st.sampled_from(real.facts)), "known")
    keeps_its_promises(real, brute_force(name), {fact: answers[fact] for fact in first}, answers)


def resident(goal: Goal) -> st.SearchStrategy[dict[str, Any]]:
    """Any answer to every decisive question, as a resident may give it."""
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "yes_no": st.booleans(),
        "number": st.integers(1, 400) | st.floats(0.5, 400, allow_nan=False),
        "date": st.integers(0, 400).map(lambda days: TODAY + timedelta(days)),
        "country": st.sampled_from(sorted(country_codes())),
    }
    answers = {}
    for fact in goal.table.facts:
        question = goal.questions[fact]
        values = [option.value for option in question.options]
        known = st.sampled_from(values) if values else kinds[question.type]
        answers[fact] = known | st.just(DONT_KNOW)
    return st.fixed_dictionaries(answers)


@pytest.mark.parametrize("name", WITH_A_TABLE)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_resident_ends_at_the_row_that_fits(name: str, data: st.DataObject) -> None:
    goal = CATALOGUE[name]
    resident_says = data.draw(resident(goal))
    facts: dict[str, Any] = {}
    for _ in goal.table.facts:
        asked = goal.next_question(facts, TODAY)
        if asked is None:
            break
        assert asked not in facts
        assert goal.questions[asked].assume is None
        facts[asked] = resident_says[asked]
    assert goal.next_question(facts, TODAY) is None
    outcome = settled(goal, Conversation(facts={n: Known(v, "", "") for n, v in facts.items()}), TODAY)
    assumed = {n: q.assume for n, q in goal.questions.items() if q.assume is not None}
    in_days = {
        n: (value - TODAY).days if isinstance(value, date) else value
        for n, value in {**resident_says, **assumed}.items()
    }
    assert outcome is not None
    assert outcome.name == effect_by_rows(goal.table.rows, in_days)
