"""The rules find what they are for, and nothing else."""

import pytest

from tests.language import rules
from tests.language.texts import Text, dutch_in


def text(words: str) -> Text:
    return Text("here", words)


def test_a_sentence_of_more_than_twenty_words_is_too_long() -> None:
    twenty = " ".join(["woord"] * 20)
    assert list(rules.too_long(text(f"{twenty}. {twenty}.\n{twenty}"))) == []
    assert len(list(rules.too_long(text(f"{twenty} erbij. Kort.")))) == 1


def test_a_fact_that_is_filled_in_is_one_word() -> None:
    assert list(rules.too_long(text(" ".join(["{kcc_phone}"] * 20)))) == []


def test_a_number_does_not_end_a_sentence() -> None:
    assert rules.sentences("Bel van 9.00 tot 14.00 uur. Of typ 'hulp'. Klaar?") == [
        "Bel van 9.00 tot 14.00 uur.",
        "Of typ 'hulp'.",
        "Klaar?",
    ]


@pytest.mark.parametrize("words", ["Wilt u bellen?", "Neem uw paspoort mee.", "Uw vraag"])
def test_u_is_found(words: str) -> None:
    assert list(rules.formal(text(words)))


@pytest.mark.parametrize("words", ["Een uur later.", "Wil je bellen?", "Nu, of straks?"])
def test_je_and_other_words_are_not(words: str) -> None:
    assert not list(rules.formal(text(words)))


@pytest.mark.parametrize(
    "words", ["Je dient te bellen.", "Indien nodig.", "Alle belanghebbenden.", "Conform de regels"]
)
def test_officialese_is_found(words: str) -> None:
    assert list(rules.officialese(text(words)))


def test_officialese_with_a_plain_word_beside_it_is_explained() -> None:
    assert not list(rules.officialese(text("Dat heet een vooroverleg. Zo bespreek je je plan eerst.")))
    assert not list(rules.officialese(text("Als je wilt, kan een collega bellen.")))


def test_the_list_is_long_and_its_plain_words_are_plain() -> None:
    words = rules.words_of_offices()
    assert len(words) >= 80
    assert [plain for plain in words.values() if plain in words] == []


def test_three_options_are_buttons_and_four_are_a_list() -> None:
    long = "x" * 21
    assert list(rules.unfit(["a", "b", long])) == [f"{long!r} has 21 characters, 20 fit"]
    assert list(rules.unfit(["a", "b", "c", long])) == []


def test_only_dutch_is_taken_from_code() -> None:
    module = '''
"""Een docstring, en die is niet voor bewoners."""
import re
NOTICE = "Dank je, dat neem ik mee."
_PATTERN = re.compile(r"\\bik (?:ben|heb) een")
ERROR = "The question is longer than 20 words."
def say(number):
    return f"Je meldnummer is {number}. Bewaar dat goed." + "kort"
'''
    assert [words for _, words in dutch_in(module)] == [
        "Dank je, dat neem ik mee.",
        "Je meldnummer is {}. Bewaar dat goed.",
    ]
