"""What the readers and the catalogue already know of a message, as clues for telling what is meant."""

from collections.abc import Iterator
from datetime import date

from bot.goals.answers import volunteered, words_of
from bot.goals.catalogue import Catalogue
from bot.goals.phrases import longest
from bot.goals.reading import is_dont_know, read_yes_no

FEW = 2
MOST = 5


class Clues:
    """Names for what is found: a country, a number of persons, a yes, a goal's words, one of its facts, a length."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def of(self, text: str, today: date) -> Iterator[str]:
        """The clues in a text, some more than once."""
        words = words_of(text, today)
        for found in words.found:
            yield f"found:{found.kind}"
            yield f"found:{found.kind}:{found.unit}"
        answer = read_yes_no(text)
        if answer is not None:
            yield f"answer:{answer}"
        if is_dont_know(text):
            yield "answer:dont_know"
        for name, goal in self._catalogue.items():
            if longest(goal.data.words, words.plain):
                yield f"named:{name}"
            for fact in volunteered(goal, words):
                yield f"fact:{name}:{fact}"
        length = len(text.split())
        yield f"length:{min(MOST, length // 4)}"
        if length <= FEW:
            yield "length:few"
        if "?" in text:
            yield "question"
