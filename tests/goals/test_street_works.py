"""A street that is opened up or closed: examples of what residents say and where it leads."""

from datetime import date
from typing import Any

import pytest

from bot.goals.answers import volunteered, words_of
from tests.goals.talking import CATALOGUE, TODAY, Talk


def test_why_a_street_is_open_takes_no_question() -> None:
    talk = Talk()
    assert talk.say("waarom ligt de Kerkstraat open", "street_works") == "confirm"
    assert talk.outcome and talk.outcome.name == "question"


def test_a_bare_word_is_asked_about_and_then_where() -> None:
    talk = Talk()
    assert talk.say("wegwerkzaamheden", "street_works") == "want"
    assert talk.say("hoe lang het nog duurt") == "street"
    assert talk.say("Voorstraat") == "confirm"


def test_who_cannot_reach_the_door_is_asked_about_care_first() -> None:
    talk = Talk()
    assert talk.say("ik kan niet bij mijn huis", "street_works") == "care"
    assert talk.say("ja, de thuiszorg") == "street"
    assert talk.reply.text.startswith("Dat moet snel goed komen. Bel vandaag nog")
    assert talk.outcome and talk.outcome.urgency == "high"


def test_an_ambulance_that_cannot_pass_comes_before_everything() -> None:
    talk = Talk()
    assert talk.say("de ambulance kan onze straat niet in", "street_works") == "street"
    assert "Bel 112" in talk.reply.text
    assert talk.outcome and talk.outcome.urgency == "acute"


def test_care_counts_whatever_was_asked() -> None:
    talk = Talk()
    talk.say("hoe lang duurt het nog, mijn man zit in een rolstoel", "street_works")
    assert talk.outcome and talk.outcome.name == "care"


def test_a_removal_van_the_day_after_tomorrow_is_urgent() -> None:
    talk = Talk()
    assert talk.say("overmorgen komt de verhuiswagen, de straat ligt open", "street_works") == "care"
    assert talk.say("nee") == "street"
    assert talk.outcome and talk.outcome.name == "soon"


@pytest.mark.parametrize(
    ("said", "name", "department"),
    [
        ("hoe lang is de N206 nog dicht", "other_road", "road_authority"),
        ("welke straten zijn dicht met de bloemencorso", "event", "vth"),
        ("herrie van het heien bij de nieuwbouw", "building_site", "odwh"),
        ("herrie van de trilplaat", "noise", "beheer_openbare_ruimte"),
        ("wanneer is onze straat aan de beurt", "our_turn", "beheer_openbare_ruimte"),
        ("er ligt een losse plank over een sleuf", "unsafe", "beheer_openbare_ruimte"),
        ("als aannemer heb ik een instemmingsbesluit nodig", "professional", "beheer_openbare_ruimte"),
    ],
)
def test_who_helps(said: str, name: str, department: str) -> None:
    talk = Talk()
    talk.say(said, "street_works")
    assert talk.outcome and (talk.outcome.name, talk.outcome.department) == (name, department)


SENTENCES: list[tuple[str, dict[str, Any]]] = [
    (
        "28 november komt de verhuiswagen in de Bomstraat, het glasvezel ligt open en de thuiszorg moet erlangs",
        {
            "want": "delivery",
            "by": date(2026, 11, 28),
            "street": "Bomstraat",
            "whose": "network",
            "care": "care",
        },
    ),
    ("tot wanneer is de Herenweg dicht", {"want": "how_long", "street": "Herenweg"}),
    ("wat zijn ze hier aan het doen", {"want": "why"}),
    ("waar rijdt de bus nu langs", {"want": "detour"}),
    ("de omleiding stuurt me rond", {"want": "detour"}),
    ("ik kan mijn oprit niet op", {"want": "access"}),
    ("mijn auto staat ingesloten", {"want": "access"}),
    ("klanten kunnen mijn winkel niet vinden", {"want": "delivery"}),
    ("vrijdag wordt mijn keuken geleverd", {"want": "delivery", "by": date(2026, 11, 27)}),
    ("boren om zes uur, ik lig wakker", {"want": "noise"}),
    ("het stof waait naar binnen", {"want": "noise"}),
    ("een bord is omgedraaid", {"want": "unsafe"}),
    ("is er een tekening van de herinrichting", {"want": "our_turn"}),
    ("wanneer komt glasvezel in De Zilk", {"want": "our_turn", "whose": "network"}),
    ("ik kom er met mijn rollator niet langs", {"care": "care"}),
    ("goedemorgen, ik heb een vraag", {}),
]


@pytest.mark.parametrize(("text", "facts"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_a_sentence_settles_what_it_says(text: str, facts: dict[str, Any]) -> None:
    said = volunteered(CATALOGUE["street_works"], words_of(text, TODAY))
    assert {name: said.get(name) for name in facts} == facts
    assert facts or not said
