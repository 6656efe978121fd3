"""Numbers in a sentence, and what they count."""

import re
from dataclasses import dataclass, replace
from operator import attrgetter

from bot.goals.reading.found import Found
from bot.goals.reading.no_numbers import NO_NUMBER
from bot.goals.reading.number_words import MISSPELT, NUMBER, WORDS, read_number, spelt_right
from bot.goals.reading.plain import plain
from bot.goals.reading.streets import STREET_AND_NUMBER
from bot.goals.reading.uncounted import unit_before
from bot.goals.reading.units import COUNTED_BY_EEN, UNIT, unit_of

_NUMBER = re.compile(
    rf"(?P<number>{NUMBER})"
    # "2m50", "twee meter vijftig", "5 euro 50"
    rf"(?: ?(?P<whole>m|mtr|meter|euro) ?(?P<hundredths>[1-9][0-9]|(?<= ){WORDS})(?![0-9a-z])(?! ?(?:{UNIT})\b)"
    rf"|[ -]?\+? ?(?P<unit>{UNIT})(?![a-z0-9²³])|(?P<euro>,-)|(?![a-wyz0-9]))"
)

_RANGE = re.compile(r" ?[-/] ?|,? (?:a|of|tot|tot en met|t/m|tot wel|of misschien(?: wel)?) (?:de |wel )?")
_BETWEEN = re.compile(r"\btussen (?:de )?$")
_PRODUCT = re.compile(r" ?[x*\u00d7] ?| (?:lang |breed |hoog )?(?:bij|keer|op) ")
_AND = re.compile(r",? en (?:van )?|, ")


@dataclass(frozen=True)
class _Item:
    value: int | float
    start: int
    end: int
    unit: str | None
    factor: float = 1


def find_numbers(text: str) -> list[Found]:
    """Find the numbers in `text`, in digits or words, with what they count as unit.

    Units are "meter" (all lengths), "m2", "m3", "persons", "years", "months", "weeks", "days", "hours",
    "euro" or None. A range ("80 à 100") is its highest number. An age told in months or weeks is in whole
    years. House numbers, postcodes, telephone numbers and times of day are no numbers; parts of a date
    are (`find_all` leaves them out).
    """
    seen = plain(text).replace(MISSPELT, spelt_right)
    words = seen.text
    for no_number in (STREET_AND_NUMBER, NO_NUMBER):
        words = no_number.sub(lambda match: "_" * len(match[0]), words)
    items = [item for match in _NUMBER.finditer(words) if (item := _item(words, match)) is not None]
    items = _share_units(words, items, _PRODUCT)
    items = _merge_ranges(words, items)
    items = _share_units(words, items, _AND, only_back=True)
    return [Found("number", _scaled(item), *seen.span(item.start, item.end), item.unit) for item in items]


def _item(text: str, match: re.Match[str]) -> _Item | None:
    written, words = match["number"], match["unit"] or match["whole"] or ("euro" if match["euro"] else None)
    value = read_number(written)
    if value is None or (words is None and written in ("half", "halve")):
        return None
    if written == "een" and not (words and (match["hundredths"] or COUNTED_BY_EEN.fullmatch(words))):
        return None
    unit, factor = unit_of(words) if words else (None, 1.0)
    if match["hundredths"]:
        value += (read_number(match["hundredths"]) or 0) / 100
    before = text[max(0, match.start() - 50) : match.start()]
    if not before.rstrip(" -/")[-1:].isdigit() and unit in (None, "months", "weeks"):
        told = "years" if text.startswith(" oud", match.end()) else unit_before(before)
        if told == "years":
            value, unit = _years(value, unit), told
        unit = unit or told
    return _Item(value, match.start(), match.end(), unit, factor)


def _years(value: float, unit: str | None) -> int | float:
    return value if unit is None else int(value // {"months": 12, "weeks": 52}[unit])


def _share_units(text: str, items: list[_Item], joint: re.Pattern[str], *, only_back: bool = False) -> list[_Item]:
    """Give numbers without a unit that of a neighbour ("3 bij 4 meter"), or `only_back` that of the next."""
    shared = list(items)
    steps = [(i, i - 1) for i in range(len(items) - 1, 0, -1)]
    if not only_back:
        steps += [(i, i + 1) for i in range(len(items) - 1)]
    for giver, taker in steps:
        if shared[taker].unit is not None or shared[giver].unit is None:
            continue
        left, right = sorted((shared[giver], shared[taker]), key=attrgetter("start"))
        if joint.fullmatch(text, left.end, right.start):
            shared[taker] = replace(shared[taker], unit=shared[giver].unit, factor=shared[giver].factor)
    return shared


def _merge_ranges(text: str, items: list[_Item]) -> list[_Item]:
    merged: list[_Item] = []
    for item in items:
        left = merged[-1] if merged else None
        if left and _is_range(text, left, item) and _comparable(left, item):
            measured = item if item.unit else left
            merged[-1] = replace(measured, value=max(left.value, item.value), start=left.start, end=item.end)
        else:
            merged.append(item)
    return merged


def _is_range(text: str, left: _Item, right: _Item) -> bool:
    if _RANGE.fullmatch(text, left.end, right.start):
        return True
    before = text[max(0, left.start - 10) : left.start]
    return text[left.end : right.start] == " en " and _BETWEEN.search(before) is not None


def _comparable(left: _Item, right: _Item) -> bool:
    return left.unit is None or right.unit is None or (left.unit, left.factor) == (right.unit, right.factor)


def _scaled(item: _Item) -> int | float:
    if item.factor == 1:
        return item.value
    value = round(float(item.value) * item.factor, 4)
    return int(value) if value.is_integer() else value
