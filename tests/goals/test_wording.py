"""Facts in Dutch, for residents and for departments."""

from datetime import date
from typing import Any

import pytest

from bot.goals.catalogue import load_catalogue
from bot.goals.conditions import DONT_KNOW
from bot.goals.reading.day import Day
from bot.goals.wording import date_text, for_department, said_back, value_text

CATALOGUE = load_catalogue()
TRIP = {"destination": "TR", "departure": date(2026, 12, 4), "document": "expired"}


@pytest.mark.parametrize(
    ("question", "value", "text"),
    [
        ("travel.destination", "TR", "Turkije"),
        ("travel.departure", date(2026, 12, 4), "vrijdag 4 december 2026"),
        ("travel.document", "id_valid", "Geldige ID-kaart"),
        ("travel.several", True, "ja"),
        ("travel.several", False, "nee"),
        ("event.visitors", 1500, "1.500"),
        ("extension.depth", 3.5, "3,5"),
        ("extension.depth", DONT_KNOW, "weet de bewoner niet"),
        ("extension.address", "Hoofdstraat 12", "Hoofdstraat 12"),
        ("person.about", "mijn uitkering", "mijn uitkering"),
    ],
)
def test_a_value_in_words(question: str, value: Any, text: str) -> None:
    goal, _, fact = question.partition(".")
    assert value_text(CATALOGUE[goal].questions[fact], value) == text


def test_a_date_in_words() -> None:
    assert date_text(date(2027, 3, 1)) == "maandag 1 maart 2027"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (Day(2027, 5, 1), "op zaterdag 1 mei 2027"),
        (Day(2027, 5, 1, "month"), "in mei 2027"),
        (Day(2027, 1, 11, "week"), "in de week van 11 januari 2027"),
        (Day(2026, 12, 12, "weekend"), "in het weekend van 12 december 2026"),
        (Day(2027, 5, 1, "part"), "begin mei 2027"),
        (Day(2027, 5, 15, "part"), "half mei 2027"),
        (Day(2027, 5, 25, "part"), "eind mei 2027"),
    ],
)
def test_a_date_is_said_back_as_it_was_meant(day: Day, text: str) -> None:
    assert said_back(CATALOGUE["travel"], {"departure": day}) == f"Je vertrekt {text}."
    assert said_back(CATALOGUE["event"], {"date": day}) == f"Het is {text}."
    assert said_back(CATALOGUE["identification"], {"needed_by": day}) == f"Je hebt het nodig {text}."
    assert for_department(CATALOGUE["travel"], {"departure": day}, 1000).endswith(
        f"Vertrek: {text.removeprefix('op ')}."
    )


def test_what_was_understood_is_said_back() -> None:
    assert said_back(CATALOGUE["travel"], TRIP) == (
        "Je gaat naar Turkije, je vertrekt op vrijdag 4 december 2026 en je paspoort of ID-kaart is verlopen."
    )


def test_one_fact_is_one_sentence() -> None:
    assert said_back(CATALOGUE["travel"], {"destination": "ES"}) == "Je gaat naar Spanje."


def test_more_than_three_facts_are_more_sentences() -> None:
    text = said_back(CATALOGUE["travel"], {**TRIP, "holder": "adult", "several": False})
    assert text.endswith("verlopen. Het is voor een volwassene en het gaat om één persoon.")


def test_the_order_is_that_of_the_questions_not_of_the_conversation() -> None:
    backwards = dict(reversed(TRIP.items()))
    assert said_back(CATALOGUE["travel"], backwards) == said_back(CATALOGUE["travel"], TRIP)


def test_what_somebody_does_not_know_is_not_said_back() -> None:
    assert said_back(CATALOGUE["extension"], {"what": "dormer", "monument": DONT_KNOW}) == "Het gaat om een dakkapel."
    assert said_back(CATALOGUE["extension"], {"monument": DONT_KNOW}) == ""
    assert said_back(CATALOGUE["extension"], {}) == ""


def test_a_no_is_said_back_as_a_no() -> None:
    assert said_back(CATALOGUE["event"], {"tent": False}) == "Er komt geen tent, podium of springkussen."


def test_a_department_reads_what_is_asked_and_every_fact() -> None:
    text = for_department(CATALOGUE["extension"], {"what": "dormer", "monument": DONT_KNOW, "started": False}, 1000)
    assert text == (
        "Meekijken met een bouwplan. Wat je bouwt: Dakkapel. Monument: weet de bewoner niet. Al begonnen: nee."
    )


@pytest.mark.parametrize("limit", [1000, 200, 50])
def test_what_a_department_reads_first_fits(limit: int) -> None:
    text = for_department(CATALOGUE["person"], {"about": "heel lang verhaal " * 80}, limit)
    assert len(text) == limit
    assert text.endswith("…")
