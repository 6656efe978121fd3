"""Periods: "in mei", "eind maart", "week 51", "volgende maand", "het eerste weekend van juni", "de week van de 15e"."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import SA, relativedelta

from bot.goals.reading.date_words import (
    ANY_MONTH,
    MONTH,
    NEXT,
    PAST,
    SHORT_MONTH,
    THIS,
    YEAR_AFTER,
    YEAR_BEFORE,
    direction,
    in_week,
    month_number,
    next_weekday,
    on,
    spoken_year,
)
from bot.goals.reading.day import PARTS_OF_MONTH, Day
from bot.goals.reading.persons import names_person

_PARTS = {
    **dict.fromkeys(("begin", "eerste helft"), "begin"),
    **dict.fromkeys(("halverwege", "halfweg", "half", "midden", "medio", "tweede helft"), "half"),
    **dict.fromkeys(("einde", "eind"), "eind"),
}
_PART = "|".join(_PARTS)
# After these "week 2" counts something else: "elke week 2 containers".
_NOT_NUMBERED = "".join(rf"(?<!{w} )" for w in ("deze", "elke", "iedere", "per", "een", "volgende", "komende", "hele"))

PART_OF_MONTH = re.compile(
    rf"{YEAR_BEFORE}\b(?P<part>{_PART})(?: van)?(?: de)?(?: maand)? (?P<month>{ANY_MONTH}){YEAR_AFTER}"
)
# A short name only after "in", and "jan" not when he may be somebody.
MONTH_ALONE = re.compile(
    rf"{YEAR_BEFORE}\b(?:(?P<past>{PAST}) |(?P<no>elke|iedere|alle) |(?:{NEXT}) )?"
    rf"(?P<month>{MONTH}|(?<=in )(?!jan\b(?! ?(?:$|[.,;!?0-9])))(?:{SHORT_MONTH})(?![a-z])\.?)(?![a-z-]| vakantie)"
    rf"{YEAR_AFTER}"
)
NUMBERED_WEEK = re.compile(
    rf"\b{_NOT_NUMBERED}week ?(?:nr\.? |nummer )?(?P<week>[1-5]?[0-9])(?![0-9a-z]){YEAR_AFTER}(?P<year_before>(?!))?"
)
# The last of "week 30 en 31".
LAST_WEEK = re.compile(
    rf"\b{_NOT_NUMBERED}week [1-5]?[0-9] ?(?:en|of|t/m|tot en met|tot|-) ?"
    rf"(?P<here>(?:week )?(?P<week>[1-5]?[0-9])(?![0-9a-z]){YEAR_AFTER})(?P<year_before>(?!))?"
)
_NTH = {"eerste": 1, "1e": 1, "tweede": 2, "2e": 2, "derde": 3, "3e": 3, "vierde": 4, "4e": 4, "laatste": -1}
NTH_OF_MONTH = re.compile(
    rf"{YEAR_BEFORE}\b(?P<nth>{'|'.join(_NTH)}) (?P<period>week|weekend) (?:van|in) (?P<month>{ANY_MONTH}){YEAR_AFTER}"
)
FROM_TODAY = re.compile(
    rf"\b(?:(?P<part>{_PART})(?: van)?(?: de)? )?(?P<which>{PAST}|{NEXT}|{THIS}) (?P<period>weekend|week|maand)\b"
    rf"|\b(?P<part_of_this>{_PART}) (?:van )?de (?P<this_period>week|maand)\b"
)
AFTER_WEEKEND = re.compile(r"\bna (?:het|dit|komend|'t) weekend\b")
# Before a day: "de week van 12 januari", "het weekend voor kerst".
_AROUND = re.compile(
    r"(?:^|[.,;:!?(] ?|\b(?:de|die|het|'t|in) )(?P<period>week(?:end)?) (?P<side>van|voor|na)(?: de| het)? $"
)


def read_part_of_month(match: re.Match[str], today: date) -> Day | None:
    """Read `PART_OF_MONTH`."""
    day = PARTS_OF_MONTH[_PARTS[match["part"]]]
    return on(spoken_year(match, today), month_number(match["month"]), day, today, "part")


def read_month(match: re.Match[str], today: date) -> Day | None:
    """Read `MONTH_ALONE`; nothing for "elke mei" and "mijn dochter April"."""
    month, year = month_number(match["month"]), spoken_year(match, today)
    if match["no"] or (year is None and names_person(match.string, match.start())):
        return None
    if match["past"]:
        year = today.year - (month >= today.month)
    return on(year, month, 1, today, "month")


def read_numbered_week(match: re.Match[str], today: date) -> Day | None:
    """Read `NUMBERED_WEEK` and `LAST_WEEK`, ISO weeks."""
    spoken = spoken_year(match, today)
    for year in [spoken] if spoken is not None else range(today.year - 1, today.year + 7):
        try:
            week = Day.of(date.fromisocalendar(year, int(match["week"]), 1), "week")
        except ValueError:
            continue
        if spoken is not None or week.last >= today:
            return week
    return None


def read_nth_of_month(match: re.Match[str], today: date) -> Day | None:
    """Read `NTH_OF_MONTH`; the first week is the one with most of its days in the month."""
    year, month, nth = spoken_year(match, today), month_number(match["month"]), _NTH[match["nth"]]
    for candidate in [year] if year is not None else (today.year, today.year + 1):
        first = date(candidate, month, 1)
        last = first + relativedelta(day=31)
        if match["period"] == "weekend":
            found = Day.of((last if nth < 0 else first) + relativedelta(weekday=SA(nth)), "weekend")
        else:
            inside = last - timedelta(days=3) if nth < 0 else first + timedelta(days=7 * nth - 4)
            found = Day.of(in_week(inside, "maandag"), "week")
        if year is not None or found.last >= today:
            return found
    return None


def read_from_today(match: re.Match[str], today: date) -> Day | None:
    """Read `FROM_TODAY`; of a week the beginning and the end are not told apart."""
    which, period = match["which"] or "deze", match["period"] or match["this_period"]
    part = _PARTS.get(match["part"] or match["part_of_this"] or "")
    ahead = direction(which)
    if period == "maand":
        first = today.replace(day=1) + relativedelta(months=ahead)
        return Day.of(first.replace(day=PARTS_OF_MONTH[part]), "part") if part else Day.of(first, "month")
    if period == "week":
        return Day.of(in_week(today, "maandag") + timedelta(weeks=ahead), "week")
    saturday = in_week(today, "zaterdag")
    if which.startswith(("k", "aa", "a.", "e")) and saturday > today:
        ahead = 0
    return Day.of(saturday + timedelta(weeks=ahead), "weekend")


def read_after_weekend(match: re.Match[str], today: date) -> date:
    """Read `AFTER_WEEKEND`: the coming Monday."""
    return next_weekday("maandag", today)


def read_around(text: str, start: int, day: date) -> tuple[int, Day] | None:
    """Read the week or weekend that is named by a day at `start` of the text, and where that begins."""
    match = _AROUND.search(text, max(0, start - 25), start)
    if match is None:
        return None
    side = match["side"]
    if match["period"] == "week":
        weeks = {"van": 0, "voor": -1, "na": 1}[side]
        return match.start("period"), Day.of(in_week(day, "maandag") + timedelta(weeks=weeks), "week")
    saturday = in_week(day, "zaterdag")
    if side == "voor" or (side == "na" and saturday <= day):
        saturday += timedelta(weeks=-1 if side == "voor" else 1)
    return match.start("period"), Day.of(saturday, "weekend")
