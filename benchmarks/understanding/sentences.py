"""The test sentences: written apart from the training sentences, in tests/understanding/sentences/."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from bot.datafile import DataModel, load_yaml_model

SENTENCES = Path(__file__).parents[2] / "tests" / "understanding" / "sentences"

Style = Literal[
    "plain",
    "typos",
    "one_word",
    "long",
    "second_language",
    "spoken",
    "elderly",
    "young",
    "flemish",
    "angry",
    "professional",
    "low_literacy",
]

# What lies beside a letter on the keyboard.
_BESIDE = {
    letter: (row[at - 1] if at else "") + (row[at + 1] if at + 1 < len(row) else "")
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for at, letter in enumerate(row)
}


class Sentence(DataModel):
    """What somebody might type, the intent that it has, and how it is written."""

    text: str
    intent: str
    style: Style


class _Sentences(DataModel):
    __root__: list[Sentence]


def load_sentences(folder: Path = SENTENCES) -> list[Sentence]:
    """All test sentences, file after file. Raises `bot.datafile.DataError` when a file is wrong."""
    return [
        sentence for path in sorted(folder.glob("*.yml")) for sentence in load_yaml_model(path, _Sentences).__root__
    ]


def with_typo(text: str, chance: random.Random) -> str:
    """A text with one slip of the finger in a word of four letters or more; the text itself when it has none."""
    words = [match for match in _words(text) if match[1] - match[0] >= 4]
    if not words:
        return text
    start, end = chance.choice(words)
    at = chance.randrange(start + 1, end - 1)
    before, letter, after, rest = text[:at], text[at], text[at + 1], text[at + 2 :]
    beside = chance.choice(_BESIDE.get(letter.lower(), letter))
    return chance.choice(
        [
            before + after + rest,
            before + letter + letter + after + rest,
            before + after + letter + rest,
            before + beside + after + rest,
        ]
    )


def _words(text: str) -> Iterator[tuple[int, int]]:
    start = None
    for at, letter in enumerate(text + " "):
        if letter.isalpha():
            start = at if start is None else start
        elif start is not None:
            yield start, at
            start = None
