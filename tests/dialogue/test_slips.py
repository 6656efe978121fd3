"""Slips of the finger in training sentences."""

import random

import pytest
from rapidfuzz.distance import OSA

from bot.dialogue.slips import slip


@pytest.mark.parametrize("text", ["", "ja", "nee", "vier", "paspoort aanvragen", "schutting", "ijs en kou"])
def test_a_slip_changes_one_letter_or_one_sound(text: str) -> None:
    slips = {slip(text, random.Random(seed)) for seed in range(50)}
    assert all(OSA.distance(text, each) <= 2 for each in slips)
    assert (slips != {text}) == (len(text) >= 4)


def test_words_are_spelled_as_they_sound() -> None:
    slips = {slip("het lijkt koud", random.Random(seed)) for seed in range(200)}
    assert {"het leikt koud", "het lijkt kaud"} <= slips
