"""Numbers written as digits or as Dutch words: how to recognise one, and its value."""

import re

from text_to_num import text2num

# Together these parts spell each Dutch cardinal. None begins with another, so a word falls apart in one way
# only.
_PARTS = (
    "een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|twintig|dertig|veertig|tachtig|"
    "tig|honderd|duizend|miljoen|en"
)
WORDS = rf"(?!en\b)(?:{_PARTS})+"

# 12 · 1.500 · 3,50 · 3.5 · 3½; more than seven digits is a telephone number or another reference.
# Before it no letter (but in "3x4"), after it no letter that makes it an ordinal or a code ("15e").
DIGITS = (
    r"(?<![0-9a-wyz_])(?<![0-9][.,])"
    r"(?:(?:[1-9][0-9]{0,2}\.[0-9]{3}|[1-9]\.[0-9]{3}\.[0-9]{3}|0|[1-9][0-9]{0,6})(?:[.,][0-9]{1,2})?½?|½)(?![.,]?[0-9])"
)

# anderhalf · tweeenhalf · drieeneenhalve · vier en een halve
_HALF = (
    r"anderhal(?:f|ve)|(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien)(?:en|-en-|eneen| en een )hal(?:f|ve)|"
    r"halve|half|driekwart|drie kwart(?= meter)"
)
_COLLECTIVE = rf"(?:een )?(?:dozijn|{WORDS}tal)"
# As it is dictated: "drie komma vijf".
_POINT = rf"{WORDS} komma {WORDS}"
# People together: "met z'n vieren"; without these words before it, that is a verb.
_GROUPS = {"tweeen": 2, "drieen": 3, "vieren": 4, "vijven": 5, "zessen": 6, "zevenen": 7, "achten": 8, "negenen": 9}
_GROUP = rf"(?:(?<=z'n )|(?<=met zn )|(?<=met zijn )|(?<=met ons )|(?<=met hun ))(?:{'|'.join(_GROUPS)})"

# Words that belong to one number: "twee duizend vijfhonderd", "honderd en tien", "vijf en twintig". At each
# step only
# one of the three ways to go on can match, so that long rows of such words cost no more than their length.
_BIG = "honderd|duizend|miljoen"
_AFTER_BIG = "(?:(?<=honderd)|(?<=duizend)|(?<=miljoen))"
_RUN = (
    rf"(?!(?:{'|'.join(_GROUPS)})\b){WORDS}(?: (?={_BIG}){WORDS}|{_AFTER_BIG}(?: en)? (?!{_BIG}){WORDS}"
    rf"|(?!{_AFTER_BIG}) en (?=[a-z]{{2,6}}tig\b){WORDS}){{0,6}}"
)

NUMBER = (
    rf"(?:(?<![0-9/.,-])1/2(?![0-9/-])"
    rf"|{DIGITS}(?:(?: (?:honderd|duizend|miljoen|komma [0-9]|1/2|en een hal(?:f|ve))|k)(?![0-9a-z/]))?"
    rf"|(?<![a-z0-9_])(?:{_COLLECTIVE}|{_HALF}|{_POINT}|{_GROUP}|{_RUN})(?=jarig|\b))"
)

_THOUSANDS = re.compile(r"\.(?=[0-9]{3}(?![0-9]))")
_MULTIPLIERS = {"honderd": 100, "duizend": 1_000, "k": 1_000, "miljoen": 1_000_000}
_FRACTIONS = {
    **{"half": 0.5, "halve": 0.5, "1/2": 0.5, "anderhalf": 1.5, "anderhalve": 1.5},
    **{"driekwart": 0.75, "drie kwart": 0.75},
}


# Number words as they are often misspelt, also inside longer ones ("hondertvijftig").
_SPELT = {
    **{"achtien": "achttien", "viertien": "veertien", "vijtien": "vijftien", "drietien": "dertien"},
    **{"twintich": "twintig", "twintg": "twintig", "dartig": "dertig", "drietig": "dertig", "viertig": "veertig"},
    **{"vijtig": "vijftig", "vijvtig": "vijftig", "sestig": "zestig", "seventig": "zeventig", "tagtig": "tachtig"},
    **{"achtig": "tachtig", "hondert": "honderd", "duizent": "duizend", "duisend": "duizend"},
}
MISSPELT = re.compile(rf"(?<![a-z])(?P<before>(?:{_PARTS})*)(?P<wrong>{'|'.join(_SPELT)})(?=(?:{_PARTS})*(?![a-z]))")


def spelt_right(match: re.Match[str]) -> str:
    """Give what `MISSPELT` matched as it should be."""
    return match["before"] + _SPELT[match["wrong"]]


def read_number(written: str) -> int | float | None:
    """Give the value of what `NUMBER` matched; None when the words make no number ("en", "drie vier")."""
    words = written.removeprefix("een ")
    if words == "dozijn":
        return 12
    if words in _FRACTIONS:
        return _FRACTIONS[words]
    if words in _GROUPS:
        return _GROUPS[words]
    if written[0] in "0123456789½":
        return _read_digits(written)
    if words.endswith(("half", "halve")):
        return _plus(_read_words(re.split(r"-?en", words, maxsplit=1)[0].strip()), 0.5)
    whole, _, tenths = words.partition(" komma ")
    if tenths:
        return _plus(_read_words(whole), (_read_words(tenths) or 0) / 10)
    return _read_words(words.removesuffix("tal"))


def _plus(whole: int | None, part: float) -> float | None:
    return None if whole is None else whole + part


def _read_digits(written: str) -> int | float:
    digits = re.sub(r"[^0-9.,].*", "", written)
    more = written.removeprefix(digits).strip()
    value = float(_THOUSANDS.sub("", digits).replace(",", ".") or 0)
    if more.startswith("komma"):
        value += int(more[-1]) / 10
    elif more in _MULTIPLIERS:
        value *= _MULTIPLIERS[more]
    elif more:
        value += 0.5
    return int(value) if value.is_integer() else value


def _read_words(words: str) -> int | None:
    try:
        # The library knows "tweeëntwintig" but not "tweeentwintig".
        value: int = text2num(words.replace("eeen", "eeën"), "nl")
    except ValueError:
        return None
    return value
