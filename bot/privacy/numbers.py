"""Numbers as people write them: groups of digits with something in between, such as "06 - 12 34 56 78"."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

_GROUP = re.compile(r"[0-9]+")
_GAP = re.compile(r"[ ./_()-]{1,3}")
_PLUS = re.compile(r"\+[ (]{0,2}$")

T = TypeVar("T")


class Number(NamedTuple):
    """Neighbouring groups of digits: the text from `start` to `end`, and how it was written."""

    start: int
    end: int
    digits: str
    sizes: tuple[int, ...]
    gaps: frozenset[str]
    plus: bool

    @property
    def regular(self) -> bool:
        """Written in one way throughout, unlike a date that is followed by a count."""
        return len(self.gaps) < 2 and (min(self.sizes) > 1 or max(self.sizes) == 1)


def scan(text: str, lengths: range, judge: Callable[[Number], T | None], leading: str = "0123456789") -> Iterator[T]:
    """What `judge` makes of the numbers in `text`: left to right, longest first, none overlapping.

    Numbers have a length, in digits, that is in `lengths`, and begin with a plus or a digit in `leading`.
    The time is linear in the length of the text.
    """
    groups = list(_GROUP.finditer(text))
    first = 0
    while first < len(groups):
        numbers = list(_numbers(text, groups, first, lengths, leading))
        first += 1
        for number in reversed(numbers):
            verdict = judge(number)
            if verdict is not None:
                yield verdict
                first += len(number.sizes) - 1
                break


def _numbers(text: str, groups: list[re.Match[str]], first: int, lengths: range, leading: str) -> Iterator[Number]:
    """The numbers that begin with the group `first`, each longer than the one before."""
    start = end = groups[first].start()
    sign = _PLUS.search(text, max(0, start - 3), start)
    if sign:
        start = sign.start()
    elif text[start] not in leading:
        return
    digits, sizes, gaps = "", [], set()
    for group in groups[first : first + lengths[-1]]:
        gap = text[end : group.start()]
        if (digits and not _GAP.fullmatch(gap)) or len(digits) + group.end() - group.start() > lengths[-1]:
            return
        if digits:
            gaps.add(gap.strip() or " ")
        digits += group[0]
        sizes.append(len(group[0]))
        end = group.end()
        if len(digits) in lengths:
            opened = text[start - 1 : start] == "(" and ")" in text[start:end]
            yield Number(start - opened, end, digits, tuple(sizes), frozenset(gaps), sign is not None)
