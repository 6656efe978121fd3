"""Masking: what a resident types is stored and read without personal numbers and addresses."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from bot.privacy.finders import FINDERS
from bot.privacy.found import Found, Kind

PLACEHOLDERS: Mapping[Kind, str] = MappingProxyType(
    {
        "bsn": "[bsn]",
        "iban": "[rekeningnummer]",
        "card": "[kaartnummer]",
        "email": "[e-mailadres]",
        "phone": "[telefoonnummer]",
    }
)
UNKNOWN_NUMBER = "[nummer]"
_BLANK = "\0"  # read from no text: control characters are among the invisible
_INVISIBLE = {"Cc", "Cf", "Mn", "Me"}
# Dates and times hold as many digits as a telephone number does, and Noor needs them. What looks like a date or a time
# but begins with "06" is left to the finders when it may as well be a mobile number.
_DAY, _MONTH, _YEAR = "(?:0?[1-9]|[12][0-9]|3[01])", "(?:0?[1-9]|1[0-2])", "(?:19|20)[0-9]{2}"
_ISO = "(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_TIME = "(?:[01]?[0-9]|2[0-4])[.:][0-5][0-9]"
_THEN = "(?:,? | ?[-/] ?|,|\n)"
_DATES_AND_TIMES = (
    # From one day to another, also when only the last one has its year, or neither has.
    rf"{_DAY}(?P<a>[-/.]){_MONTH}(?P=a){_YEAR}(?: ?[-/] ?{_DAY}(?P=a){_MONTH}(?P=a){_YEAR}){{1,12}}",
    rf"{_DAY}(?P<b>[-/.]){_MONTH} ?[-/] ?{_DAY}(?P=b){_MONTH}(?P=b){_YEAR}",
    *(
        rf"(?!06){_DAY}{sign}{_MONTH} ?{to} ?{_DAY}{sign}{_MONTH}"
        for sign, to in (("/", "-"), (r"\.", "-"), ("-", "/"))
    ),
    # One day.
    rf"(?!06 ){_DAY}(?P<c>[-/. ]){_MONTH}(?P=c){_YEAR}",
    rf"(?!06){_DAY}[-/]{_MONTH} {_YEAR}",
    rf"06/{_MONTH} {_YEAR}(?! ?[0-9]+(?![0-9.:]| ?u))",
    rf"(?!06){_DAY}(?P<d>[-/.]){_MONTH}(?P=d)[0-9]{{2}}",
    rf"{_ISO}(?:/{_ISO})?",
    # Times.
    rf"{_TIME}(?:{_THEN}{_TIME}){{2,12}}",
    rf"(?!06){_TIME}{_THEN}{_TIME}",
    rf"{_TIME} ?- ?{_TIME}",
)
_KEPT = re.compile(
    "|".join(map(re.escape, [*PLACEHOLDERS.values(), UNKNOWN_NUMBER]))
    + rf"|(?<![0-9])(?<![0-9][-/.])(?<!06 )(?:{'|'.join(_DATES_AND_TIMES)})(?![-/.]?[0-9])"
)
_LETTER_O = re.compile(r"(?<!\w)[oO](?=6\W{0,3}[0-9])")


@dataclass(frozen=True)
class Detail:
    """A personal detail as it was typed, normalised: E.164, lower-case e-mail, digits, or a compact IBAN.

    The value stays out of `repr`, so that it does not reach a log.
    """

    kind: Kind
    value: str = field(repr=False)


@dataclass(frozen=True)
class Masked:
    """A text in which placeholders stand for personal details, and those details in order of appearance."""

    text: str
    details: tuple[Detail, ...]


def mask(text: str) -> Masked:
    """Replaces personal details; all other text stays as it was. Masking what is masked changes nothing.

    A placeholder that somebody types is no detail. The time is linear in the length of the text.
    """
    details: list[Detail] = []
    while True:
        plain, places = _plain(text)
        found = _find(plain)
        if not found:
            return Masked(text, tuple(details))
        details += [Detail(item.kind, item.value) for item in found if item.kind is not None]
        # What is replaced can bring a word closer to the number after it, so the outcome is read again.
        text = _splice(
            text,
            (
                (places[item.start], max(places[item.end - 1] + 1, places[item.end]), _placeholder(item))
                for item in found
            ),
        )


def _placeholder(item: Found) -> str:
    return UNKNOWN_NUMBER if item.kind is None else PLACEHOLDERS[item.kind]


def _find(plain: str) -> list[Found]:
    plain = _KEPT.sub(lambda match: _BLANK * len(match[0]), plain)
    plain = _LETTER_O.sub("0", plain)
    found: list[Found] = []
    for finder in FINDERS:
        items = list(finder(plain))
        plain = _splice(plain, ((item.start, item.end, _BLANK * (item.end - item.start)) for item in items))
        found += items
    return sorted(found, key=lambda item: item.start)


def _splice(text: str, pieces: Iterable[tuple[int, int, str]]) -> str:
    """The text with the parts from start to end replaced; the parts must be in order."""
    parts, done = [], 0
    for start, end, replacement in pieces:
        parts += [text[done:start], replacement]
        done = end
    return "".join(parts) + text[done:]


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """The text for matching, and for each place in it (its end included) the place in the original text."""
    if text.isascii() and text.isprintable():
        return text, range(len(text) + 1)
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        read = _read(character)
        characters.append(read)
        places += [place] * len(read)
    return "".join(characters), [*places, len(text)]


@lru_cache(4096)
def _read(character: str) -> str:
    """A character as a reader takes it: any digit as 0-9, any dash as "-", nothing if it cannot be seen."""
    if character.isspace():
        return "\n" if character in "\n\r\u2028\u2029" else " "
    if unicodedata.category(character) in _INVISIBLE:
        return ""
    if unicodedata.category(character) == "Pd" or character == "\u2212":
        return "-"
    return "".join(str(unicodedata.digit(part, part)) for part in unicodedata.normalize("NFKC", character))
