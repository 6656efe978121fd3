"""Telling from the words around a date that it has been: "sinds 12 november", "op 3 mei is hij gestolen"."""

import re

_HAPPENED = (
    r"(?:aangevraagd|afgegeven|afgelopen|geboren|gebeld|gebeurd|gebracht|gedaan|gekocht|gekregen|gemaild|gemeld|"
    r"gepasseerd|gescheiden|gestolen|gestorven|gestuurd|geweest|gejat|ingediend|ingeleverd|kwijtgeraakt|"
    r"ontvangen|overleden|teruggekomen|uitgegeven|verhuisd|verliep|verloren|verlopen|verstuurd|vertrokken)"
)
_PLACED = r"(?:al|dd|eind|halverwege|in|met|op|per|rond|sinds|vanaf|de|het|dag|datum)"
_BEFORE = re.compile(
    rf"\b(?:sinds|sedert|al vanaf|{_HAPPENED}|geleden|liep(?:en)?(?: al)? af|trouwde\w*|kreeg|was|waren)"
    rf"(?: {_PLACED}){{0,3}} $"
)
# Straight after the date ("3 november aangevraagd"), or with a verb between ("3 mei ben ik hem kwijtgeraakt").
_AFTER = re.compile(rf"(?: (?:al|ben|heb|hebben|heeft|is|was|waren|zijn|werd)(?: \w+){{0,4}}?)? {_HAPPENED}\b")
# With these before it, the participle tells what is still to be done: "moet 12 december ingeleverd".
_STILL_TO_DO = re.compile(r"\b(?:hoeft|kan|kunnen|mag|moet|moeten|worden|wordt|zal|zullen)(?: \w+){0,4} $")
# What begins a sentence about the future, without a full stop before it: "is verlopen 12 december ga ik".
_GOES_ON = re.compile(r",? (?:ga|gaan|moet|moeten|vertrek|vertrekken|vlieg|vliegen|wil|willen)\b")
_NEAR = 60


def is_past(text: str, start: int, end: int) -> bool:
    """Say whether the date that stands from `start` to `end` in the plain text is told as something that has been."""
    before = text[max(0, start - _NEAR) : start]
    if _BEFORE.search(before):
        return not goes_on(text, end)
    return bool(_AFTER.match(text, end)) and not _STILL_TO_DO.search(before)


def goes_on(text: str, end: int) -> bool:
    """Say whether a sentence about what is to come begins with the date that ends here."""
    return bool(_GOES_ON.match(text, end))
