"""Conversations about driving licences, from the first to the last."""

from typing import Any

import pytest

from bot.goals.answers import volunteered, words_of
from tests.goals.talking import CATALOGUE, TODAY, Talk


def test_a_renewal_asks_for_age_and_hurry() -> None:
    talk = Talk()
    assert talk.say("rijbewijs", "driving_licence") == "what"
    asked = [talk.say("verlengen")]
    asked.append(talk.say("ik ben 45" if asked[0] == "age" else "nee, geen haast"))
    assert sorted(asked) == ["age", "hurry"]
    assert talk.say("ik ben 45" if asked[1] == "age" else "nee, geen haast") == "confirm"
    assert talk.outcome and talk.outcome.name == "renew"


def test_who_is_85_begins_at_the_cbr_and_is_not_asked_more() -> None:
    talk = Talk()
    assert talk.say("Mijn rijbewijs moet ik verlengen, ik ben 85", "driving_licence") == "done"
    assert talk.outcome and talk.outcome.name == "cbr_first"


def test_who_was_found_fit_comes_to_the_desk() -> None:
    talk = Talk()
    talk.say("ik ben 78 en het CBR heeft mij goedgekeurd, ik wil verlengen, geen haast", "driving_licence")
    assert talk.outcome and talk.outcome.name == "renew"


def test_hurry_is_told_to_call_and_promised_nothing() -> None:
    talk = Talk()
    talk.say("met spoed mijn rijbewijs verlengen, ik ben 40", "driving_licence")
    assert talk.outcome and talk.outcome.urgency == "high"
    assert "Dat lukt niet altijd." in talk.reply.text


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("internationaal rijbewijs voor Amerika", "international"),
        ("gezondheidsverklaring cbr", "health"),
        ("mijn Turkse rijbewijs omzetten", "foreign_outside_eu"),
        ("belgisch rijbewijs omwisselen", "foreign"),
        ("mijn rijbewijs is gestolen, ik heb hem volgende week nodig", "lost_urgent"),
        ("groot rijbewijs verlengen voor mijn vrachtwagen", "cbr_first"),
        ("ik ben geslaagd, geen haast", "first"),
        ("kan ik verlengen als ik in Katwijk ingeschreven sta", "other_municipality"),
        ("is mijn rijbewijs klaar, kan ik hem ophalen", "look_together"),
    ],
)
def test_one_sentence_is_enough(text: str, outcome: str) -> None:
    talk = Talk()
    talk.say(text, "driving_licence")
    assert talk.outcome and talk.outcome.name == outcome


SENTENCES: list[tuple[str, dict[str, Any]]] = [
    (
        "ik ben 76, wil mijn groot rijbewijs verlengen, heb haast en het cbr heeft me goedgekeurd",
        {"what": "renew", "age": 76, "large": True, "hurry": True, "approved": True},
    ),
    ("rybewijs verlenge", {"what": "renew"}),
    ("mijn rijbewijs verloopt vrijdag", {"what": "renew", "hurry": True}),
    ("goede morgen, ik wil mijn rijbewijs vernieuwen", {"what": "renew", "hurry": None}),
    ("afgelopen vrijdag geslaagd voor mn auto", {"what": "first", "hurry": None}),
    ("motor gehaald, hoe komt die letter op mijn kaart", {"what": "first"}),
    ("rijbewijs in zee verloren", {"what": "lost", "abroad_now": None}),
    ("mijn rijbewijs is gestolen in Spanje", {"what": "lost", "abroad_now": True}),
    ("in de wasmachine gezeten", {"what": "damaged"}),
    ("ik heb een rijbewijs van Polen", {"what": "foreign"}),
    ("Marokkaans rijbewijs kan ik hier gebruiken?", {"what": "foreign", "outside_eu": "outside"}),
    ("waar koop ik zo'n gezondheidsverklaring", {"what": "health"}),
    ("verloren rijbewijs teruggevonden", {"what": "other"}),
    ("mijn vader is 80 en wil verlengen", {"what": "renew", "age": 80}),
    ("verloopt over 10 dagen, zonder kan ik niet werken", {"what": "renew", "hurry": True}),
    ("vorige maand aangevraagd en nog niks gehoord", {"what": "other"}),
    ("code 95 erbij, ik ben vrachtwagenchauffeur", {"large": True}),
    ("loopt pas over een jaar af, geen haast", {"hurry": False}),
    ("hallo", {}),
]


@pytest.mark.parametrize(("text", "facts"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_what_a_driver_says_is_not_asked_again(text: str, facts: dict[str, Any]) -> None:
    told = volunteered(CATALOGUE["driving_licence"], words_of(text, TODAY))
    assert {name: told.get(name) for name in facts} == facts
    assert facts or told == {}
