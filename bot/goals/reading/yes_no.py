"""Reading a whole message as yes or no."""

import re

from bot.goals.reading.answers import answer_words
from bot.goals.reading.dont_know import is_dont_know
from bot.goals.reading.plain import word_set

_YES_SIGNS = "👍👌✅✔🆗💯🙆"
_NO_SIGNS = "👎❌🚫✖🙅"

_FILLERS = word_set("ah dus eh ehm eigenlijk euh goh hm hmm nou o oh ok oke okee ow sorry tja uh uhm zeg")

# With one of these a message begins that answers, whatever else it says ("ja maar niet in mei").
_SAYS_YES = re.compile(
    r"ja+h?|(?:ja){2,}|j|ja+hoor|jaz+eker|jawel|jahaa*|jep+|ju+p+|ye+p+|ye+s+|yup+|yeah|inderdaad|klopt"
)
_FIRST_CLAUSE = re.compile(r"[,.;!]")
_SAYS_NO = re.compile(r"ne{2,}n?h?|ne|n|(?:nee){2,}|nee+hoor|nehee|neej|no|nope+|na+h|neuh|non|nein|njet|welnee")
_ASKS_ON = word_set("dat deze die dit er het mijn")

# A message of only these words answers when one of them does.
_YES = word_set(
    "absoluut accoord akkoord correct doe goed graag inderdaad jawel ja jazeker juist klopt mag "
    "natuurlijk ok oke okee "
    "precies prima uiteraard tuurlijk top waar wel welzeker wil yes zeker zo"
)
_NO = word_set("geen nee niet niets niks nimmer nooit")
_AROUND = (
    word_set(
        "aub alsjeblieft alsjeblief bedankt beslist ben daar dank dankje dankjewel dankuwel dat deze die "
        "dit denk doen een "
        "echt er even gewoon ga gaat geloof had heb heeft heel helemaal het hoeft hoor ik is je kan "
        "lijkt lieverd liever maar "
        "me meer mee mij mijn moet nodig nog ook per se svp toch u van vast volgens we weten wordt"
    )
    | _FILLERS
)
_WHOLE = {
    **dict.fromkeys(
        ("nou en of", "geen probleem", "geen punt", "geen bezwaar", "komt goed", "sure", "dat dacht ik wel"),
        True,
    ),
    **dict.fromkeys(("niet dat ik weet", "dacht het niet", "ik dacht het niet", "liever van niet", "van niet"), False),
    **dict.fromkeys(("heb ik", "dat heb ik", "die heb ik", "van wel", "ik dacht het wel", "dat is zo"), True),
    **dict.fromkeys(("nou ja", "ja nee", "nee ja", "ja en nee", "wel", "zo", "wil", "wel en niet"), None),
    **dict.fromkeys(("dank je wel", "dank u wel", "dankje wel", "dank je wel hoor", "heel erg bedankt"), None),
}


def read_yes_no(text: str) -> bool | None:
    """Read the whole message as an answer: True for yes, False for no, None when it is neither or both."""
    words = answer_words(text)
    if not words:
        return _sign(text)
    whole = " ".join(words)
    if whole in _WHOLE:
        return _WHOLE[whole]
    while len(words) > 1 and words[0] in _FILLERS:
        words = words[1:]
    said = _opening(words)
    if is_dont_know(text):
        return None
    if said is None and _of_only_answering_words(answer_words(_FIRST_CLAUSE.split(text)[0])) is False:
        return False  # "nog niet, ik ben aan het tekenen"
    if said is not None:
        return said
    if words[0] == "geen" and len(words) <= 4:
        return False
    return None if text.rstrip().endswith("?") else _of_only_answering_words(words)


def _opening(words: list[str]) -> bool | None:
    first, following = words[0], words[1] if len(words) > 1 else ""
    if first in ("j", "n") and following:
        return None
    if _SAYS_NO.fullmatch(first):
        return None if _SAYS_YES.fullmatch(following) and len(words) == 2 and following != "klopt" else False
    if not _SAYS_YES.fullmatch(first):
        return None
    if first == "klopt" and (following in _ASKS_ON or following in _NO):
        return False if following in _NO else None
    if first == "inderdaad" and following in _NO:
        return False
    return None if _SAYS_NO.fullmatch(following) and len(words) == 2 else True


def _of_only_answering_words(words: list[str]) -> bool | None:
    if not all(word in _YES or word in _NO or word in _AROUND for word in words):
        return None
    if any(word in _NO for word in words):
        return False
    return True if any(word in _YES for word in words) else None


def _sign(text: str) -> bool | None:
    yes = any(sign in text for sign in _YES_SIGNS)
    no = any(sign in text for sign in _NO_SIGNS)
    return yes if yes != no else None
