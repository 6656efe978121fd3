"""What a number without a unit counts, told by the words before it: years of age, or people."""

import re

from bot.goals.reading.persons import ADULT, CHILD, CHILDREN

_ABOUT = r"(?:al|bijna|inmiddels|net|nog geen|nu|ongeveer|pas)"
_SOON = r"(?:(?:deze|volgende|komende) \w+|in \w+|binnenkort|dan|morgen)"

_AGE = re.compile(
    rf"\b(?:(?:{CHILD}|{ADULT}|kleine|hij|zij|ze|die)(?: |, )(?:van|is|wordt|was|werd)"
    rf"|(?:{CHILD}|{ADULT}) ?\(|{CHILD},?|leeftijd(?: is|:)?|ik (?:ben|word)"
    rf"|{CHILDREN}(?: van| zijn|,)? ?\(?(?:[0-9]{{1,2}}(?:, ?| en ))*)"
    rf" ?(?:{_ABOUT} |{_SOON} )*$"
)
_PEOPLE = re.compile(
    r"\b(?:man|mannetje|mens|persoon|kind|gast|bezoeker) of $"
    r"|\b(?:gezelschap|gezin|groep|groepje|team|club|clubje) van (?:\w+ )?$"
    r"|\b(?:zijn|komen|gaan|reizen|waren) (?:we |wij |er )?met (?:\w+ )?$"
    r"|\bmet (?:z'n|zn|zijn|ons|hun) (?:allen |\w+ )?$"
)
_EURO = re.compile(r"(?:€|\beuro?) ?$")


def unit_before(before: str) -> str | None:
    """Give the unit that the words before a number tell: "years", "persons", "euro" or none."""
    for pattern, unit in ((_AGE, "years"), (_PEOPLE, "persons"), (_EURO, "euro")):
        if pattern.search(before):
            return unit
    return None
