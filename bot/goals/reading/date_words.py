"""The words Dutch dates are made of, as patterns for plain text, and the spelling mistakes made in them."""

import re
from datetime import date, timedelta

from bot.goals.reading.day import Day, Unit
from bot.goals.reading.number_words import NUMBER, WORDS, read_number
from bot.goals.reading.plain import WORD, Plain, plain, word_set
from bot.goals.reading.spelling import Spelling
from bot.goals.reading.units import UNIT

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_PARTS_OF_DAY = ("ochtend", "morgen", "middag", "avond", "nacht")
_OTHER_WORDS = word_set(
    "vandaag vanavond vanmiddag vanochtend vanmorgen vannacht morgen overmorgen gisteren eergisteren "
    "volgend volgende "
    "komend komende aankomend aankomende aanstaande eerstvolgende afgelopen weekend anderhalve maanden "
    "kerstmis "
    "kerstdag kerstavond koningsdag pinksteren pinksterdag hemelvaart hemelvaartsdag oudjaar "
    "oudejaarsavond nieuwjaar "
    "nieuwjaarsdag sinterklaas"
)
_ALIASES = {
    **{"morge": "morgen", "mrgn": "morgen", "vndg": "vandaag", "gister": "gisteren", "weekeinde": "weekend"},
    **{"vlgnd": "volgend", "vlgnde": "volgende", "ovr": "over", "wk": "week", "october": "oktober"},
    **{"junie": "juni", "julie": "juli", "maandje": "maand"},
}
# One letter from a word above, but another word.
_ORDINARY = word_set(
    "aankomen aankopend aankopende aanslaande borgen dinsdagen dinsdags donderdagen donderdags gisten "
    "kolend komedie komenden kopend kopende kotend kotende maagden maaiden maandagen maandags "
    "maandelijks maanden manden manen mergen moeren morden morgens morren morsen vandaal vandaan "
    "vlagend vlagende voegend voegende voelend voelende volgden volgen volgens volgers vrijdagen "
    "vrijdags vrijdagse weekenden wekend wekkend welkend wenkend werkend woensdagen woensdags "
    "zaterdagen zaterdags zondagen zondags zondig"
)
_SPELLING = Spelling(
    [*WEEKDAYS, *(day + part for day in WEEKDAYS for part in _PARTS_OF_DAY), *MONTHS, *_OTHER_WORDS],
    _ORDINARY,
)

# Which week, weekend, month or weekday.
PAST = "vorige?|afgelopen|voorbije?"
NEXT = r"volgende?|komende?|aankomende?|aanstaande|eerstvolgende|a\.s\."
THIS = "deze|dit"

PART_OF_DAY = rf"(?: ?(?:{'|'.join(_PARTS_OF_DAY)}|vroeg))?"
WEEKDAY = "|".join(WEEKDAYS)
SHORT_WEEKDAY = "ma|di|wo|do|vr|za|zo"
MONTH = "|".join(MONTHS)
SHORT_MONTH = "jan|febr?|mrt|apr|jun|jul|aug|sept?|okt|nov|dec"
ANY_MONTH = rf"(?:(?:{MONTH})|(?:{SHORT_MONTH})(?![a-z])\.?)(?![a-z])"
WEEKDAY_BEFORE = rf"(?:\b(?:{WEEKDAY}|{SHORT_WEEKDAY})\.?,? )?(?:\b(?:de|den) )?"
ORDINAL = rf"(?:eerste|derde|{WORDS}(?:ste|de))"
DAY = rf"(?:(?<![0-9a-z.,])[0-3]?[0-9](?:e|de|ste)?|\b{ORDINAL}|\b{WORDS})"
AMOUNT = rf"(?:{NUMBER}(?: ?(?:a|of|tot|-) ?{NUMBER})?)"

NOT_COUNTED = rf"(?! ?(?:{UNIT})\b)"
YEAR_BEFORE = r"(?:\b(?P<year_before>volgend|komend|dit|vorig) jaar (?:in |met |op )?)?"
YEAR_AFTER = (
    rf"(?:,? (?:van |in )?(?P<year>(?:19|20)[0-9]{{2}}(?![0-9]|[.,-][0-9]){NOT_COUNTED}"
    rf"|'[0-9]{{2}}\b|[2-4][0-9](?= ?(?:$|[.,;:!?)]))|(?:tweeduizend|negentienhonderd) ?(?:en ?)?{WORDS}{NOT_COUNTED}"
    r"|(?:volgend|komend|dit|vorig) jaar\b))?"
)

_SPOKEN_YEARS = {"volgend": 1, "komend": 1, "dit": 0, "vorig": -1}
_HORIZON = 20


def plain_dates(text: str) -> Plain:
    """Give the text as the date readers see it: plain, with mistakes in the words of dates put right."""
    return plain(text).replace(WORD, _corrected)


def day_number(written: str) -> int:
    """Give the day of the month that `DAY` matched; 0 when it is none."""
    if written[0].isdigit():
        return int(re.sub(r"[a-z]+", "", written))
    words = {"eerste": "een", "derde": "drie"}.get(written) or re.sub(r"(?:ste|de)$", "", written)
    return int(read_number(words) or 0)


def month_number(written: str) -> int:
    """Give the number of the month that `MONTH` or `SHORT_MONTH` matched."""
    return 3 if written == "mrt" else next(i for i, m in enumerate(MONTHS, 1) if m.startswith(written[:3]))


def spoken_year(match: re.Match[str], today: date) -> int | None:
    """Give the year said by `YEAR_BEFORE` or `YEAR_AFTER`, if one was."""
    year = match["year"] or match["year_before"]
    if year is None:
        return None
    first = year.split()[0]
    if first in _SPOKEN_YEARS:
        return today.year + _SPOKEN_YEARS[first]
    if year[0].isalpha():
        return int(read_number(year) or 0)
    return full_year(year.lstrip("'"), today)


def full_year(digits: str, today: date) -> int:
    """Give the year that two or four digits mean: '26 is 2026 and '85 is 1985."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year <= today.year % 100 + _HORIZON else 1900)


def on(year: int | None, month: int, day: int, today: date, unit: Unit | None = None) -> Day | None:
    """Give this day, or the period that begins on it.

    Without a year it is the first that is not over today; None when there is no such day.
    """
    for candidate in [year] if year is not None else range(today.year, today.year + 9):
        try:
            found = Day(candidate, month, day, unit)
        except ValueError:
            continue
        if year is not None or found.last >= today:
            return found
    return None


def direction(which: str) -> int:
    """Give -1, 0 or 1 for what `PAST`, `THIS` and `NEXT` matched."""
    if re.fullmatch(THIS, which):
        return 0
    return -1 if re.fullmatch(PAST, which) else 1


def next_weekday(weekday: str, today: date) -> date:
    """Give the first such weekday after today."""
    return today + timedelta(days=(_place(weekday) - today.weekday() - 1) % 7 + 1)


def in_week(day: date, weekday: str) -> date:
    """Give this weekday in the week of `day`; weeks begin on Monday."""
    return day + timedelta(days=_place(weekday) - day.weekday())


def _place(weekday: str) -> int:
    return next(place for place, name in enumerate(WEEKDAYS) if name.startswith(weekday[:2]))


def _corrected(match: re.Match[str]) -> str:
    word = match[0]
    return _ALIASES.get(word) or _SPELLING.recognise(word) or word
