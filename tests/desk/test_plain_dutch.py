"""Hints on plain Dutch."""

import pytest

from bot.desk.plain_dutch import hints


def test_a_plain_text_needs_none() -> None:
    assert hints("Kook het drinkwater. Het is vies. Lees meer op noordwijk.nl.") == []


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("een " * 21, "Deze zin heeft 21 woorden."),
        ("Er is een calamiteit.", "“calamiteit” kan gewoner: ramp of ongeluk."),
        ("Let op de drinkwatervoorziening.", "“drinkwatervoorziening” is een lang woord."),
        ("Kook uw water.", "Noor zegt “je”."),
        ("Er wordt gewerkt.", "Kun je zeggen wie het doet?"),
    ],
)
def test_what_could_be_plainer(text: str, hint: str) -> None:
    assert any(hint in found for found in hints(text))
