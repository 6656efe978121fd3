"""Splitting a long text at its seams, so that nothing of it is lost and each part can be read by itself."""

import re
from collections.abc import Iterator

# From the best place to break to the worst: between paragraphs, lines, sentences, words.
_SEAMS = (r"\n\s*\n", r"\n", r"(?<=[.!?…])\s+", r"\s+")


def split(text: str, most: int) -> list[str]:
    """The text in parts of at most `most` characters; each seam's white space falls away, nothing else does."""
    return list(_parts(text.strip(), most))


def last_sentence(text: str, most: int) -> tuple[str, str]:
    """The text without its end, and that end: the last paragraph, line, sentence or word, at most `most` characters."""
    text = text.strip()
    for seam in _SEAMS:
        places = [match for match in re.finditer(seam, text) if len(text) - match.end() <= most]
        if places:
            return text[: places[-1].start()], text[places[-1].end() :]
    return text[:-most], text[-most:]


def _parts(text: str, most: int) -> Iterator[str]:
    while len(text) > most:
        start, end = _seam(text, most)
        yield text[:start]
        text = text[end:]
    if text:
        yield text


def _seam(text: str, most: int) -> tuple[int, int]:
    """Where the best seam begins and ends: not so early that many small parts come of it."""
    window = text[: most + 1]
    for seam in _SEAMS:
        places = [match for match in re.finditer(seam, window) if match.start() <= most]
        if places and places[-1].start() >= most // 4:
            return places[-1].start(), places[-1].end()
    return most, most
