"""Why something went where it went, in words."""

import pytest

from bot.goals.catalogue import load_catalogue
from bot.goals.conditions import All, Any_, Atom, Not, parse
from bot.goals.goal import Goal
from bot.goals.reasons import _words, reasons

CATALOGUE = load_catalogue()
WASTE = CATALOGUE["waste"]


def in_words(goal: Goal, text: str) -> str:
    return _words(goal, parse(text, goal._vocabulary))


def test_a_row_is_a_list_of_what_must_be_true() -> None:
    assert reasons(WASTE, "hazardous") == ["Onderwerp: Afval op straat gezet", "Gevaarlijk afval: ja"]


def test_what_is_derived_is_told_as_what_it_stands_for() -> None:
    assert reasons(WASTE, "landlord") == [
        "Onderwerp: Afval op straat gezet of Onderwerp: Zwerfvuil of prullenbak",
        "Van wie is de grond: Verhuurder of VvE",
    ]


def test_the_last_row_asks_nothing_and_an_unknown_one_has_no_reasons() -> None:
    assert reasons(WASTE, WASTE.data.outcomes[-1].name) == []
    assert reasons(WASTE, "person_wanted") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("topic != 'litter'", "Onderwerp: niet Zwerfvuil of prullenbak"),
        ("not topic == 'litter'", "Onderwerp: niet Zwerfvuil of prullenbak"),
        ("topic in ['bulky', 'pass', 'other']", "Onderwerp: Grofvuil ophalen, Milieupas of Iets anders"),
        ("topic not in ['bulky', 'pass']", "Onderwerp: geen van Grofvuil ophalen of Milieupas"),
        ("not hazardous", "Gevaarlijk afval: nee"),
        ("hazardous == False", "Gevaarlijk afval: nee"),
        ("dont_know(hazardous)", "Gevaarlijk afval: weet de inwoner niet"),
        ("not dont_know(hazardous)", "niet (Gevaarlijk afval: weet de inwoner niet)"),
        ("not (hazardous and seen)", "niet (Gevaarlijk afval: ja en Gezien wie het was: ja)"),
        (
            "seen or (hazardous and topic == 'pass')",
            "Gezien wie het was: ja of (Gevaarlijk afval: ja en Onderwerp: Milieupas)",
        ),
    ],
)
def test_each_kind_of_condition(text: str, words: str) -> None:
    assert in_words(WASTE, text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("days_until(departure) <= 14", "over hoogstens 14 dagen"),
        ("not days_until(departure) <= 14", "over meer dan 14 dagen"),
        ("days_until(departure) == 1", "over 1 dag"),
        ("days_until(departure) < -30", "meer dan 30 dagen geleden"),
        ("days_until(departure) >= -30", "hoogstens 30 dagen geleden"),
    ],
)
def test_dates(text: str, words: str) -> None:
    travel = CATALOGUE["travel"]
    assert in_words(travel, text) == f"{travel.questions['departure'].label}: {words}"


@pytest.mark.parametrize("goal", CATALOGUE.values(), ids=list(CATALOGUE))
def test_every_row_of_the_catalogue_has_words(goal: Goal) -> None:
    for row, outcome in zip(goal.table.rows, goal.data.outcomes, strict=True):
        lines = reasons(goal, outcome.name)
        assert lines is not None
        assert bool(lines) == isinstance(row.when, Atom | Not | All | Any_)
        for line in lines:
            assert "_" not in line and "'" not in line.replace("'s", ""), line
