"""Words for people, before an age ("dochter van 8") or a name that is no country or month ("mijn dochter April")."""

import re

CHILD = (
    r"(?:baby|broer|dochter|jongen|kind|kleindochter|kleinkind|kleinzoon|meisje|nichtje|neefje|peuter|kleuter|puber|"
    r"tiener|tweeling|drieling|zoon|zus|oudste|jongste|middelste)(?:tje|je)?"
)
CHILDREN = r"(?:dochters|jongens|kids|kinderen|kleinkinderen|meiden|meisjes|pubers|zonen|zoons)"
ADULT = r"(?:buurman|buurvrouw|dame|echtgenoot|heer|moeder|man|oma|opa|partner|vader|vrouw)"

_CALLED = re.compile(rf"\b(?:{CHILD}|{ADULT}|heet|heten|juf|meester|meneer|mevrouw|oom|tante|vriend|vriendin) $")


def names_person(text: str, start: int) -> bool:
    """Say whether what begins at `start` of the plain text is what somebody is called."""
    return bool(_CALLED.search(text, max(0, start - 20), start))
