"""The parts of a message that may each hold a wish of their own: "ik ga verhuizen en wil een parkeervergunning"."""

import re

#: A part with fewer words says too little by itself.
WORDS_AT_LEAST = 2
MOST = 4

_BETWEEN = re.compile(
    r"[.!?;\n]+|"
    r",? en (?=(?:ik|we|wij|wil|willen|moet|moeten|heb|hebben|ook|verder|dan|daarna|daarnaast|tegelijk|kan|kunnen|nog|"
    r"zou|zouden|hoe|wat|waar|wanneer|mag|mogen|een|mijn|ons|onze)\b)|"
    r",? (?:maar ook|en ook|en verder|daarnaast|verder nog|ook nog|plus|trouwens)\b",
    re.IGNORECASE,
)


def clauses(text: str) -> list[str]:
    """The parts of a text, at most four; none when it has only one."""
    parts = [part.strip(" ,") for part in _BETWEEN.split(text)]
    told = [part for part in parts if len(part.split()) >= WORDS_AT_LEAST]
    return told if 1 < len(told) <= MOST else []
