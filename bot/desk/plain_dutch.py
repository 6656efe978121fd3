"""Hints for staff who write to residents: what makes a text harder to read than B1."""

import re
from collections.abc import Iterator

LONGEST_SENTENCE = 20
LONGEST_WORD = 16

_SENTENCE = re.compile(r"[^.!?\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_FORMAL = re.compile(r"\b(?:u|uw|uzelf)\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:word(?:t|en)|werd(?:en)?)\b", re.IGNORECASE)
#: Words of the office, and what people say.
_PLAINER = {
    "betreffende": "over",
    "calamiteit": "ramp of ongeluk",
    "conform": "volgens",
    "derhalve": "daarom",
    "dient": "moet",
    "dienen": "moeten",
    "echter": "maar",
    "gaarne": "graag",
    "indien": "als",
    "inzake": "over",
    "middels": "met",
    "omtrent": "over",
    "reeds": "al",
    "teneinde": "om",
    "tevens": "ook",
    "vooralsnog": "voorlopig",
}


def hints(text: str) -> list[str]:
    """What could be plainer, in Dutch; empty for a text that reads easily."""
    return list(_hints(text))


def _hints(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.findall(text):
        words = _WORD.findall(sentence)
        if len(words) > LONGEST_SENTENCE:
            yield f"Deze zin heeft {len(words)} woorden. Maak er twee van: “{_start(words)} …”"
    words = list(dict.fromkeys(_WORD.findall(text)))
    for word in words:
        if plainer := _PLAINER.get(word.lower()):
            yield f"“{word}” kan gewoner: {plainer}."
        elif len(word) > LONGEST_WORD:
            yield f"“{word}” is een lang woord. Kan het korter, of in twee woorden?"
    if _FORMAL.search(text):
        yield "Je schrijft “u”. Noor zegt “je”."
    if _PASSIVE.search(text):
        yield "Er staat “wordt” of “worden”. Kun je zeggen wie het doet?"


def _start(words: list[str]) -> str:
    return " ".join(words[:5])
