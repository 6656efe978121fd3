"""A day and how precisely it is meant."""

import copy
import pickle
from datetime import date, timedelta

import pytest

from bot.goals.reading.day import UNITS, Day, Unit, precision, to_text

MAY = Day(2027, 5, 1, "month")


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (Day(2027, 5, 1), date(2027, 5, 1)),
        (Day(2027, 2, 1, "month"), date(2027, 2, 28)),
        (Day(2027, 1, 11, "week"), date(2027, 1, 17)),
        (Day(2026, 12, 12, "weekend"), date(2026, 12, 13)),
        (Day(2027, 5, 1, "part"), date(2027, 5, 10)),
        (Day(2027, 5, 15, "part"), date(2027, 5, 20)),
        (Day(2027, 2, 25, "part"), date(2027, 2, 28)),
    ],
)
def test_the_last_day(day: Day, last: date) -> None:
    assert day.last == last


@pytest.mark.parametrize(
    ("day", "left"),
    [
        (Day(2026, 11, 23, "week"), Day(2026, 11, 25, "week")),
        (Day(2026, 11, 1, "month"), Day(2026, 11, 25, "month")),
        (Day(2026, 11, 30, "week"), Day(2026, 11, 30, "week")),
        (Day(2026, 11, 16, "week"), Day(2026, 11, 16, "week")),
        (Day(2026, 11, 25, "part"), Day(2026, 11, 25, "part")),
        (Day(2026, 11, 24), Day(2026, 11, 24)),
    ],
)
def test_what_is_left_of_a_period(day: Day, left: Day) -> None:
    assert day.from_day(date(2026, 11, 25)) == left
    assert left.last == day.last


def test_an_exact_day_is_the_plain_date() -> None:
    assert Day(2027, 5, 1) == date(2027, 5, 1) and hash(Day(2027, 5, 1)) == hash(date(2027, 5, 1))
    assert precision(date(2027, 5, 1)) is None


def test_a_month_is_not_its_first_day() -> None:
    month, first, beginning = Day(2027, 5, 1, "month"), date(2027, 5, 1), Day(2027, 5, 1, "part")
    assert first != month and month != first
    assert month != beginning
    assert month == Day(2027, 5, 1, "month")


def test_a_period_counts_as_its_first_day() -> None:
    assert (MAY - date(2027, 4, 1)).days == 30
    assert date(2027, 5, 1) <= MAY
    assert MAY + timedelta(days=1) == date(2027, 5, 2)
    assert precision(MAY.replace(day=3)) is None


@pytest.mark.parametrize("unit", [None, *UNITS])
def test_a_day_is_kept_with_its_precision(unit: Unit | None) -> None:
    day = Day(2027, 5, 1, unit)
    for kept in (Day.from_text(to_text(day)), copy.deepcopy(day), pickle.loads(pickle.dumps(day))):
        assert kept == day and precision(kept) == unit


@pytest.mark.parametrize("text", ["", "mei", "2027-05-01 year", "2027-13-01 month"])
def test_what_was_not_written_down_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Day.from_text(text)
