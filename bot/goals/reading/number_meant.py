"""What a number in a sentence says: which measure it is, and whether an age is that of whom a document is for."""

import re

from bot.goals.reading.found import Found
from bot.goals.reading.plain import fold

_MEASURE_AFTER = re.compile(r" ?(breed|diep|hoog|lang)\b")
_MEASURE_BEFORE = re.compile(r"\b(breed|diep|hoog|leng)te(?: (?:is|van|wordt|ongeveer))*:? $")

_WHOM = r"(?: [\w']+){1,3}"
_FOR = re.compile(rf"\b(?:voor|(?:paspoort|pas|id|id[- ]?kaart|identiteitskaart|document|rijbewijs) van){_WHOM} $")
_ALONG = re.compile(rf"\b(?:en|met){_WHOM} $")
_MYSELF = re.compile(r"\b(?:ik ben|ben zelf|ben ik|ik word|ik ben zelf) $")
_SOMEBODY_ELSE = re.compile(
    r"\b(?:(?:klein)?(?:zoon|dochter|kind)\w*|baby|man|vrouw|moeder|vader|partner|oma|opa|zus|broer)\b"
)
_ACTS = re.compile(r",? (?:gaat(?! (?:ook )?mee)|heeft|krijgt|moet|reist|vertrekt|vliegt|wil)\b")


def measure_of(text: str, found: Found) -> str | None:
    """Give the measure that a length found in `text` is said to be: "diep", "hoog", "breed" or "lang"."""
    folded = fold(text)
    after = _MEASURE_AFTER.match(folded, found.end)
    before = _MEASURE_BEFORE.search(folded, 0, found.start)
    measure = after[1] if after else before[1] if before else None
    return "lang" if measure == "leng" else measure


def is_own_age(text: str, found: Found) -> bool:
    """Say whether a number found in `text` is the age of who writes it, about themselves alone: "ik ben 85"."""
    folded = fold(text)
    return bool(_MYSELF.search(folded, 0, found.start)) and not _SOMEBODY_ELSE.search(folded)


def is_for_whom(text: str, found: Found) -> bool:
    """Say whether a number found in `text` is the age of whom it is for: "voor mijn zoon van 8", "mijn zoon (8) gaat".

    Not that of who goes along with somebody ("met mijn zoon van 8").
    """
    folded = fold(text)
    if _FOR.search(folded, 0, found.start):
        return True
    return bool(_ACTS.match(folded, found.end)) and not _ALONG.search(folded, 0, found.start)
