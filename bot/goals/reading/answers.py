"""What the readers of short answers share: a message as plain words."""

import re

from bot.goals.reading.plain import plain

_WORDS = re.compile(r"[a-z']+")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")


def answer_words(text: str) -> list[str]:
    """Give the words of an answer; letters that are drawn out count once ("jaaaaa" is "ja")."""
    return _WORDS.findall(_DRAWN_OUT.sub(r"\1", plain(text).text))
