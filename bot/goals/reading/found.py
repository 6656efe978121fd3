"""What a reader found in a resident's words, and where."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Found:
    """One fact read from a text.

    `kind` is "country", "date", "number" or "place"; `start` and `end` are character positions in the
    text as it was given. `unit` says what a number counts ("meter", "m2", "persons", "years", ...), if that was said;
    how precise a date is: None for a day, or the "month", "week", "part" (of a month) or "weekend" that begins on it
    (see `bot.goals.reading.day.Day`); and how a place is named: "street", "village" or "kind" (as in "op het strand").
    """

    kind: str
    value: Any
    start: int
    end: int
    unit: str | None = None


def without_overlaps(found: list[Found], length: int) -> list[Found]:
    """Keep of overlapping finds the one that comes first in `found`; give them in the order of the text.

    `length` is the length of the text they were found in.
    """
    taken = bytearray(length)
    kept = []
    for item in found:
        if not any(taken[item.start : item.end]):
            taken[item.start : item.end] = b"\1" * (item.end - item.start)
            kept.append(item)
    return sorted(kept, key=lambda item: item.start)


def longest_first(found: list[Found]) -> list[Found]:
    """Sort by length, longest first; of equally long ones the first in the text leads."""
    return sorted(found, key=lambda item: (item.start - item.end, item.start))
