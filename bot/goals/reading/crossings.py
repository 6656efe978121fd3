"""Places that are told by more than one street: "hoek Voorstraat en Kerkstraat", "tussen de Zeeweg en de Gooweg"."""

import re
from collections.abc import Sequence

from bot.goals.reading.found import Found
from bot.goals.reading.plain import fold

_BEFORE = re.compile(
    r"\b(?:hoek(?:je)?|kruising|kruispunt|tussen|van|vanaf)(?: +van| +tussen| +met)?(?: +de| +het)?[ :,-]*$"
)
_BETWEEN = re.compile(
    r"[ ,]*(?:[-/&+]|\b(?:en|met|hoek|kruising|tot|naar|tot aan)\b)?(?: +van| +met)?(?: +de| +het)? *"
)


def place_phrase(text: str, places: Sequence[Found]) -> str | None:
    """Give the words of `text` that tell where: those of its first streets that belong together, or its first place.

    `places` are the places found in `text`, in its order. None when there are none.
    """
    streets = [place for place in places if place.unit == "street"]
    if not streets:
        return str(places[0].value) if places else None
    folded = fold(text)
    first = last = streets[0]
    for street in streets[1:]:
        if not _BETWEEN.fullmatch(folded, last.end, street.start):
            break
        last = street
    if last is first:
        return str(first.value)
    before = _BEFORE.search(folded, max(0, first.start - 40), first.start)
    return " ".join(text[before.start() if before else first.start : last.end].split())
