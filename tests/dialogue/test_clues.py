"""The clues that the readers and the catalogue give."""

from datetime import date

import pytest

from bot.dialogue.clues import Clues
from bot.goals.catalogue import load_catalogue

CLUES = Clues(load_catalogue())
TODAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("text", "clue"),
    [
        ("we vliegen naar Turkije", "found:country"),
        ("over twee weken", "found:date"),
        ("voor 80 mensen", "found:number:persons"),
        ("een uitbouw van 3 meter", "found:number:meter"),
        ("in de Hoofdstraat 12", "found:place:street"),
        ("ja hoor", "answer:True"),
        ("nee", "answer:False"),
        ("weet ik niet", "answer:dont_know"),
        ("een straatfeest", "named:event"),
        ("mijn paspoort is verlopen", "fact:travel:document"),
        ("hoi", "length:few"),
        ("mag dat?", "question"),
    ],
)
def test_a_clue_that_is_there(text: str, clue: str) -> None:
    assert clue in CLUES.of(text, TODAY)


def test_no_clue_that_is_not_there() -> None:
    assert set(CLUES.of("goedemorgen dames en heren van de gemeente", TODAY)) == {"length:1"}
