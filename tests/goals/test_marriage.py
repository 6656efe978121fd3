"""Marrying, parting, and the name after it."""

from datetime import date
from typing import Any

import pytest

from bot.goals.reading.day import Day
from tests.goals.talking import Talk
from tests.goals.volunteering import told


def test_a_wedding_asks_only_for_the_day() -> None:
    talk = Talk()
    assert talk.say("wij willen trouwen", "marriage") == "date"
    assert talk.say("juni volgend jaar") == "place"
    assert talk.say("op het strand") == "foreign"
    assert talk.say("nee", "deny") == "confirm"
    assert talk.outcome and talk.outcome.name == "marry"


def test_a_wedding_told_in_one_go() -> None:
    talk = Talk()
    story = "wij willen 12 juni trouwen in het gemeentehuis, mijn verloofde is niet de nederlandse nationaliteit"
    assert talk.say(story, "marriage") == "confirm"


def test_a_wedding_within_weeks_is_urgent() -> None:
    talk = Talk()
    talk.say("we willen trouwen over 2 weken", "marriage")
    assert talk.outcome and (talk.outcome.name, talk.outcome.urgency) == ("marry_soon", "high")


def test_a_dying_partner_cannot_wait() -> None:
    talk = Talk()
    talk.say("mijn verloofde ligt op sterven en we willen trouwen", "marriage")
    assert talk.outcome and talk.outcome.name == "haste"
    assert talk.reply.text.startswith("Bel vandaag nog 071 366 00 00")


@pytest.mark.parametrize(
    ("text", "outcome", "asked"),
    [
        ("ik ga scheiden", "part", "done"),
        ("ik wil mijn meisjesnaam terug", "name", "confirm"),
        ("wij zijn getrouwd in Turkije, hoe zetten we dat hier op papier", "abroad", "confirm"),
        ("ons partnerschap omzetten in een huwelijk", "convert", "foreign"),
    ],
)
def test_the_rest_is_clear_from_one_sentence(text: str, outcome: str, asked: str) -> None:
    talk = Talk()
    assert talk.say(text, "marriage") == asked
    assert talk.outcome and talk.outcome.name == outcome


@pytest.mark.parametrize(("day", "outcome"), [("over 2 weken", "elsewhere_soon"), ("volgend jaar mei", "elsewhere")])
def test_a_wedding_elsewhere_is_for_the_other_municipality(day: str, outcome: str) -> None:
    talk = Talk()
    assert talk.say("trouwen in een gemeente waar wij niet wonen", "marriage") == "date"
    assert talk.say(day) == "done"
    assert talk.outcome and talk.outcome.name == outcome


SENTENCES: list[tuple[str, dict[str, Any]]] = [
    (
        "Trouwen op 12 juni op het strand, mijn vriend is uitgezonden en mijn getuige komt uit Peru",
        {"what": "marry", "date": date(2027, 6, 12), "place": "beach", "haste": True, "foreign": True},
    ),
    ("trouwen", {"what": "marry"}),
    ("hij heeft me gevraagd!!", {"what": "marry"}),
    ("wij wille trouwe maar wat mot je meneme", {"what": "marry"}),
    ("ondertrouw", {"what": "marry"}),
    ("wij gaan de boot in", {"what": "marry"}),
    ("trouwen in eigen tuin", {"what": "marry", "place": "own"}),
    ("we gaan in mei trouwen", {"what": "marry", "date": Day(2027, 5, 1, "month")}),
    ("geregistreerd partnerschap aangaan", {"what": "partnership"}),
    ("ons geregistreerd partnerschap om laten zetten in een huwelijk", {"what": "convert"}),
    ("Hoe ontbinden wij ons geregistreerd partnerschap?", {"what": "part"}),
    ("uit elkaar na 30 jaar", {"what": "part"}),
    ("me man en ik gaan uitelkaar", {"what": "part"}),
    ("achternaam na scheiding", {"what": "name"}),
    ("naamgebruik na de echtscheiding aanpassen", {"what": "name"}),
    ("scheiding in Marokko laten registreren", {"what": "abroad"}),
    ("we zijn 10 jaar getrouwd en ik wil scheiden", {"what": "part"}),
    ("mijn ouders zijn 60 jaar getrouwd", {"what": "other"}),
    ("burgemeester bij 60 jaar huwelijk", {"what": "other"}),
    ("kan de ambtenaar engels", {}),
]


@pytest.mark.parametrize(("text", "facts"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_what_a_sentence_tells(text: str, facts: dict[str, Any]) -> None:
    assert told("marriage", text) == facts
