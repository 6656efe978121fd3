"""Days told by the calendar: "3 januari", "12-12-2026", "3 t/m 10 mei", "de 15e", "de eerste zaterdag van mei"."""

import re
from datetime import date

from dateutil.relativedelta import relativedelta, weekdays

from bot.goals.reading.date_words import (
    ANY_MONTH,
    DAY,
    MONTH,
    NOT_COUNTED,
    ORDINAL,
    WEEKDAY,
    WEEKDAY_BEFORE,
    WEEKDAYS,
    YEAR_AFTER,
    YEAR_BEFORE,
    day_number,
    full_year,
    month_number,
    on,
    spoken_year,
)
from bot.goals.reading.streets import STREET

# "15e" is a day only when no noun follows: "de 2e keer", "mijn 2e paspoort".
_NO_NOUN_FOLLOWS = (
    r"(?= ?(?:$|[.,;:!?)\n])| (?:al|ben|dan|dat|denk|en|er|ga|gaan?|graag|hebben|heb|ik|in|is|kan|maar|mee|met|moet|"
    r"moeten|naar|of|om|ongeveer|onze|ook|pas|t/m|terug|tot|trouwen|van|vanaf|vanuit|vertrek|vertrekken|vertrekt|via|"
    r"vieren|vliegen|vlieg|vliegt|voor|we|weer|weg|wij|wil|willen|zal|zijn|zou|zouden)\b)"
)
_NO_YEAR_BEFORE = r"(?P<year_before>(?!))?"
_NO_YEAR = rf"{_NO_YEAR_BEFORE}(?P<year>(?!))?"

ISO = re.compile(r"(?<![0-9/-])(?P<year>(?:19|20)[0-9]{2})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})(?![0-9-])")
NUMERIC = re.compile(
    rf"{WEEKDAY_BEFORE}(?<![0-9/.,-])(?P<day>[0-9]{{1,2}})(?: ?(?P<sign>[-/.]) ?(?P<month>[0-9]{{1,2}}) "
    rf"?(?P=sign) ?| "
    r"(?P<spaced_month>[0-9]{1,2}) (?=[0-9]{4}))(?P<year>(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9/-])"
)
DAY_AND_MONTH = re.compile(
    rf"{WEEKDAY_BEFORE}(?<![0-9/.,-])(?!24/7)(?P<day>[0-9]{{1,2}})(?:/(?P<month>[0-9]{{1,2}})(?![0-9/-])|"
    rf"-(?P<dashed_month>[0-9]{{1,2}})(?![0-9/-]){_NO_NOUN_FOLLOWS}){NOT_COUNTED}{YEAR_AFTER}{_NO_YEAR_BEFORE}"
)
# "3 januari", "3jan", "drie januari", "de derde van januari".
NAMED_MONTH = re.compile(
    rf"{YEAR_BEFORE}{WEEKDAY_BEFORE}(?P<day>{DAY})(?: (?:van )?|-|(?<=[0-9]))(?P<month>{ANY_MONTH}){YEAR_AFTER}"
)
# As in other languages: "december 12".
MONTH_FIRST = re.compile(
    rf"(?P<month>\b{ANY_MONTH}) (?P<day>[0-3]?[0-9](?:e|de|ste)?)(?![0-9]){_NO_NOUN_FOLLOWS}{_NO_YEAR}"
)
# The days before the last of "3 t/m 10 januari" and "3, 4 en 5 mei".
_JOINED = rf" ?(?:t/m|tot en met|tot|en|of|a|[-/,&+]) ?(?:(?:{WEEKDAY}) )?(?:de )?{DAY}"
DAY_OF_SEVERAL = re.compile(
    rf"{WEEKDAY_BEFORE}(?P<day>{DAY})(?=(?:{_JOINED}){{1,3}} (?:van )?(?P<month>{ANY_MONTH}){YEAR_AFTER})"
    rf"{_NO_YEAR_BEFORE}"
)
_NTH = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": -1}
NTH_WEEKDAY = re.compile(
    rf"{YEAR_BEFORE}\b(?:de )?(?P<nth>{'|'.join(_NTH)}) (?P<weekday>{WEEKDAY}) (?:van|in) "
    rf"(?P<month>{MONTH})\b{YEAR_AFTER}"
)
DAY_ALONE = re.compile(
    rf"(?:\b(?:{WEEKDAY}) )?(?:\b(?:de|den) )?(?<![0-9a-z.,/-])(?P<day>[0-3]?[0-9](?:e|de|ste)"
    # Of the words only those that seldom say which of a row: "de derde is kapot".
    rf"|(?<=de )(?!(?:eerste|tweede|derde|vierde|vijfde)\b){ORDINAL}\b)"
    rf"(?: van (?P<which>de|deze|volgende|komende) maand\b|{_NO_NOUN_FOLLOWS})"
)

_HOUSE_NUMBER_NEXT = re.compile(rf"{STREET},? (?:nr\.? )?$")


def read_numeric(match: re.Match[str], today: date) -> date | None:
    """Read `ISO` and `NUMERIC`: day, month and year as said, also when that is past."""
    month = match["month"] or match["spaced_month"]
    return on(full_year(match["year"], today), int(month), int(match["day"]), today)


def read_day_and_month(match: re.Match[str], today: date) -> date | None:
    """Read `DAY_AND_MONTH`; nothing for house numbers ("Kerkstraat 10-12")."""
    before = match.string[max(0, match.start() - 50) : match.start()]
    if match["dashed_month"] and _HOUSE_NUMBER_NEXT.search(before):
        return None
    month = int(match["month"] or match["dashed_month"])
    return on(spoken_year(match, today), month, int(match["day"]), today)


def read_named_month(match: re.Match[str], today: date) -> date | None:
    """Read `NAMED_MONTH`, `MONTH_FIRST` and `DAY_OF_SEVERAL`."""
    return on(spoken_year(match, today), month_number(match["month"]), day_number(match["day"]), today)


def read_nth_weekday(match: re.Match[str], today: date) -> date | None:
    """Read `NTH_WEEKDAY`: "de eerste zaterdag van mei"."""
    year, month, nth = spoken_year(match, today), month_number(match["month"]), _NTH[match["nth"]]
    weekday = relativedelta(weekday=weekdays[WEEKDAYS.index(match["weekday"])](nth))
    last = relativedelta(day=31) if nth < 0 else relativedelta()
    days: list[date] = [date(y, month, 1) + last + weekday for y in (year or today.year, year or today.year + 1)]
    return next((day for day in days if year is not None or day >= today), None)


def read_day(match: re.Match[str], today: date) -> date | None:
    """Read `DAY_ALONE`: the first such day from today on, or in the month that is said."""
    day = day_number(match["day"])
    if match["which"] in ("volgende", "komende"):
        month = today.replace(day=1) + relativedelta(months=1)
        return on(month.year, month.month, day, today)
    for ahead in range(12):
        month = today.replace(day=1) + relativedelta(months=ahead)
        found = on(month.year, month.month, day, today)
        if found and found >= today:
            return found
    return None
