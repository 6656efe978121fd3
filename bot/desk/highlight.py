"""Showing where in a handover or its conversation the words stand that somebody searched for."""

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from bot.storage.search import fold

_WORD = re.compile(r"[^\W_]+")
# Letters of a line that are shown, and of those before the first hit.
_LENGTH = 200
_BEFORE = 60
_MOST_LINES = 2


def excerpts(text: str, words: Sequence[str]) -> list[Markup]:
    """The lines of `text` with the most of these words (of `words_of`), with each hit marked."""
    lines = [(line, _begun(line, words)) for line in text.splitlines()]
    left, found = set(words), list[Markup]()
    while left and len(found) < _MOST_LINES:
        line, begun = max(lines, key=lambda one: len(one[1] & left), default=("", frozenset()))
        if not begun & left:
            break
        left -= begun
        found.append(mark_hits(_cut(line, words), words))
    return found


def mark_hits(text: str, words: Iterable[str]) -> Markup:
    """The text as HTML, with each word marked that begins with one of these."""
    begins = tuple(words)
    parts, end = [], 0
    for match in _WORD.finditer(text):
        if begins and fold(match[0]).startswith(begins):
            parts += [escape(text[end : match.start()]), Markup('<mark class="hit">{}</mark>').format(match[0])]
            end = match.end()
    return Markup("").join([*parts, escape(text[end:])])


def _begun(line: str, words: Iterable[str]) -> frozenset[str]:
    """Those of `words` with which a word of the line begins."""
    there = {fold(match[0]) for match in _WORD.finditer(line)}
    return frozenset(word for word in words if any(one.startswith(word) for one in there))


def _cut(line: str, words: Sequence[str]) -> str:
    """So much of a long line as can be shown, with the first hit in it."""
    first = next((m.start() for m in _WORD.finditer(line) if fold(m[0]).startswith(tuple(words))), 0)
    start = 0 if first <= _BEFORE else line.rfind(" ", 0, first - _BEFORE // 2) + 1
    shown = line[start : start + _LENGTH]
    return f"{'… ' if start else ''}{shown}{' …' if start + _LENGTH < len(line) else ''}"
