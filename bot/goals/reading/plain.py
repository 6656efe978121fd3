"""A text as the readers see it: without accents and capitals, knowing where each part was written."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable

WORD = re.compile(r"[^\W\d_]+")

_TYPOGRAPHIC = {
    **dict.fromkeys("`\u00b4\u2018\u2019", "'"),
    **dict.fromkeys("\u2010\u2011\u2013\u2014\u2212", "-"),
}
_SUPERFLUOUS = re.compile(r"(?<= ) +|[\u0300-\u036f]")


class _Folding(dict[int, int]):
    """A translation table that works out each character the first time it is met."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        plain = " " if char.isspace() else _TYPOGRAPHIC.get(char) or unicodedata.normalize("NFD", char)[0].lower()
        self[code] = folded = ord(plain)
        return folded


_FOLDING = _Folding()


class Plain:
    """A text with some parts replaced; `span` leads back to the text as it was written."""

    def __init__(self, text: str, source: "Plain | None" = None) -> None:
        self.text = text
        self._source = source
        self._ends: list[int] = []
        self._shifts: list[int] = []

    def replace(self, pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str]) -> "Plain":
        """Give a copy in which each match of `pattern` is replaced."""
        replaced = Plain("", self)
        pieces, here, length = [], 0, 0
        for match in pattern.finditer(self.text):
            new = replacement(match)
            if new != match[0]:
                pieces += [self.text[here : match.start()], new]
                length += match.start() - here + len(new)
                here = match.end()
                replaced._ends.append(length)
                replaced._shifts.append(here - length)
        if not pieces:
            return self
        replaced.text = "".join([*pieces, self.text[here:]])
        return replaced

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give where a part of this text, which splits no replacement, stands in the written one."""
        return self._written(start), self._written(end)

    def _written(self, position: int) -> int:
        if self._source is None:
            return position
        edit = bisect_right(self._ends, position) - 1
        return self._source._written(position + (self._shifts[edit] if edit >= 0 else 0))


def word_set(listed: str) -> frozenset[str]:
    """Give the set of words that one string lists."""
    return frozenset(listed.split())


def fold(text: str) -> str:
    """Lower case, no accents, plain quotes, hyphens and spaces; every character stays at its own position."""
    return text.translate(_FOLDING)


def plain(text: str) -> Plain:
    """Fold the text, and leave out combining accents and repeated spaces."""
    return Plain(fold(text)).replace(_SUPERFLUOUS, lambda match: "")
