"""Which of the dates in a message says when something takes place: a trip, a feast."""

import re
from collections.abc import Iterable
from datetime import date

from bot.goals.reading.date_past import goes_on
from bot.goals.reading.day import UNITS, Day, Side
from bot.goals.reading.found import Found
from bot.goals.reading.plain import fold

# Before a date that is another one: until when a document is valid, an appointment, the way back.
_ANOTHER_BEFORE = re.compile(
    r"\b(?:geldig(?: tot(?: en met)?| t/m)?|vervalt|verloopt|verlopen|verliep|liep af|loopt(?: af)?|geboren|"
    r"geboortedatum|afspraak)(?: (?:al|dd|de|in|is|met|nog|om|op|per|rond|sinds|van))*[ :]+$"
    r"|\b(?:terug(?:reis|vlucht|komst)?|weer thuis)"
    r"(?: (?:ben|dan|de|ik|in|is|komen|kom|om|op|pas|rond|vliegen|vlieg|we|weer|zijn))*[ :]+$"
)
_SINCE = re.compile(r"\b(?:sinds|al vanaf)(?: (?:al|dd|de|in|is|met|nog|om|op|per|rond|sinds|van))*[ :]+$")
_ANOTHER_AFTER = re.compile(
    r",?(?: (?:ben|gaan|ga|ik|kom|komen|reizen|vlieg|vliegen|we|weer|wij|zijn))* (?:terug|weer thuis|geldig|geboren)\b"
    r"|,? (?:verloopt|verlopen|verliep|loopt|vervalt|(?:heb ik |hebben we )?een afspraak)\b"
)
_NEXT_OF_SEVERAL = re.compile(r" ?(?:,|-|/|&|\b(?:t/m|tot en met|tot|en|of|a)\b) ?(?:de |met )?")


def day_meant(text: str, dates: Iterable[Found], today: date, side: Side = "coming") -> Day | None:
    """Give the day in question, or None: of the dates found in `text` the last, as that corrects the ones before.

    It is not one on the other side of today, nor another date ("verloopt 3 maart", "10 januari terug"); of days that
    are said together ("3 tot 10 januari") it is the first. Of a period that is to come and has begun it is the rest.
    """
    folded = fold(text)
    meant, end = None, 0
    for find in dates:
        day = Day.of(find.value, next((unit for unit in UNITS if unit == find.unit), None))
        if (side == "coming" and day.last < today) or (side == "past" and day > today):
            continue
        if _is_another(folded, find) or (side == "coming" and _SINCE.search(folded, 0, find.start)):
            continue
        if side == "coming":
            day = day.from_day(today)
        if meant is None or not _NEXT_OF_SEVERAL.fullmatch(folded, end, find.start):
            meant = day
        end = find.end
    return meant


def _is_another(text: str, find: Found) -> bool:
    if _ANOTHER_AFTER.match(text, find.end):
        return True
    return bool(_ANOTHER_BEFORE.search(text, max(0, find.start - 60), find.start)) and not goes_on(text, find.end)
