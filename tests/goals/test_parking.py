"""Parking: examples of what residents say and where it leads."""

from typing import Any

import pytest

from bot.goals.answers import volunteered, words_of
from bot.goals.asking import closing
from tests.goals.talking import CATALOGUE, MUNICIPALITY, TODAY, Talk


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("ik wil een parkeervergunning", "resident_permit"),
        ("ik krijg bezoek met de auto", "visitor_permit"),
        ("ontheffing voor de aannemer", "work_permit"),
        ("hoeveel kost parkeren bij het strand", "paying"),
        ("abonnement voor de parkeergarage", "garage"),
    ],
)
def test_permits_and_paying_are_the_parking_services_without_a_question(said: str, name: str) -> None:
    talk = Talk()
    assert talk.say(said, "parking") == "done"
    assert talk.outcome and (talk.outcome.name, talk.outcome.department) == (name, "parking_service")
    advice = closing(CATALOGUE["parking"], talk.outcome, talk.now, TODAY, MUNICIPALITY.tell)[0]
    assert "071 362 01 02" in advice


@pytest.mark.parametrize(
    "said",
    [
        "verhuislift voor de deur, ontheffing nodig?",
        "de schilder zet een steiger neer op twee vakken",
        "voor mijn werk moeten er drie parkeervakken vrij blijven",
    ],
)
def test_a_place_to_keep_free_is_looked_at_by_the_municipality(said: str) -> None:
    talk = Talk()
    assert talk.say(said, "parking") == "where"
    assert talk.outcome and (talk.outcome.name, talk.outcome.department) == ("keep_free", "vth")


def test_the_card_for_disabled_people_is_the_municipalitys() -> None:
    talk = Talk()
    assert talk.say("gehandicaptenparkeerkaart voor mijn moeder", "parking") == "card_wish"
    assert talk.say("voor het eerst") == "holder"
    assert talk.say("ik rijd haar, zij rijdt mee") == "confirm"
    assert talk.outcome and talk.outcome.department == "kcc"


def test_a_stolen_card_is_not_asked_about_again() -> None:
    talk = Talk()
    assert talk.say("mijn gehandicaptenkaart is gestolen", "parking") == "confirm"
    assert talk.now.values == {"topic": "disabled_card", "card_wish": "lost"}


def test_a_fine_is_the_municipalitys_or_not() -> None:
    talk = Talk()
    assert talk.say("ik heb een boete gekregen", "parking") == "sender"
    assert talk.say("van het CJIB") == "done"
    assert talk.outcome and talk.outcome.department == "cjib"


def test_a_naheffing_can_be_objected_to() -> None:
    talk = Talk()
    talk.say("ik heb een naheffing maar ik had betaald", "parking")
    assert talk.outcome and talk.outcome.name == "fine_municipality"
    assert "belastingaanslag bezwaar" in talk.outcome.products


def test_who_is_stuck_in_a_garage_is_helped_first() -> None:
    talk = Talk()
    assert talk.say("de slagboom gaat niet open, ik kan er niet uit", "parking") == "done"
    assert talk.outcome and (talk.outcome.name, talk.outcome.urgency) == ("stuck", "high")


def test_a_car_that_was_towed_is_urgent() -> None:
    talk = Talk()
    talk.say("mijn auto is weggesleept", "parking")
    assert talk.outcome and (talk.outcome.name, talk.outcome.urgency) == ("towed", "high")


SENTENCES: list[tuple[str, dict[str, Any]]] = [
    (
        "mijn moeder in de Bomstraat wil een gehandicaptenkaart aanvragen, als passagier",
        {"topic": "disabled_card", "card_wish": "new", "holder": "passenger", "where": "Bomstraat"},
    ),
    (
        "ik sta vast in de garage De Grent, de slagboom gaat niet open en nu kreeg ik een naheffing",
        {"topic": "fine", "sender": "municipality", "stuck": True, "where": "De Grent"},
    ),
    ("bewonersvergunning voor een tweede auto", {"topic": "resident"}),
    ("ander kenteken doorgeven", {"topic": "resident"}),
    ("de uren voor mijn visite zijn op", {"topic": "visitor"}),
    ("zaterdag komt er een verhuiswagen", {"topic": "work"}),
    ("invalidenkaart verlopen", {"topic": "disabled_card", "card_wish": "renew"}),
    ("gehandicaptenplek voor mijn deur in de Hoofdstraat", {"topic": "disabled_place", "where": "Hoofdstraat"}),
    ("boete omdat mijn schijf fout stond", {"topic": "fine", "sender": "cjib"}),
    ("bekeuring voor fout geparkeerd", {"topic": "fine", "sender": "cjib"}),
    ("een wielklem op mijn auto", {"topic": "fine", "sender": "towed"}),
    ("de automaat doet het niet", {"topic": "pay"}),
    ("waar kan ik gratis parkeren", {"topic": "pay"}),
    ("parkeerkelder onder het plein", {"topic": "garage"}),
    ("laadpaal in onze straat", {"topic": "charging"}),
    ("plek voor mijn camper", {"topic": "other"}),
    ("goedemorgen, ik heb een vraag", {}),
]


@pytest.mark.parametrize(("text", "facts"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_a_sentence_settles_what_it_says(text: str, facts: dict[str, Any]) -> None:
    said = volunteered(CATALOGUE["parking"], words_of(text, TODAY))
    assert {name: said.get(name) for name in facts} == facts
    assert facts or not said
