"""Slips of the finger for the test sentences."""

import random
from pathlib import Path

import pytest
from rapidfuzz.distance import OSA

from benchmarks.understanding.sentences import load_sentences, with_typo
from bot.datafile import DataError


@pytest.mark.parametrize("text", ["paspoort", "ik wil een dakkapel", "Mijn buurman, die van hiernaast!", "ZÉÉR boos"])
def test_one_slip_in_a_longer_word(text: str) -> None:
    for seed in range(40):
        slipped = with_typo(text, random.Random(seed))
        assert OSA.distance(text, slipped) <= 1
        assert len(slipped.split()) == len(text.split())


@pytest.mark.parametrize("text", ["", "ja", "12-12", "👍", "ik wil en nu"])
def test_short_words_are_left_alone(text: str) -> None:
    assert with_typo(text, random.Random(1)) == text


def test_slips_differ_and_repeat() -> None:
    slips = {with_typo("paspoort", random.Random(seed)) for seed in range(40)}
    assert len(slips) > 10
    assert with_typo("paspoort", random.Random(3)) == with_typo("paspoort", random.Random(3))


def test_a_style_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("- {text: hoi, intent: greeting, style: vrolijk}\n")
    with pytest.raises(DataError, match=r"a\.yml:1.*style"):
        load_sentences(tmp_path)
