"""What the last step of understanding makes of the intents, with the real catalogue."""

from typing import Any

import pytest
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.goal_intent import GoalIntent
from bot.goals.catalogue import load_catalogue

CATALOGUE = load_catalogue()


@pytest.fixture(scope="module")
def component() -> GoalIntent:
    return GoalIntent.create(GoalIntent.get_default_config(), None, Resource("goals"), None)


def understood(component: GoalIntent, **ranking: float) -> Message:
    """A message of which the classifier thinks this, best first."""
    message = Message({"text": "iets", "intent_labels": ranking})
    [message] = component.process([message])
    return message


@pytest.mark.parametrize("intent", sorted(CATALOGUE.intents))
def test_every_wish_becomes_one_intent(component: GoalIntent, intent: str) -> None:
    assert understood(component, **{intent: 0.9, "greeting": 0.1}).get("intent")["name"] == "goal"


@pytest.mark.parametrize("intent", ["greeting", "affirm", "deny", "dont_know", "inform"])
def test_the_rest_stays_what_it_is(component: GoalIntent, intent: str) -> None:
    message = understood(component, **{intent: 0.9, "travel": 0.1})
    assert message.get("intent") == {"name": intent, "confidence": 0.9}


@pytest.mark.parametrize(
    ("confidence", "intent"), [(0.2, "goal"), (0.349, "goal"), (0.35, "greeting"), (0.6, "greeting")]
)
def test_what_is_not_sure_may_be_a_wish(component: GoalIntent, confidence: float, intent: str) -> None:
    assert understood(component, greeting=confidence).get("intent")["name"] == intent


def test_how_unsure_is_a_setting() -> None:
    strict = GoalIntent.create({"unsure_below": 0.95}, None, Resource("goals"), None)
    assert understood(strict, greeting=0.9).get("intent")["name"] == "goal"


def test_the_belief_is_the_catalogues(component: GoalIntent) -> None:
    ranking = {"passport": 0.6, "travel": 0.3, "greeting": 0.1}
    goals: list[dict[str, Any]] = understood(component, **ranking).get("goals")
    assert {goal["name"]: goal["confidence"] for goal in goals} == CATALOGUE.belief(ranking)
    shares = [goal["confidence"] for goal in goals]
    assert goals[0]["name"] == "travel"
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) <= 1


def test_words_of_two_goals_together_make_a_wish_sure(component: GoalIntent) -> None:
    message = understood(component, travel=0.35, extension=0.3, event=0.25, greeting=0.1)
    assert message.get("intent") == {"name": "goal", "confidence": pytest.approx(0.9)}


def test_no_goal_is_in_view(component: GoalIntent) -> None:
    assert understood(component, greeting=1.0).get("goals") == []


@pytest.mark.parametrize(("label", "kind"), [("out_of_scope/insult", "insult"), ("thanks_bye/thanks", "thanks")])
def test_the_dialogue_hears_the_kind(component: GoalIntent, label: str, kind: str) -> None:
    assert understood(component, **{label: 0.9, "travel": 0.1}).get("intent")["name"] == kind


def test_the_kinds_of_an_intent_count_together(component: GoalIntent) -> None:
    message = understood(component, **{"greeting": 0.4, "bot_question/help": 0.35, "bot_question/explain": 0.25})
    assert message.get("intent") == {"name": "help", "confidence": pytest.approx(0.6)}


def test_rasa_gives_the_belief_on(component: GoalIntent) -> None:
    given = understood(component, travel=0.9).as_dict(only_output_properties=True)
    assert given["intent"]["name"] == "goal"
    assert given["goals"][0]["name"] == "travel"


def test_without_a_ranking_nothing_changes(component: GoalIntent) -> None:
    message = Message({"text": "", "intent": {"name": None, "confidence": 0.0}})
    component.process([message])
    assert message.get("goals") is None
    assert message.get("intent") == {"name": None, "confidence": 0.0}
