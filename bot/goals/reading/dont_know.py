"""Recognising that somebody does not know the answer."""

import re

from bot.goals.reading.answers import answer_words
from bot.goals.reading.plain import word_set

_LONGEST = 20

# What may come before: "sorry, dat ..."
_FILLERS = word_set(
    "alleen da dat die echt eerlijk eh ehm eigenlijk euh gezegd het helaas hm ik ja maar me mij moment "
    "momenteel nee nog "
    "nou nu o oh ook ow sorry tja uh uhm we wij"
)
_NOT_KNOWING = re.compile(
    r"(?:"
    r"k?(?:weet|weten) ?(?:ik |we |wij |het |'t |ut |t |dat |er |dit |ook |nog |echt |eigenlijk |helaas |"
    r"nu |zo |even )*nie(?:t)?\b"
    r"(?! alleen)|kweenie\b|weenie\b|wee nie\b|idk\b"
    r"|(?:heb |hebben |ik |echt |nog |er )*geen (?:flauw )?(?:idee|benul|weet van)(?! voor)\b"
    r"|weet ik veel\b|joost mag het weten"
    r"|zou(?:den)? (?:ik |we |het |'t |dat |echt |zo )*niet (?:kunnen )?(?:weten|zeggen)\b"
    r"|(?:is |zijn |staat |ligt |hebben |heb |we |wij |ik |dat |het )*(?:nog )?niet (?:echt |helemaal )?"
    r"(?:bekend|besloten|bepaald|duidelijk|rond|vast|zeker)\b|(?:nog|nader) te bepalen\b"
    r"|(?:durf|kan|kunnen) (?:ik |we |het |dat |nog )*niet (?:te )?(?:zeggen|bepalen)\b"
    r"|(?:is )?(?:nog )?onbekend$|geen zekerheid$|twijfel\b"
    r"|(?:misschien|wellicht|zou kunnen|kan|kan zijn|ligt eraan)(?: wel)?$"
    r"|hangt (?:\w+ ){0,5}(?:er ?van )?af\b|ligt (?:er ?)?aan\b|afhankelijk van\b"
    r"|moet(?:en)? (?:ik |we |dat |daar |het |nog |eerst |even )*(?:na(?:gaan|kijken|vragen|zoeken)|"
    r"op(?:zoeken|vragen)|uit(?:zoeken|vinden)|over nadenken|overleggen|checken|(?:op)?meten|aan (?:\w+ ){1,3}vragen)\b"
    r")"
)
_ONLY_MARKS = re.compile(r"[\s?]*(?:\?|🤷)[\s?!.🤷\u200d\ufe0f♀♂🏻-🏿]*")


def is_dont_know(text: str) -> bool:
    """Say whether the message tells that its writer does not know, in whatever words ("geen idee", "???").

    Only what a message begins with counts: "een container, geen idee hoe groot" does answer something.
    """
    return bool(_ONLY_MARKS.fullmatch(text)) or _not_knowing(answer_words(text)) is not None


def besides_dont_know(text: str) -> str | None:
    """Give the words after those that tell that its writer does not know: "de stoep denk ik" of "geen idee, de stoep
    denk ik". None for a message that tells no such thing.
    """
    words = answer_words(text)
    end = _not_knowing(words)
    return None if end is None else " ".join(words)[end:].strip()


def _not_knowing(words: list[str]) -> int | None:
    """Give where in the words, joined by spaces, the telling that something is not known ends; None without it."""
    if words[:2] == ["ja", "maar"]:
        return None
    start = 0
    for position, word in enumerate(words[:_LONGEST]):
        if match := _NOT_KNOWING.match(" ".join(words[position:_LONGEST])):
            return start + match.end()
        if word not in _FILLERS:
            return None
        start += len(word) + 1
    return None
