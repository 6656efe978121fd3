"""All readers together on whole sentences, and on anything at all."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.goals.reading import find_all, is_dont_know, read_yes_no

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Ik vlieg 12 december met 2 kinderen naar Turkije", [date(2026, 12, 12), 2, "TR"]),
        ("op 3 januari met 80 man in de Kerkstraat 12", [date(2027, 1, 3), 80, "Kerkstraat 12"]),
        (
            "uitbouw van 3 bij 4 meter aan de Hoofdstraat 12 in Noordwijk",
            [3, 4, "Hoofdstraat 12", "Noordwijk"],
        ),
        ("over twee weken naar Bali", [date(2026, 12, 7), "ID"]),
        ("mijn dochter van 8 gaat de 15e mee", [8, date(2026, 12, 15)]),
        ("feest in de Kerkstraat 12-12-2026", ["Kerkstraat", date(2026, 12, 12)]),
        ("hallo daar", []),
    ],
)
def test_finds_everything_in_order(text: str, values: list[object]) -> None:
    assert [found.value for found in find_all(text, TODAY)] == values


_LISTED = (
    "over een twee honderd duizend en of weken maand jaar 3 15e 12-12 12/12/26 ' - januari mei volgende "
    "week vrijdag "
    "eind van de Kerkstraat boulevard jan ter 12a meter kinderen van 8 geleden weet ik niet ja nee kerst "
    "€ 0 9999999 "
    "week 53 99 ½ 2m50 tussen Turkije St. Maarten kweet 31 februari e\u0308 pasen 2099 1900"
)
_WORDS = st.sampled_from(_LISTED.split())
_TEXTS = st.one_of(
    st.text(max_size=2000),
    st.lists(_WORDS, max_size=200).map(" ".join),
    st.builds(lambda part, times: (part * times)[:2000], st.text(min_size=1, max_size=8), st.integers(1, 2000)),
    st.builds(lambda word, times: ((word + " ") * times)[:2000], _WORDS, st.integers(1, 700)),
    st.integers(1, 2000).map(lambda length: "1234567890" * (length // 10 + 1)),
)


@settings(deadline=None, max_examples=200)
@given(text=_TEXTS, today=st.dates(date(1980, 1, 1), date(2090, 12, 31)))
def test_never_raises_and_never_overlaps(text: str, today: date) -> None:
    read_yes_no(text)
    is_dont_know(text)
    found = find_all(text, today)
    assert all(0 <= item.start < item.end <= len(text) for item in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
