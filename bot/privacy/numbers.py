"""Numbers as people write them: groups of digits with something in between, such as "06 - 12 34 56 78"."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

_GROUP = re.compile(r"[0-9]+")
_GAP = re.compile(r"(?:[./_()-]| +){1,3}| *[,·•] *|(?: *[./_()·•,-])? *\n *")
_WIDEST_GAP = 12
_PLUS = re.compile(r"\+[ (]{0,2}$")

T = TypeVar("T")


class Number(NamedTuple):
    """Neighbouring groups of digits: the text from `start` to `end`, and how it was written."""

    start: int
    end: int
    digits: str
    sizes: tuple[int, ...]
    gaps: tuple[str, ...]
    plus: bool

    @property
    def regular(self) -> bool:
        """Written in one way throughout, unlike a date that is followed by a count, or a list."""
        one_way = len({gap.strip() for gap in self.gaps}) < 2 and not self.has_commas
        return one_way and (min(self.sizes) > 1 or max(self.sizes) == 1)

    @property
    def has_commas(self) -> bool:
        """Whether it may as well be a list, or amounts."""
        return any("," in gap for gap in self.gaps)

    @property
    def breaks(self) -> int:
        """How often it goes on after what usually ends a number: a line, or a comma and a space."""
        return sum("\n" in gap or ("," in gap and " " in gap) for gap in self.gaps)

    @property
    def is_list(self) -> bool:
        """Rather several numbers: broken off more than once, or with commas and something else in between."""
        return self.breaks > 1 or (self.has_commas and len(self.gaps) > 1 and {*self.gaps} != {","})


def scan(text: str, lengths: range, judge: Callable[[Number], T | None], leading: str = "0123456789") -> Iterator[T]:
    """What `judge` makes of the numbers in `text`: left to right, longest first, none overlapping.

    Numbers have a length, in digits, that is in `lengths`, and begin with a plus or a digit in `leading`. They may run
    on over one line end. The time is linear in the length of the text.
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
    digits, sizes, gaps = "", [], []
    for group in groups[first : first + lengths[-1]]:
        gap = text[end : group.start()]
        if (digits and not _joins(gap)) or len(digits) + group.end() - group.start() > lengths[-1]:
            return
        if digits:
            gaps.append(gap)
        digits += group[0]
        sizes.append(len(group[0]))
        end = group.end()
        if len(digits) in lengths:
            opened = text[start - 1 : start] == "(" and ")" in text[start:end]
            number = Number(start - opened, end, digits, tuple(sizes), tuple(gaps), sign is not None)
            if not number.is_list:
                yield number


def _joins(gap: str) -> bool:
    return len(gap) <= _WIDEST_GAP and _GAP.fullmatch(gap) is not None
