"""What whole sentences of residents settle without being asked."""

from datetime import date
from typing import Any

import pytest

from bot.goals.answers import volunteered, words_of
from bot.goals.catalogue import load_catalogue

TODAY = date(2026, 11, 23)
CATALOGUE = load_catalogue()

SENTENCES: list[tuple[str, str, dict[str, Any]]] = [
    (
        "travel",
        "Ik vlieg 12 december naar Turkije met opa en oma, mijn paspoort is verlopen en ik woon in Leiden",
        {
            "destination": "TR",
            "departure": date(2026, 12, 12),
            "document": "expired",
            "minor": "no_parent",
            "registered": False,
        },
    ),
    (
        "travel",
        "mijn portemonnee met paspoort is gestolen in Spanje",
        {"destination": "ES", "document": "lost", "lost_where": "abroad"},
    ),
    (
        "travel",
        "wij gaan volgende week vrijdag naar New York en mijn paspoort is kwijt",
        {"destination": "US", "departure": date(2026, 12, 4), "document": "lost"},
    ),
    ("travel", "ik kom uit Polen en wil naar Italië", {"destination": "IT"}),
    ("travel", "aangekomen uit India", {}),
    ("travel", "I come from Poland", {}),
    ("travel", "niet naar Tunesië maar naar Turkije", {"destination": "TR"}),
    ("travel", "hallo, kun je me helpen?", {}),
    (
        "event",
        "We willen zaterdag 12 juni een straatfeest met 80 man. De straat gaat dicht, met springkussen",
        {
            "kind": "neighbourhood",
            "date": date(2027, 6, 12),
            "visitors": 80,
            "place": "street_closed",
            "tent": True,
        },
    ),
    (
        "event",
        "buurtbbq op het plein, 40 personen, geen muziek, iedereen neemt zelf mee",
        {"kind": "neighbourhood", "place": "square", "visitors": 40, "music": "none", "alcohol": "free"},
    ),
    ("event", "last van de kermis", {"kind": "fair", "complaint": True}),
    (
        "extension",
        "een dakkapel aan de voorkant van mijn huurhuis in de Kerkstraat 5, het is geen monument",
        {"what": "dormer", "side": "front", "home": "rented", "address": "Kerkstraat 5", "monument": False},
    ),
    (
        "extension",
        "een uitbouw van 3,5 meter aan de achterkant, we zijn nog niet begonnen",
        {"what": "extension", "depth": 3.5, "side": "back", "started": False},
    ),
    ("extension", "mijn buurman bouwt een schuur", {"what": "outbuilding", "neighbour": True}),
    (
        "document_lost",
        "mijn id-kaart is gestolen in de trein, ik heb aangifte gedaan",
        {"state": "stolen", "document": "id", "reported": True},
    ),
    (
        "identification",
        "mijn id kaart is verlopen en mijn moeder heeft hem over een week nodig",
        {"state": "expired", "holder": "adult", "needed_by": date(2026, 11, 30)},
    ),
    ("person", "ik wil iemand spreken over mijn uitkering", {}),
]


@pytest.mark.parametrize(("goal", "text", "facts"), SENTENCES, ids=[text for _, text, _ in SENTENCES])
def test_a_sentence_settles_all_it_says(goal: str, text: str, facts: dict[str, Any]) -> None:
    assert volunteered(CATALOGUE[goal], words_of(text, TODAY)) == facts


def test_a_document_that_expires_after_the_trip_is_not_expired() -> None:
    text = "mijn paspoort verloopt 3 maart 2027, ik ga 12 december"
    facts = volunteered(CATALOGUE["travel"], words_of(text, TODAY))
    assert facts["departure"] == date(2026, 12, 12)
    assert facts.get("document") != "expired"


def test_a_bare_number_counts_only_when_the_message_is_about_facts() -> None:
    words = words_of("het zijn er 120", TODAY)
    assert volunteered(CATALOGUE["event"], words) == {}
    assert volunteered(CATALOGUE["event"], words, loosely=True) == {"visitors": 120}


def test_two_bare_numbers_settle_nothing() -> None:
    assert volunteered(CATALOGUE["event"], words_of("het zijn er 120, en 4", TODAY), loosely=True) == {}
