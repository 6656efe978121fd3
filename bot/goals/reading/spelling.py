"""Recognising known words as people type them: with a letter too many, too few, different or swapped."""

from collections.abc import Collection, Iterable

SHORTEST_CORRECTED = 6


class Spelling:
    """Recognises known words, also with one letter too many, too few or different, or two neighbours swapped.

    Only words of six letters and more are corrected, and only when the first letter is right: shorter ones
    lie too close to each other. `ordinary` words lie one letter from a known word but mean something else
    ("landen" is no city in England). All words are given folded.
    """

    def __init__(self, known: Iterable[str], ordinary: Collection[str] = ()) -> None:
        self._known = set(known)
        self._ordinary = frozenset(ordinary)
        self._longest = max(map(len, self._known))
        self._shortened: dict[str, str] = {}
        for word in sorted(self._known):
            if len(word) >= SHORTEST_CORRECTED:
                for shorter in _without_one_letter(word):
                    self._shortened.setdefault(shorter, word)

    def recognise(self, word: str) -> str | None:
        """Give the known word that `word` is or was meant to be, if any."""
        if word in self._known:
            return word
        if not SHORTEST_CORRECTED <= len(word) <= self._longest + 1 or word in self._ordinary:
            return None
        if word in self._shortened:
            return self._shortened[word]
        shorter_words = _without_one_letter(word)
        for shorter in shorter_words:
            if len(shorter) >= SHORTEST_CORRECTED and shorter in self._known:
                return shorter
        for shorter in shorter_words:
            meant = self._shortened.get(shorter)
            if meant is not None and len(meant) == len(word) and _differences(meant, word) <= 2:
                return meant
        return None


def _without_one_letter(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(1, len(word))]


def _differences(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
