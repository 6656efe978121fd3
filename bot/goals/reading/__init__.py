"""Reading facts in Dutch sentences: dates, countries, places, numbers, yes and no."""

from datetime import date

from bot.goals.reading.countries import country_codes, country_name, find_countries
from bot.goals.reading.dates import dates_and_no_dates, find_dates
from bot.goals.reading.day import Side
from bot.goals.reading.dont_know import is_dont_know
from bot.goals.reading.found import Found, longest_first, without_overlaps
from bot.goals.reading.numbers import find_numbers
from bot.goals.reading.places import find_places
from bot.goals.reading.yes_no import read_yes_no

__all__ = [
    "Found",
    "country_codes",
    "country_name",
    "find_all",
    "find_countries",
    "find_dates",
    "find_numbers",
    "find_places",
    "is_dont_know",
    "read_yes_no",
]


def find_all(text: str, today: date, side: Side = "coming") -> list[Found]:
    """Find everything `text` tells, in its order and without overlaps.

    Where two kinds overlap, a date goes before a country, a country before a place, a place before a
    number; within a kind the longest stays. `today` is what dates are told from, `side` as in `find_dates`.
    """
    dates = dates_and_no_dates(text, today, side)
    kinds = (
        [found for found in dates if found.value is not None],
        *(find_countries(text), find_places(text)),
        [found for found in dates if found.value is None],
        find_numbers(text),
    )
    found = without_overlaps([found for kind in kinds for found in longest_first(kind)], len(text))
    return [item for item in found if item.value is not None]
