"""Places in a sentence: streets with their house number, villages, and kinds of place ("het strand")."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bot.datafile import DataModel, load_yaml_model
from bot.goals.reading.found import Found, longest_first, without_overlaps
from bot.goals.reading.plain import Plain, fold, plain, word_set
from bot.goals.reading.streets import HOUSE_NUMBER, STREET

_DATA = Path(__file__).parents[3] / "data" / "places.yml"

_STREET = re.compile(rf"(?P<street>(?:'?\bs-)?{STREET})(?:{HOUSE_NUMBER})?")
_WORD_BEFORE = re.compile(r"([\w.'-]+) $")

# Words that belong to the name of a street, also when they are not written with a capital.
_TITLES = re.compile(
    r"(?:burg(?:emeester|\.)?|dr\.?|graaf|jan|jonkheer|kapelaan|koning|koningin|korte|lange|meester|mr\.?|nieuwe|oude|"
    r"pastoor|prins|prinses|professor|prof\.?|sint|st\.?|wilhelmina|willem|emma|juliana|beatrix|bernhard)"
)
# "Kruising Gooweg/Herenweg" names two streets, and no place besides.
_CROSSINGS = frozenset({"kruising", "kruispunt", "rotonde"})
_STREET_NEXT = re.compile(rf"(?: van| met| tussen)?(?: de| het)? (?:[\w'-]+ )?{STREET}")
_PARTICLES = frozenset({"aan", "de", "den", "der", "en", "ten", "ter", "van", "zee"})
# At the start of a sentence these have a capital too.
_NO_NAME = word_set(
    "aan achter adres al alleen als beste bij binnen blijft buiten daar dag dan dat de die dus door een en er feest "
    "gaan gaat goedemiddag goedemorgen graag groot grote hallo heel heeft hele het hier hij hoe hoek hoekje hoelang "
    "hoi ik in is ja kan kapotte kleine klopt komt kruising kruispunt kunnen langs ligt loopt maar mag mevrouw midden "
    "mijn moet morgen naar naast nabij nee nou nu of om onze ons ook op over overal parkeerplaats plein richting rond "
    "rotonde sinds staan staat straat straatfeest t.h.v. tegenover thv toch toen tot tussen van vanaf vandaag vanwege "
    "via vlakbij volgens voor waar waarom wanneer want was wat we weer welke werd wie wij woon worden wordt zal zij "
    "zijn ze"
)
# "Van" begins a name after an article or with a capital: "in de van Panhuysstraat", "Van Panhuysstraat 3".
_ARTICLE_BEFORE = re.compile(r"\b(?:de|het) $")
_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?:\n]) *$")
_RANGE_AFTER = re.compile(r" (?:naar|tot|t/m)\b")
# "Nummer 7 van de Herenweg".
_NUMBER_BEFORE = re.compile(
    r"\b(?:huisnummer|nummer|nr\.?) ?(?P<house>[1-9][0-9]{0,3}(?:-?[a-z])?) (?:aan|in|op|van)(?: de| het)? $"
)


class _PlaceFile(DataModel):
    villages: dict[str, list[str]]
    streets: list[str]
    kinds: list[str]
    only_with_article: list[str]


def find_places(text: str) -> list[Found]:
    """Find the places `text` names; each value is the place as it was written, tidied.

    The first call raises `bot.datafile.DataError` when `data/places.yml` is wrong.
    """
    seen = plain(text)
    named = [*_streets(text, seen), *_named(text, seen)]
    # "Onze straat is de Kerkstraat" names one place.
    kinds = (kind for kind in _kinds(text, seen) if not (named and kind.value.endswith(" straat")))
    return without_overlaps(longest_first([*named, *kinds]), len(text))


def _streets(text: str, seen: Plain) -> Iterator[Found]:
    last = 0
    for match in _STREET.finditer(seen.text):
        begin = _name_start(text, seen, last, match.start())
        if match["street"] == "boulevard" and begin == match.start():
            continue
        before = None if match["house"] else _NUMBER_BEFORE.search(seen.text, max(last, begin - 40), begin)
        last = match.end()
        start, end = seen.span(begin, last)
        name = _tidy(text[start:end])
        if before:
            start, _ = seen.span(before.start(), begin)
            name = f"{name} {before['house']}"
        yield Found("place", name, start, end, "street")


def _name_start(text: str, seen: Plain, last: int, start: int) -> int:
    """Give where the name of a street begins, after `last`: "Koningin Wilhelmina Boulevard", "Jan van Goyenstraat"."""
    here = start
    for _ in range(5):
        match = _WORD_BEFORE.search(seen.text, max(last, here - 30), here)
        if match is None:
            break
        here = match.start()
        first, end = seen.span(here, match.end(1))
        capital = text[first].isupper() and not text[first:end].isupper()
        if _TITLES.fullmatch(match[1]) or (capital and match[1] not in _NO_NAME):
            start = here
        elif match[1] == "van" and _begins_name(seen, capital, here, match.end(), start):
            return here
        elif match[1] not in _PARTICLES:
            break
    return start


def _begins_name(seen: Plain, capital: bool, here: int, end: int, start: int) -> bool:
    """Say whether the "van" from `here` to `end` belongs to the name that goes on at `start`."""
    if end == start and _ARTICLE_BEFORE.search(seen.text, max(0, here - 5), here):
        return True
    if not capital:
        return False
    if not _SENTENCE_BEFORE.search(seen.text, 0, here):
        return True
    return end == start and not _RANGE_AFTER.search(seen.text, end)


def _named(text: str, seen: Plain) -> Iterator[Found]:
    pattern, names = _names()
    for match in pattern.finditer(seen.text):
        if match["municipality"]:
            continue
        name, unit = names[match["name"].replace("-", " ")]
        start, end = seen.span(match.start(), match.end(0 if unit == "street" else "name"))
        yield Found("place", _tidy(text[start:end]) if unit == "street" else name, start, end, unit)


def _kinds(text: str, seen: Plain) -> Iterator[Found]:
    pattern, only_with_article = _kinds_of_place()
    for match in pattern.finditer(seen.text):
        named_by_streets = match["kind"] in _CROSSINGS and _STREET_NEXT.match(seen.text, match.end())
        if not named_by_streets and (match["before"] or match["kind"] not in only_with_article):
            start, end = seen.span(match.start(), match.end())
            yield Found("place", _tidy(text[start:end]), start, end, "kind")


def _tidy(written: str) -> str:
    return " ".join(written.split())


@cache
def _places() -> _PlaceFile:
    return load_yaml_model(_DATA, _PlaceFile)


@cache
def _names() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """Give the pattern of the villages and streets known by name, and for each way to write one its name and unit."""
    places = _places()
    names = {fold(name): (name, "street") for name in places.streets}
    names |= {fold(way): (name, "village") for name, ways in places.villages.items() for way in (name, *ways)}
    alternatives = "|".join(re.escape(way).replace(r"\ ", "[ -]") for way in sorted(names, key=len, reverse=True))
    return re.compile(rf"\b(?P<municipality>gemeente )?(?P<name>{alternatives})(?![\w-])(?:{HOUSE_NUMBER})?"), names


@cache
def _kinds_of_place() -> tuple[re.Pattern[str], frozenset[str]]:
    places = _places()
    kinds = "|".join(map(re.escape, sorted(map(fold, places.kinds), key=len, reverse=True)))
    pattern = (
        r"(?<![\w-])(?P<before>(?:(?:aan|achter|bij|in|langs|naast|op) )?(?:(?:de|het|'t|ons|onze|mijn|"
        r"een) )|"
        rf"(?:bij|in|langs|op) )?(?P<kind>{kinds})(?![\w-])"
    )
    return re.compile(pattern), frozenset(map(fold, places.only_with_article))
