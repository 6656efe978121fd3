"""Dates in a sentence, as Dutch people say them."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from bot.goals.reading import date_calendar as calendar
from bot.goals.reading import date_periods as periods
from bot.goals.reading import date_relative as relative
from bot.goals.reading.date_feasts import FEAST, read_feast
from bot.goals.reading.date_past import is_past
from bot.goals.reading.date_words import plain_dates
from bot.goals.reading.day import Side, precision
from bot.goals.reading.found import Found, longest_first, without_overlaps

_YEARLY = relativedelta(years=1, days=-1)
_MONTHLY = relativedelta(months=1, days=-1)
_WEEKLY = relativedelta(days=8)
_FAR = 4


class _Rule(NamedTuple):
    """A way to say a date.

    pattern: its match is the date, or the group `here` of it. returns: how long before today to look for one that has
    been, for dates that come round again. cues: a costly pattern is only tried when the text has one of these.
    """

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], date], date | None]
    returns: relativedelta | None = None
    cues: tuple[str, ...] = ("",)


_RULES = (
    _Rule(relative.TODAY, relative.read_today),
    _Rule(relative.TOMORROW, relative.read_tomorrow),
    _Rule(relative.COUNTED, relative.read_counted, cues=("over ", "binnen ")),
    _Rule(relative.AGO, relative.read_ago, cues=(" geleden", " terug")),
    _Rule(relative.WEEKDAY_IN_WEEK, relative.read_weekday_in_week),
    _Rule(relative.WEEK_OF_WEEKDAY, relative.read_weekday_in_week),
    _Rule(relative.WEEKDAY_ALONE, relative.read_weekday, _WEEKLY),
    _Rule(calendar.ISO, calendar.read_numeric),
    _Rule(calendar.NUMERIC, calendar.read_numeric),
    _Rule(calendar.DAY_AND_MONTH, calendar.read_day_and_month, _YEARLY),
    _Rule(calendar.NAMED_MONTH, calendar.read_named_month, _YEARLY),
    _Rule(calendar.MONTH_FIRST, calendar.read_named_month, _YEARLY),
    _Rule(calendar.DAY_OF_SEVERAL, calendar.read_named_month, _YEARLY),
    _Rule(calendar.NTH_WEEKDAY, calendar.read_nth_weekday, _YEARLY),
    _Rule(calendar.DAY_ALONE, calendar.read_day, _MONTHLY),
    _Rule(periods.PART_OF_MONTH, periods.read_part_of_month, _YEARLY),
    _Rule(periods.MONTH_ALONE, periods.read_month, _YEARLY),
    _Rule(periods.NTH_OF_MONTH, periods.read_nth_of_month, _YEARLY),
    _Rule(periods.NUMBERED_WEEK, periods.read_numbered_week, _YEARLY),
    _Rule(periods.LAST_WEEK, periods.read_numbered_week, _YEARLY),
    _Rule(periods.FROM_TODAY, periods.read_from_today),
    _Rule(periods.AFTER_WEEKEND, periods.read_after_weekend),
    _Rule(FEAST, read_feast, _YEARLY),
)


def find_dates(text: str, today: date, side: Side = "coming") -> list[Found]:
    """Find the dates in `text`; each value is a `datetime.date`, each unit that of `bot.goals.reading.day.Day`.

    `today` is what the words are told from. A date without a year is the first that is not over, or the last that has
    been when the words around it say so ("sinds 12 november") or `side` is "past"; "near" takes the one that has been
    when it is by far the nearest. Of a period ("in mei", "volgende week") it is the first
    day. What is too vague ("binnenkort", "in de zomer") or impossible ("31 februari") is not found.
    """
    return [found for found in dates_and_no_dates(text, today, side) if found.value is not None]


def dates_and_no_dates(text: str, today: date, side: Side = "coming") -> list[Found]:
    """Find the dates in `text`, and with value None what looks like one but cannot be read.

    Those still count: "februari" in "31 februari" is no date of its own, and 31 no number.
    """
    seen = plain_dates(text)
    matches = [
        Found("date", day and date(day.year, day.month, day.day), *seen.span(start, end), precision(day))
        for start, end, day in _matches(seen.text, today, side)
    ]
    return without_overlaps(longest_first(matches), len(text))


def _matches(text: str, today: date, side: Side) -> Iterator[tuple[int, int, date | None]]:
    for rule in _RULES:
        if not any(cue in text for cue in rule.cues):
            continue
        for match in rule.pattern.finditer(text):
            start, end = match.span("here" if "here" in rule.pattern.groupindex else 0)
            day = rule.read(match, today)
            if day and rule.returns and day > today and not _says_year(match):
                before = rule.read(match, today - rule.returns)
                if side == "past" or is_past(text, start, end) or (side == "near" and _much_nearer(before, day, today)):
                    day = before
            if day and (around := periods.read_around(text, start, day)):
                start, day = around
            yield start, end, day


def _much_nearer(before: date | None, coming: date, today: date) -> bool:
    """Whether "1 november" must be the one that has been; "vrijdag" seldom is."""
    return before is not None and (coming - before).days > 31 and _FAR * (today - before) < coming - today


def _says_year(match: re.Match[str]) -> bool:
    said = match.groupdict()
    return bool(said.get("year") or said.get("year_before"))
