"""A term, an age or an amount that residents are told stands in a rule of the same goal that is sure."""

import re
from collections.abc import Iterator

import pytest

from bot.goals.goal import Goal
from tests.goals.talking import CATALOGUE

#: Emergency numbers, and examples of what may be typed ('over 2 weken').
_NO_CLAIM = re.compile(r"\b11[23]\b|'[^']*'|\{\w+\}")
_NUMBER = re.compile(r"\d+")
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_a_number_that_is_told_is_in_a_rule_that_is_sure(name: str) -> None:
    goal = CATALOGUE[name]
    sure = {number for source in goal.data.sources if source.sure == "V" for number in numbers(source.rule)}
    unsure = [text for text in texts(goal) if not numbers(_NO_CLAIM.sub("", text)) <= sure]
    assert unsure == []


def test_a_number_is_found_in_words_too() -> None:
    assert numbers("between a year and two weeks; 3 days") == {"1", "2", "3"}


def texts(goal: Goal) -> Iterator[str]:
    """All that a resident may take for a fact."""
    for question in goal.questions.values():
        yield from (text for text in (question.why, question.help) if text)
    for outcome in goal.data.outcomes:
        yield from (*((outcome.first,) if outcome.first else ()), *outcome.advice, *outcome.bring)
    for row in goal.data.also:
        yield from (*row.advice, *row.bring)


def numbers(text: str) -> set[str]:
    """The numbers in a Dutch or English text, as digits."""
    written = {str(at) for at, word in enumerate(_WORDS, 1) if re.search(rf"\b{word}\b", text)}
    year = {"1"} if re.search(r"\ba (?:year|week|month)\b", text) else set()
    return set(_NUMBER.findall(text)) | written | year
