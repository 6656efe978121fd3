"""Digits and number words that count nothing: telephone numbers, postcodes, times of day, years, labels."""

import re

from bot.goals.reading.number_words import DIGITS, WORDS
from bot.goals.reading.units import UNIT

_HOUR = rf"(?:[0-9]{{1,2}}|{WORDS})"
_OF_DAY = r"'?s (?:morgens|ochtends|middags|avonds|nachts)"
_CLOCK = r"[0-2]?[0-9][.:][0-5][0-9](?![0-9.,])"
_NO_UNIT = rf"(?![0-9]|[.,][0-9])(?! ?(?:{UNIT})\b)"

# What a number is the name of: "groep 8", "lijn 21", "kenmerk 2026-123".
_NAMED = (
    r"(?:(?:huis|kamer|paspoort|telefoon|zaak|perceel|volg|kavel)?(?:nummer|nr\.?|no\.)|afrit|afslag|artikel|blok|bus|"
    r"buslijn|covid|dossier|factuur|fase|groep|havo|hectometerpaal|hoofdstuk|kamer|kavel|kenmerk|klas|lantaarnpaal|"
    r"lijn|mbo|optie|perceel|postbus|referentie|stap|strandafgang|versie|vmbo|vwo|windkracht|zaak)"
)

NO_NUMBER = re.compile(
    r"(?:\+|(?<![0-9])0)[0-9](?:[ ()-]{0,2}[0-9]){7,13}(?![0-9])"  # telephone
    r"|\b[1-9][0-9]{3} ?(?!(?:al|as|ca|cm|di|do|en|er|ex|ga|ha|ik|in|is|ja|je|jr|kg|km|ma|me|mm|na|nu|of|om|op|pp|te|"
    r"vr|we|wo|za|ze|zo)\b)[a-z]{2}\b"  # postcode
    rf"|\b{_NAMED} (?:[a-z]{{1,3}}-?)?[0-9][0-9./-]*(?:[a-z]\b)?(?! ?(?:{UNIT})\b)|\b{_NAMED}[0-9]+"
    rf"|\b(?:anno|begin|bouwjaar|eind|in|jaar|sinds|tot|uit|van|vanaf) (?:1[5-9]|20)[0-9]{{2}}{_NO_UNIT}"
    r"|\bjaren '?[0-9]{2}\b|\b(?:2|twee)[ -]onder[ -](?:1|een)[ -]kap"
    rf"|\b[0-9]{{1,2}}:[0-9]{{2}}(?: ?uur)?|\b[0-9]{{1,2}}\.[0-9]{{2}} ?u(?:ur)?\b|\b24/7\b"  # times
    rf"|\b(?:om|rond|tegen|tot|van|vanaf) {_CLOCK}{_NO_UNIT}(?:(?: ?- ?| tot ){_CLOCK})?"
    rf"|\b(?:na|om|rond|tegen|tot|vanaf) (?:een uur of {_HOUR}\b|{_HOUR} ?u(?:ur)?\b)"
    rf"|\bvan {_HOUR} (?:tot|-) {_HOUR} ?u(?:ur)?\b"
    rf"|\b(?:(?:vijf|tien|kwart) (?:over|voor) )(?:half )?{_HOUR}\b|\bhalf {_HOUR}\b|\b{_HOUR} (?:uur )?{_OF_DAY}"
    rf"|\btussen (?:de )?{_HOUR} en {_HOUR} ?(?:u(?:ur)?\b|{_OF_DAY})"
    rf"|(?<!kinderen )(?<!kids )(?<!jeugd )\bvan {_HOUR} tot {_HOUR}\b(?![.,][0-9]| ?(?:{UNIT})\b)"
    rf"|(?:{DIGITS}|\bhonderd) ?(?:%|procent)"
    r"|\b(?:een|twee|drie) (?:derde|kwart|vierde|vijfde)\b(?! meter)"
    r"|\b(?:enkele|meerdere|paar) (?:honderd|duizend)\b"
    r"|\bik vier\b|\bvier (?:een|feest|het|ik|je|m'n|mijn)\b"
)
