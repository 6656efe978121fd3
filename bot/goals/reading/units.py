"""What a number can count: the words people use, the unit they stand for, and how many of it each is."""

import re

# Word pattern -> unit and factor. Lengths become metres.
_UNITS: dict[str, tuple[str, float]] = {
    r"m[2²]|vierkante ?meters?": ("m2", 1),
    r"m[3³]|kubieke ?meters?|kuub|kub": ("m3", 1),
    r"m|mtr|meters?|metertjes?": ("meter", 1),
    r"mm|millimeters?": ("meter", 0.001),
    r"cm|centimeters?": ("meter", 0.01),
    r"dm|decimeters?": ("meter", 0.1),
    r"km|kilometers?": ("meter", 1000),
    (
        r"(?:extra |volwassen |jonge |oude |andere |kleine |grote )?(?:mens(?:en?)?|man|mannen|vrouwen|"
        r"persoon|personen?|pers|pax|p(?![.a-z])|bezoekers?|gast(?:en)?|genodigden|buren|(?:buurt)?bewoners|"
        r"kind(?:eren?|jes|ers)?|kids|kleinkinderen|volwassenen|jongeren|ouderen|deelnemers|leerlingen|studenten|"
        r"vrienden|vriendinnen|collega's|familieleden|toeschouwers|lopers|medewerkers|vrijwilligers|aanwezigen|"
        r"peuters|kleuters|jongens|meisjes|meiden|dames|heren|lui|mensjes)"
    ): ("persons", 1),
    r"jaar|jaren|jaartjes?|jr|jarigen?|jarig": ("years", 1),
    r"maand(?:en?)?|maandjes?|mnd": ("months", 1),
    r"week|weken?|weekjes?": ("weeks", 1),
    r"dag|dagen?|daagjes?|dgn": ("days", 1),
    r"uur|uren|uurtjes?": ("hours", 1),
    r"kwartier(?:en|tjes?)?": ("hours", 0.25),
    r"tientjes?": ("euro", 10),
    r"euro(?:'?s|tjes?)?|eur|euri(?:e?s)?": ("euro", 1),
}

UNIT = "|".join(_UNITS)

# With a lone "een" these count one; "een man" or "een kind" only says who.
COUNTED_BY_EEN = re.compile(
    r"m[23²³]|vierkante ?meter|kuub|meter(?:tje)?|persoon|jaar(?:tje)?|maand(?:je)?|week(?:je)?|"
    r"dag(?:je)?|uur(?:tje)?"
)

_COMPILED = [(re.compile(words), unit) for words, unit in _UNITS.items()]


def unit_of(words: str) -> tuple[str, float]:
    """Give the unit that `words`, a match of `UNIT`, stand for, and how many of it."""
    return next(unit for pattern, unit in _COMPILED if pattern.fullmatch(words))
