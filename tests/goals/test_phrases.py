"""Phrases of the catalogue in what residents write."""

import pytest

from bot.goals.phrases import denied, longest, plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mijn ID-kaart", "mijn id kaart"),
        ("Café  Één", "cafe een"),
        ("'s ochtends, foto\u2019s", "s ochtends, fotos"),
        ("Straat- of\nbuurtfeest!", "straat of buurtfeest!"),
        ("  (echt waar)  ", "echt waar"),
        ("👍", ""),
        ("", ""),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("uitbouw", "ik wil een uitbouw."),
        ("uitbouw*", "we denken aan uitbouwen"),
        ("*bbq", "een buurtbbq"),
        ("id-kaart", "mijn ID kaart"),
        ("nog geldig", "die is nog, geldig"),
        ("straat .. dicht", "de straat moet wel even dicht"),
        ("straat .. dicht", "moet de straat nu dicht"),
        ("één ouder", "met een ouder"),
    ],
)
def test_a_phrase_is_found(phrase: str, text: str) -> None:
    assert longest((phrase,), plain(text)) > 0


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("uitbouw", "we denken aan uitbouwen"),
        ("bouw", "een uitbouw"),
        ("tent", "een tentoonstelling"),
        ("nog geldig", "geldig, nog wel"),
        ("straat .. dicht", "de straat is op die dag van een tot vijf uur dicht"),
        ("tent", ""),
    ],
)
def test_a_phrase_that_is_not_there(phrase: str, text: str) -> None:
    assert longest((phrase,), plain(text)) == 0


@pytest.mark.parametrize(
    "text",
    [
        "geen tent", "niet een tent", "zonder tent", "nooit meer een tent", "geen grote tent, wel geen tent",
    ],
)  # fmt: skip
def test_what_is_denied_is_not_said(text: str) -> None:
    phrases = ("tent",) if "grote" not in text else ("grote tent",)
    assert longest(phrases, plain(text)) == 0
    assert denied(phrases, plain(text))


def test_a_denial_counts_for_its_own_word_only() -> None:
    text = plain("niet aan de voorkant maar achter")
    assert longest(("voorkant",), text) == 0
    assert longest(("achter*",), text) == len("achter")
    assert denied(("voorkant",), text)
    assert not denied(("achter*",), text)


def test_said_once_and_denied_once_is_said() -> None:
    assert longest(("tent",), plain("geen tent, toch wel een tent")) > 0


def test_a_gap_with_a_no_in_it_denies() -> None:
    text = plain("de straat hoeft niet dicht")
    assert longest(("straat .. dicht",), text) == 0
    assert longest(("straat .. niet dicht",), text) > 0


def test_the_longest_counts() -> None:
    assert longest(("paspoort", "geldig paspoort"), "een geldig paspoort") == len("geldig paspoort")
    assert longest((), "een geldig paspoort") == 0


def test_signs_in_a_phrase_are_only_signs() -> None:
    assert longest(("wat?",), plain("wat")) == 0
    assert longest(("a.b",), plain("axb")) == 0


def test_nobody_denies_what_somebody_is_and_not_what_nobody_may_do() -> None:
    assert not longest(("gewond",), plain("er is niemand gewond"))
    assert longest(("mijn adres .. opvragen",), plain("dat niemand mijn adres kan opvragen"))


def test_not_to_be_borne_is_no_denial() -> None:
    assert longest(("kermis",), plain("het geluid van de kermis is niet te harden"))
    assert not longest(("kermis",), plain("de kermis is niet vandaag"))
