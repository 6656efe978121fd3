"""Days told from today: "overmorgen", "over twee weken", "volgende week donderdag", "vrijdag"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.goals.reading.date_words import (
    AMOUNT,
    NEXT,
    PART_OF_DAY,
    PAST,
    SHORT_WEEKDAY,
    THIS,
    WEEKDAY,
    direction,
    in_week,
    next_weekday,
)
from bot.goals.reading.number_words import NUMBER, read_number

_EACH = "alle|elke|iedere|goede|hele|in de"
_ABOUT = (
    r"(?:(?:ongeveer|circa|ca\.?|ruim|zo'n|krap|een kleine|een goede|iets meer dan|minder dan|nog|max\.?|"
    r"maximaal) )?"
)
_PERIOD = (
    r"(?P<period>dagen|dag|daagjes|nacht(?:en|jes)?|week|weken|weekjes|maand|maanden|jaar|jaren|uur|uurtjes?|uren|"
    r"minuten|kwartier)"
)
_COUNT = rf"{_ABOUT}(?:een )?(?P<amount>{AMOUNT}) {_PERIOD}(?: of (?P<about>{NUMBER}))?\b"

_SHORT_OR_LONG = rf"{WEEKDAY}|{SHORT_WEEKDAY}"

TODAY = re.compile(r"\bvan(?:daag|avond|middag|ochtend|morgen|nacht)\b")
TOMORROW = re.compile(
    rf"(?P<no>\b(?:{_EACH}) )?\b(?P<day>overmorgen|morgen|eergisteren|gisteren)(?: ?(?:vroeg|ochtend|"
    rf"middag|avond|nacht))?\b"
)
COUNTED = re.compile(
    rf"\b(?:(?P<weekday>{WEEKDAY}){PART_OF_DAY},? |(?P<base>vandaag|overmorgen|morgen) )?(?:over|binnen) "
    rf"{_COUNT}"
    rf"(?:,?(?: op)? (?P<on>{WEEKDAY}){PART_OF_DAY}\b)?"
)
# "Twee weken terug", but not of "over twee weken terug", which tells of a return.
AGO = re.compile(
    rf"(?<![a-z])(?P<here>(?P<return>(?:over|binnen|na|pas) )?{_COUNT}(?(return)(?= terug\b)| (?:geleden|terug)\b))"
)
WEEKDAY_IN_WEEK = re.compile(
    rf"\b(?P<week>{PAST}|{NEXT}|{THIS}) week,?(?: (?:op|de|nog|pas|rond|van))* "
    rf"(?P<weekday>{_SHORT_OR_LONG}){PART_OF_DAY}\b"
)
WEEK_OF_WEEKDAY = re.compile(
    rf"\b(?P<weekday>{WEEKDAY}){PART_OF_DAY},?(?: (?:van|in|de))* (?P<week>{PAST}|{NEXT}|{THIS}) week\b"
)
WEEKDAY_ALONE = re.compile(
    rf"\b(?:(?!goede )(?P<which>{PAST}|{NEXT}|{THIS}|{_EACH}) (?P<weekday>{_SHORT_OR_LONG})|(?P<bare>{WEEKDAY}))"
    rf"{PART_OF_DAY}\b"
)
# The weekday before this one: "maandag tot vrijdag", "volgende week maandag of dinsdag".
_AFTER_WEEKDAY = re.compile(
    rf"(?:\b(?P<week>{PAST}|{NEXT}|{THIS}) week (?:op |van )?)?\b(?P<first>{WEEKDAY}){PART_OF_DAY}"
    r" ?(?:(?P<until>tot en met|tot|t/m|-)|of|en) ?$"
)
_TOMORROW = {"morgen": 1, "overmorgen": 2, "gisteren": -1, "eergisteren": -2}


def read_today(match: re.Match[str], today: date) -> date | None:
    """Read `TODAY`."""
    return today


def read_tomorrow(match: re.Match[str], today: date) -> date | None:
    """Read `TOMORROW`; nothing for "goede morgen"."""
    return None if match["no"] else today + timedelta(days=_TOMORROW[match["day"]])


def read_counted(match: re.Match[str], today: date) -> date | None:
    """Read `COUNTED`; "vrijdag over een week" is the Friday after the coming one."""
    base = today + timedelta(days=_TOMORROW.get(match["base"] or "", 0))
    if match["weekday"] and match["period"].startswith("we"):
        base = next_weekday(match["weekday"], today)
    target = _moved(match, base, 1)
    if target and match["on"]:
        return in_week(target, match["on"])
    return target


def read_ago(match: re.Match[str], today: date) -> date | None:
    """Read `AGO`; of a return only when it is reckoned from today: "over twee weken", not "na twee weken"."""
    if match["return"]:
        return _moved(match, today, 1) if match["return"].startswith(("over", "binnen")) else None
    return _moved(match, today, -1)


def read_weekday_in_week(match: re.Match[str], today: date) -> date | None:
    """Read `WEEKDAY_IN_WEEK` and `WEEK_OF_WEEKDAY`; weeks begin on Monday."""
    return in_week(today + timedelta(weeks=direction(match["week"])), match["weekday"])


def read_weekday(match: re.Match[str], today: date) -> date | None:
    """Read `WEEKDAY_ALONE`: the coming one, never today; nothing for a day that returns ("elke zaterdag")."""
    which, weekday = match["which"] or "", match["weekday"] or match["bare"]
    if re.fullmatch(_EACH, which):
        return None
    coming = next_weekday(weekday, today)
    if re.fullmatch(PAST, which):
        return coming - timedelta(days=14 if coming - today == timedelta(days=7) else 7)
    joined = _AFTER_WEEKDAY.search(match.string, max(0, match.start() - 45), match.start())
    if joined and joined["week"]:
        return in_week(today + timedelta(weeks=direction(joined["week"])), weekday)
    if joined and joined["until"]:
        return next_weekday(weekday, next_weekday(joined["first"], today))
    return coming


def _moved(match: re.Match[str], base: date, sign: int) -> date | None:
    numbers = _amounts(match["about"] or match["amount"])
    amount = next(numbers, None)
    if amount is None:
        return None
    try:
        moved: date = base + sign * _duration(amount, match["period"])
    except (OverflowError, ValueError):
        return None
    return moved


def _amounts(written: str) -> Iterator[float]:
    for number in re.finditer(NUMBER, written):
        value = read_number(number[0])
        if value is not None:
            yield value


def _duration(amount: float, period: str) -> relativedelta:
    if period.startswith(("u", "min", "kw")):
        return relativedelta()
    if period.startswith(("d", "n")):
        return relativedelta(days=int(amount))
    if period.startswith("w"):
        return relativedelta(days=round(7 * amount))
    months = 12 * amount if period.startswith("j") else amount
    return relativedelta(months=int(months), days=round(30 * (months % 1)))
