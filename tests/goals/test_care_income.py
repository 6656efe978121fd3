"""Care, help and money: a person soon, and nothing asked that is nobody's business."""

import re
from typing import Any

import pytest

from tests.goals.talking import CATALOGUE, Talk
from tests.goals.volunteering import told


@pytest.mark.parametrize(
    ("text", "outcome", "first"),
    [
        ("mijn man slaat me", "danger", "Bel 112"),
        ("ik wil niet meer leven", "despair", "Bel anders 113"),
        ("me dochter snijdt zich en op school doen ze niks", "despair", "Bel anders 113"),
        ("ik slaap in mijn auto op de boulevard", "at_once", "Bel vandaag nog 071 366 00 00"),
        ("ik heb geen geld meer om eten te kopen", "at_once", "Bel vandaag nog 071 366 00 00"),
    ],
)
def test_danger_and_need_come_before_every_question(text: str, outcome: str, first: str) -> None:
    talk = Talk()
    talk.say(text, "care_income")
    assert talk.outcome and talk.outcome.name == outcome
    assert talk.outcome.urgency in ("acute", "high")
    assert first in talk.reply.text


def test_help_at_home_for_a_mother() -> None:
    talk = Talk()
    assert talk.say("mijn moeder kan niet meer stofzuigen", "care_income") == "contact"
    assert talk.say("[telefoonnummer]") == "done"
    assert talk.outcome and (talk.outcome.name, talk.outcome.department) == ("home", "local_desk")


def test_who_comes_home_from_hospital_cannot_wait() -> None:
    talk = Talk()
    assert talk.say("mijn man mag morgen naar huis en ik heb hulp in huis nodig", "care_income") == "whom"
    assert talk.outcome and (talk.outcome.name, talk.outcome.urgency) == ("home_soon", "high")


def test_money_asks_only_whether_it_can_wait() -> None:
    talk = Talk()
    assert talk.say("ik kan niet rondkomen", "care_income") == "today"
    assert talk.say("ja", "affirm") == "contact"
    assert talk.outcome and talk.outcome.name == "at_once"


def test_a_child_goes_to_the_youth_team() -> None:
    talk = Talk()
    talk.say("mijn zoon van 15 zit de hele dag te blowen", "care_income")
    assert talk.outcome and talk.outcome.department == "youth_team"


def test_nothing_is_asked_about_health_or_income() -> None:
    asked = " ".join(question.ask for question in CATALOGUE["care_income"].questions.values())
    assert not re.search(r"ziek|diagnose|medicijn|inkomen|spaargeld|verdien|hoeveel|bsn", asked, re.IGNORECASE)
    assert CATALOGUE["care_income"].data.confirm is False, "what is private is not said back"


SENTENCES: list[tuple[str, dict[str, Any]]] = [
    (
        "Mijn man slaat me, de deurwaarder komt, we hebben geen eten, ik wil niet meer leven, alles voor mijn kind",
        {"topic": "debts", "crisis": True, "danger": True, "despair": True, "whom": "child"},
    ),
    ("huishoudelijke hulp", {"topic": "home"}),
    ("ik mot een rolstoel hebbe want me been is der af", {"topic": "aids"}),
    ("traplift aanvragen voor mijn moeder", {"topic": "aids", "whom": "parent"}),
    ("regiotaxi", {"topic": "transport"}),
    ("ik verzorg mijn vader en raak op", {"topic": "carer", "whom": "parent"}),
    ("ik kom niet rond", {"topic": "money"}),
    ("schoolreisje te duur", {"topic": "money"}),
    ("ik durf mn brieven niet meer open te maken", {"topic": "debts"}),
    ("eenzaam", {"topic": "company"}),
    ("kindje druk agressief ik weet niet hoe moet opvoeden", {"topic": "youth"}),
    ("dakloos", {"crisis": True}),
    ("de stroom wordt morgen afgesloten", {"crisis": True}),
    ("mijn broertje slaat mijn moeder", {"danger": True, "whom": "parent"}),
    ("mijn scootmobiel is stuk", {"topic": "aids"}),
    ("hij zegt dat hij geen zelfmoord wil plegen", {"despair": False}),
    ("mijn buurman zei dat ik kon bellen over schulden", {"topic": "debts"}),
    ("een taxi naar het speciaal onderwijs voor mijn zoon", {"topic": "transport", "whom": "child"}),
    ("ze gaan de stroom morgen afsluiten", {"crisis": True}),
    ("wmo", {}),
]


@pytest.mark.parametrize(("text", "facts"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_what_a_sentence_tells(text: str, facts: dict[str, Any]) -> None:
    assert told("care_income", text) == facts
