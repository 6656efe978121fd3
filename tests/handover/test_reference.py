import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handover.reference import ALPHABET, new_reference, normalise_reference
from bot.privacy.masking import mask

references = st.integers().map(lambda seed: new_reference(Random(seed)))


def test_a_reference_is_two_groups_of_three() -> None:
    assert re.fullmatch(f"[{ALPHABET}]{{3}}-[{ALPHABET}]{{3}}", new_reference())


def test_references_differ() -> None:
    assert len({new_reference() for _ in range(100)}) > 95


@pytest.mark.parametrize("alike", ["0ODQ", "1IL", "2Z", "5S", "6G", "8B", "BDPT", "FS", "HK", "MN", "VW", "79"])
def test_at_most_one_of_those_that_look_or_sound_alike_is_used(alike: str) -> None:
    assert len(set(alike) & set(ALPHABET)) <= 1


def test_there_are_no_vowels() -> None:
    assert not set("AEIOUY") & set(ALPHABET)


@given(references)
def test_a_reference_is_read_however_it_is_typed(reference: str) -> None:
    first, last = reference.split("-")
    for typed in (reference, reference.lower(), first + last, f" {first} {last}.", "-".join(first + last)):
        assert normalise_reference(typed) == reference


@given(references)
def test_look_alikes_are_read_as_what_they_were_taken_for(reference: str) -> None:
    assert normalise_reference(reference.translate(str.maketrans("5Z68L", "S2GB1"))) == reference


@given(references, st.integers(0, 5), st.sampled_from(ALPHABET))
def test_one_wrong_symbol_is_noticed(reference: str, place: int, wrong: str) -> None:
    symbols = reference.replace("-", "")
    typed = symbols[:place] + wrong + symbols[place + 1 :]
    assert normalise_reference(typed) == (reference if typed == symbols else None)


@pytest.mark.parametrize("text", ["", "-", "H4P", "H4P-7WX-8", "AEI-OUY", "hallo", "ik weet het niet", "123456\n7"])
def test_what_is_no_reference_is_none(text: str) -> None:
    assert normalise_reference(text) is None


@given(st.text())
def test_any_text_is_either_no_reference_or_a_whole_one(text: str) -> None:
    reference = normalise_reference(text)
    assert reference is None or normalise_reference(reference) == reference


@given(references)
def test_a_reference_is_not_masked(reference: str) -> None:
    assert mask(f"Mijn nummer is {reference}.").text == f"Mijn nummer is {reference}."
