"""Dates told by a feast: "met kerst", "tweede paasdag", "Koningsdag 2027"."""

import re
from datetime import date, timedelta
from functools import cache

import holidays
from dateutil.relativedelta import SU, TU, relativedelta

from bot.goals.reading.date_words import YEAR_AFTER, YEAR_BEFORE, spoken_year
from bot.goals.reading.day import Day

# Pattern -> month and day.
_FIXED = {
    r"(?:nieuwjaar|nieuwjaarsdag)": (1, 1),
    r"driekoningen": (1, 6),
    r"valentijn(?:sdag)?": (2, 14),
    r"dodenherdenking": (5, 4),
    r"bevrijdingsdag": (5, 5),
    r"dierendag": (10, 4),
    r"halloween": (10, 31),
    r"met sint[ -]maarten": (11, 11),
    r"(?:sinterklaas(?:avond)?|pakjesavond)": (12, 5),
    r"kerstavond": (12, 24),
    r"(?:kerstmis|kerst|kerstdagen|(?:eerste |1e )?kerstdag)": (12, 25),
    r"(?:tweede|2e) kerstdag": (12, 26),
    r"(?:oud[ -]en[ -]nieuw|oudjaar|oudejaar|oudejaarsdag|oudejaarsavond|oudejaarsnacht)": (12, 31),
}

# Pattern -> month, and which weekday of it.
_NTH_WEEKDAY = {
    r"moederdag": (5, SU(2)),
    r"vaderdag": (6, SU(3)),
    r"prinsjesdag": (9, TU(3)),
}

# Pattern -> the name `holidays` has for the day, and how many days later the feast is.
_MOVING = {
    r"carnaval": ("Eerste paasdag", -49),
    r"goede vrijdag": ("Goede Vrijdag", 0),
    r"paasweekend": ("Eerste paasdag", -1),
    r"(?:pasen|eerste paasdag|1e paasdag|paasdag|paaszondag)": ("Eerste paasdag", 0),
    r"(?:tweede|2e) paasdag|paasmaandag": ("Eerste paasdag", 1),
    r"koningsnacht": ("Koningsdag", -1),
    r"koningsdag": ("Koningsdag", 0),
    r"hemelvaart(?:sdag)?": ("Hemelvaartsdag", 0),
    r"hemelvaart(?:s)?weekend": ("Hemelvaartsdag", 2),
    r"pinksterweekend": ("Eerste Pinksterdag", -1),
    r"(?:pinksteren|eerste pinksterdag|1e pinksterdag|pinksterdag|pinksterzondag)": ("Eerste Pinksterdag", 0),
    r"(?:tweede|2e) pinksterdag|pinkstermaandag": ("Eerste Pinksterdag", 1),
}

# Not "kerst vakantie": that is another word, written apart.
FEAST = re.compile(
    rf"{YEAR_BEFORE}\b(?P<after>(?<!week )(?<!weekend )na (?:de |het )?)?"
    rf"(?P<feast>{'|'.join([*_MOVING, *_NTH_WEEKDAY, *_FIXED])})"
    rf"(?![\w-]| (?:bo[mo]|borrel|diner|markt|optocht|pakket|stol|vakantie)){YEAR_AFTER}"
)

_TWO_DAYS = re.compile(r"(?:kerst(?:mis|dagen)?|pasen|pinksteren)$")

# What `holidays` can tell: the kingdom's own feasts do not go further back, and Easter not further on.
_YEARS = range(1990, 2100)


def read_feast(match: re.Match[str], today: date) -> date | None:
    """Read `FEAST`: in the year that is said, else the first that is not over; "paasweekend" is a weekend.

    "Na de kerst" is the first day after it.
    """
    said = spoken_year(match, today)
    for year in (today.year, today.year + 1) if said is None else (said,):
        first = _feast(match["feast"], year)
        if first is None:
            continue
        weekend = match["feast"].endswith("weekend")
        if match["after"]:
            day = Day.of(first + timedelta(days=2 if weekend or _TWO_DAYS.match(match["feast"]) else 1))
        else:
            day = Day.of(first, "weekend" if weekend else None)
        if said is not None or day.last >= today:
            return day
    return None


@cache
def _feast(written: str, year: int) -> date | None:
    for pattern, (month, day) in _FIXED.items():
        if re.fullmatch(pattern, written):
            return date(year, month, day)
    for pattern, (month, weekday) in _NTH_WEEKDAY.items():
        if re.fullmatch(pattern, written):
            found: date = date(year, month, 1) + relativedelta(weekday=weekday)
            return found
    if year not in _YEARS:
        return None
    name, later = next(feast for pattern, feast in _MOVING.items() if re.fullmatch(pattern, written))
    first = _holidays(year).get(name)
    return first + timedelta(days=later) if first else None


@cache
def _holidays(year: int) -> dict[str, date]:
    return {name: day for day, name in holidays.country_holidays("NL", years=year, language="nl").items()}
