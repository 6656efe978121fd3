"""Countries in a sentence, by the names people use for them: also islands, cities and common misspellings."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from babel import Locale
from pydantic import validator

from bot.datafile import DataModel, load_yaml_model, located
from bot.goals.reading.found import Found
from bot.goals.reading.persons import names_person
from bot.goals.reading.plain import WORD, Plain, fold, plain
from bot.goals.reading.spelling import SHORTEST_CORRECTED, Spelling

_DATA = Path(__file__).parents[3] / "data" / "countries.yml"

# Codes in Babel that stand for no country: groups, tests, and parts of countries that ISO 3166-1 has no
# code for.
_NO_COUNTRY = frozenset({"AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})

# What may stand between two words of one name: "Noord-Ierland", "St. Maarten", "Bahama's".
_BETWEEN = re.compile(r"[ .'-]{1,2}")


_TO = re.compile(r"\b(?:naar|in|uit|vanuit|richting|via|vanaf) $")

# What something else is called: "restaurant Istanbul", "Turkije straat", and the hamlet "Amerika in Drenthe".
_CALLED = re.compile(
    r"\b(?:bakker|bakkerij|cafe|eetcafe|grillroom|kapper|kapsalon|pizzeria|restaurant|slagerij|snackbar|supermarkt|"
    r"toko) $"
)
_NO_COUNTRY_AFTER = re.compile(
    r" (?:grill|laan|plein|restaurant|straat|weg)\b"
    r"|,? \(?(?:in |bij )?(?:drenthe|flevoland|friesland|gelderland|groningen|limburg|brabant|overijssel|zeeland)\b"
)


class _CountryFile(DataModel):
    names: dict[str, list[str]]
    ambiguous: list[str]
    ordinary_words: list[str]

    @validator("names")
    def _known_codes(cls, names: dict[str, list[str]]) -> dict[str, list[str]]:
        wrong = [((code,), f"{code} is no country code") for code in names if code not in _official_names()]
        if wrong:
            raise located(wrong)
        return names


class _Names:
    """All names, ready to be looked up word by word."""

    def __init__(self, data: _CountryFile) -> None:
        self.by_words: dict[tuple[str, ...], str] = {}
        for code, name in [*_official_names().items(), *((c, n) for c, ns in data.names.items() for n in ns)]:
            self.by_words[tuple(WORD.findall(fold(name)))] = code
        joined = {"".join(words): code for words, code in self.by_words.items()}
        self.by_word = {word: code for word, code in joined.items() if len(word) >= SHORTEST_CORRECTED}
        self.by_word |= {words[0]: code for words, code in self.by_words.items() if len(words) == 1}
        self.longest = {first: 0 for first, *_ in self.by_words}
        for words in self.by_words:
            self.longest[words[0]] = max(self.longest[words[0]], len(words))
        self.ambiguous = frozenset(map(fold, data.ambiguous))
        self.spelling = Spelling(self.by_word, data.ordinary_words)


def find_countries(text: str) -> list[Found]:
    """Find the countries `text` names; each value is an ISO 3166-1 alpha-2 code.

    A place in a country means that country ("Antalya" is TR). One typing mistake in a longer name is
    understood. The first call raises `bot.datafile.DataError` when `data/countries.yml` is wrong.
    """
    seen = plain(text)
    return list(_find(text, seen, list(WORD.finditer(seen.text))))


def country_name(code: str) -> str:
    """Give the Dutch name of a country; raises KeyError for a code that is no country's."""
    return _official_names()[code]


def country_codes() -> tuple[str, ...]:
    """Give the ISO 3166-1 alpha-2 codes of all countries."""
    return tuple(_official_names())


def _find(text: str, seen: Plain, words: list[re.Match[str]]) -> Iterator[Found]:
    names = _names()
    position = 0
    while position < len(words):
        first = words[position]
        count, code = _name_from(names, words, position)
        last = words[position + count - 1].end()
        start, end = seen.span(first.start(), last)
        sure = first[0] not in names.ambiguous or text[start:end].isupper() or len(words) == 1
        if code and _is_meant(seen.text, first.start(), last, sure):
            yield Found("country", code, start, end)
        position += count


def _is_meant(text: str, start: int, end: int, sure: bool) -> bool:
    before = text[max(0, start - 20) : start]
    if _CALLED.search(before) or _NO_COUNTRY_AFTER.match(text, end) or names_person(text, start):
        return False
    return sure or _TO.search(before) is not None


def _name_from(names: _Names, words: list[re.Match[str]], position: int) -> tuple[int, str | None]:
    """Give how many words the longest name here has, and its code; one word and None without a name."""
    first = words[position][0]
    for count in range(names.longest.get(first, 0), 1, -1):
        run = words[position : position + count]
        code = names.by_words.get(tuple(word[0] for word in run))
        if code and all(_BETWEEN.fullmatch(a.string, a.end(), b.start()) for a, b in pairwise(run)):
            return len(run), code
    meant = names.spelling.recognise(first)
    return 1, names.by_word[meant] if meant else None


@cache
def _official_names() -> dict[str, str]:
    territories: dict[str, str] = dict(Locale("nl").territories)
    return {
        code: name.removesuffix(" SAR van China")
        for code, name in territories.items()
        if len(code) == 2 and code not in _NO_COUNTRY
    }


@cache
def _names() -> _Names:
    return _Names(load_yaml_model(_DATA, _CountryFile))
