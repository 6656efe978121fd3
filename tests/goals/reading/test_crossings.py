"""Places at more than one street."""

import pytest

from bot.goals.reading import find_places
from bot.goals.reading.crossings import place_phrase


@pytest.mark.parametrize(
    ("text", "phrase", "streets"),
    [
        ("hoek Voorstraat Kerkstraat", "hoek Voorstraat Kerkstraat", ["Voorstraat", "Kerkstraat"]),
        ("Hoek Voorstraat/Kerkstraat", "Hoek Voorstraat/Kerkstraat", ["Voorstraat", "Kerkstraat"]),
        ("hoek  Voorstraat en Kerkstraat", "hoek Voorstraat en Kerkstraat", ["Voorstraat", "Kerkstraat"]),
        (
            "het is op de hoek van de Voorstraat en de Kerkstraat bij de bakker",
            "hoek van de Voorstraat en de Kerkstraat",
            ["Voorstraat", "Kerkstraat"],
        ),
        ("kruising Gooweg/Herenweg", "kruising Gooweg/Herenweg", ["Gooweg", "Herenweg"]),
        ("op het kruispunt gooweg herenweg", "kruispunt gooweg herenweg", ["gooweg", "herenweg"]),
        ("tussen de Zeeweg en de Hoofdstraat", "tussen de Zeeweg en de Hoofdstraat", ["Zeeweg", "Hoofdstraat"]),
        ("van de Zeeweg tot de Gooweg", "van de Zeeweg tot de Gooweg", ["Zeeweg", "Gooweg"]),
        ("Schoolstraat hoek Dorpsstraat", "Schoolstraat hoek Dorpsstraat", ["Schoolstraat", "Dorpsstraat"]),
        ("t.h.v. Langelaan 40", "Langelaan 40", ["Langelaan 40"]),
        ("T.h.v. Langelaan 40", "Langelaan 40", ["Langelaan 40"]),
        ("op de hoek bij de Voorstraat", "Voorstraat", ["Voorstraat"]),
        ("in de Kerkstraat, mijn oma woont aan de Gooweg", "Kerkstraat", ["Kerkstraat", "Gooweg"]),
    ],
)
def test_every_street_and_the_whole_phrase(text: str, phrase: str, streets: list[str]) -> None:
    places = find_places(text)
    assert [place.value for place in places if place.unit == "street"] == streets
    assert place_phrase(text, places) == phrase


def test_without_a_street_the_first_place() -> None:
    assert place_phrase("op het strand in Noordwijk", find_places("op het strand in Noordwijk")) == "op het strand"
    assert place_phrase("hier", []) is None
