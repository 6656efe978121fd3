"""The real catalogue is whole: what its goals speak of exists, is sure, and is asked in few questions."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from bot.datafile import load_yaml
from bot.goals.catalogue import DATA, load_catalogue
from bot.goals.goal import Goal
from bot.goals.model import Advice
from bot.municipality import load_municipality

TODAY = date(2026, 11, 23)
CATALOGUE = load_catalogue()
MUNICIPALITY = load_municipality(DATA / "municipality.yml")
NLU = [part for path in (DATA / "nlu").glob("*.yml") for part in load_yaml(path)["nlu"]]
INTENTS = {part["intent"] for part in NLU if "intent" in part}


def advice(goal: Goal) -> Iterable[Advice]:
    return (*goal.data.outcomes, *goal.data.also)


def test_every_intent_that_a_goal_is_heard_by_can_be_understood() -> None:
    assert CATALOGUE.intents - INTENTS == set()
    answers = {i for goal in CATALOGUE.values() for q in goal.questions.values() for i in q.from_intents}
    assert answers - INTENTS == set()


def test_every_product_word_can_be_understood_and_means_some_goal() -> None:
    products = load_yaml(DATA / "products.yml")
    assert set(products) <= INTENTS & CATALOGUE.intents
    assert all(len(question.split()) <= 20 for question in products.values())


@pytest.mark.parametrize("name", CATALOGUE)
def test_what_is_told_of_the_municipality_is_sure(name: str) -> None:
    sentences = [text for row in advice(CATALOGUE[name]) for text in (*row.advice, *row.bring)]
    sentences += [outcome.first for outcome in CATALOGUE[name].data.outcomes if outcome.first]
    named = {fact for sentence in sentences for fact in re.findall(r"\{(\w+)\}", sentence)}
    assert {fact for fact in named if MUNICIPALITY.tell(fact) is None} == set()


@pytest.mark.parametrize("name", CATALOGUE)
def test_departments_exist_and_external_ones_get_no_handover(name: str) -> None:
    for outcome in CATALOGUE[name].data.outcomes:
        if outcome.department is not None:
            assert MUNICIPALITY.departments[outcome.department].external is not outcome.hand_over, outcome.name


@pytest.mark.parametrize("name", CATALOGUE)
def test_products_have_a_name_that_all_municipalities_use(name: str) -> None:
    rows = (DATA / "upl.tsv").read_text(encoding="utf-8").splitlines()[1:]
    known = {row.split("\t")[0] for row in rows}
    assert {product for row in advice(CATALOGUE[name]) for product in row.products} - known == set()


@pytest.mark.parametrize("name", CATALOGUE)
def test_what_usually_follows_is_a_goal(name: str) -> None:
    assert {goal for outcome in CATALOGUE[name].data.outcomes for goal in outcome.follows} <= set(CATALOGUE)


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_answer_can_be_said_back(name: str) -> None:
    questions = CATALOGUE[name].questions.values()
    assert [option.value for question in questions for option in question.options if not option.clause] == []


def most_questions(goal: Goal, facts: dict[str, Any]) -> int:
    """How many decisive questions the resident with the longest way to go is asked."""
    asked = goal.next_question(facts, TODAY)
    if asked is None:
        return 0
    is_date = goal.questions[asked].type == "date"
    answers = [
        TODAY + timedelta(value) if is_date and isinstance(value, int) else value
        for value in goal.table.examples(asked)
    ]
    return 1 + max(most_questions(goal, {**facts, asked: answer}) for answer in answers)


PRODUCTS = sorted(load_yaml(DATA / "products.yml"))


@pytest.mark.parametrize("name", [n for n, g in CATALOGUE.items() if set(PRODUCTS) & set(g.data.heard_as)])
def test_a_product_word_needs_at_most_five_questions(name: str) -> None:
    which_goal_it_is = 1
    assert which_goal_it_is + most_questions(CATALOGUE[name], {}) <= 5


def test_belief_follows_what_was_heard() -> None:
    belief = CATALOGUE.belief({"passport": 0.8, "event": 0.1, "greeting": 0.1})
    assert list(belief)[:2] == ["travel", "identification"]
    assert belief["travel"] == pytest.approx(0.32)
    assert sum(belief.values()) <= 1


def test_belief_in_nothing_when_nothing_was_asked_for() -> None:
    assert CATALOGUE.belief({"greeting": 0.9, "thanks": 0.1}) == {}


def test_the_question_after_a_product_word() -> None:
    assert CATALOGUE.product_question("passport") == "Waar heb je een paspoort voor nodig?"
    assert CATALOGUE.product_question("travel") is None
    assert CATALOGUE.product_question(None) is None
