"""Finding phrases of the catalogue in what residents write."""

import re
import unicodedata
from functools import cache

_NEGATED = re.compile(r"\b(?:geen|niet|nooit|zonder|niks)(?: (?:de|het|een|mijn|meer|nog|in|op|aan))*$")
_NOBODY = re.compile(r"\bniemand(?: (?:is|raakte|er|meer))*$")
_NEGATED_AFTER = re.compile(
    r"^,? (?:is|zijn|was|ben|heb|hebben|komt|komen|wordt|hoeft)(?: (?:het|dat|er|ik|we|wij|ze))?"
    r"(?: (?:nog|ook|echt|gelukkig))? niet\b(?! te )"
)
_NO = re.compile(r"\b(?:geen|niet|nooit|zonder)\b")
_APOSTROPHES = re.compile("['`\u2019\u00b4]")
_OTHER = re.compile(r"[^\w*,.!?]+")


GAP = ".."


def plain(text: str) -> str:
    """Lower case without accents or hyphens, one space between words: how phrases and texts are compared."""
    letters = unicodedata.normalize("NFKD", text.lower())
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _OTHER.sub(" ", _APOSTROPHES.sub("", letters)).strip()


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    words = r"[ ,]+".join(re.escape(word).replace(r"\*", r"\w*") for word in plain(phrase).split())
    words = words.replace(rf"[ ,]+{re.escape(GAP)}[ ,]+", r"(?:[ ,]+\w+){0,6}?[ ,]+")
    return re.compile(rf"\b{words}(?!\w)")


def longest(phrases: tuple[str, ...], text: str) -> int:
    """The length of the longest of the phrases that the plain text says and does not deny; 0 when there is none.

    In a phrase `*` stands for any letters and `..` for up to six words. "niet aan de voorkant" denies "voorkant".
    """
    best = 0
    for phrase in phrases:
        for match in _pattern(phrase).finditer(text):
            if not _is_denied(phrase, match, text):
                best = max(best, match.end() - match.start())
    return best


def denied(phrases: tuple[str, ...], text: str) -> bool:
    """Whether one of the phrases is said and denied, as in "geen monument"."""
    return any(_is_denied(phrase, match, text) for phrase in phrases for match in _pattern(phrase).finditer(text))


def _is_denied(phrase: str, match: re.Match[str], text: str) -> bool:
    within = _NO.search(match[0]) is not None and _NO.search(phrase) is None
    left = text[: match.start()].rstrip()
    before = _NEGATED.search(left) or (" " not in phrase and _NOBODY.search(left)) or None
    return within or before is not None or _NEGATED_AFTER.search(text[match.end() :]) is not None
