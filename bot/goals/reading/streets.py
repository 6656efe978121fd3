"""The names of Dutch streets and the house numbers behind them, as patterns for folded text."""

import re

_KINDS = "straat|laan|weg|plein|pad|hof|kade|dijk|singel|gracht|steeg|dreef|plantsoen|boulevard|park"

# Words with a street's ending that are no street: verbs ("opslaan", "overdreef") and other nouns
# ("schildpad").
_NO_STREET = (
    r"(?:onder|over|hal[fv]e?r?|terug|heen|uit|om|door|kort|grof|dom|bot|gewoon|simpel|rond|ver|"
    r"lijdens|levens|rechts|doodleuk|glashard|lucht|adem\w*|gal|gehoor|spoor|\w+spoor)weg|"
    r"(?:aan|af|be|binnen|dicht|dood|door|ge|ge\w+|in|kapot|los|mis|na|neer|om|omver|ont|open|op|over|plat|stil|"
    r"stuk|tegen|terug|toe|uit|vast|ver|voor|weg|achterover|gade)slaan|\w*kapelaan|gelaan|ontlaan|"
    r"\w*schildpad|tijdpad|levenspad|notepad|touchpad|mousepad|\w*blokkade|rokade|omkade|bekade|"
    r"(?:af|be|in|op|over|ont|uit|mee|onder)steeg|"
    r"(?:aan|af|be|in|mee|mis|om|op|over|rond|terug|uit|ver|voort|weg)dreef|"
    r"(?:her|on)?bestraat|gestraat|milieustraat|voetgangersstraat|winkelstraat|woonstraat|zijstraat|dwarsstraat|sub\w*straat|magistraat|castraat|wasstraat|"
    r"\w*gerechtshof|beroepshof|doolhof|tepelhof|\w*(?:wagen|zon|wind|machine|huisjes)park"
)

# "Hoofdstraat", "Langevelderlaan"; of the words before the ending see `bot.goals.reading.places`.
STREET = rf"\b(?!(?:{_NO_STREET})\b)(?:[a-z][a-z']{{2,40}}(?:{_KINDS})|(?<=[a-z] )boulevard)\b"

# Behind a street: 12, 12a, 42-A, 12-14; not the number of something else ("in de Kerkstraat 80 mensen").
_COUNTED = (
    r"[ -]?(?:m[2²]?\b|cm\b|meter|man\b|mensen|pers|bezoeker|gast|kinder|kids|buren|jaar|jr\b|"
    r"we?eke?n?\b|dag|uur|"
    r"maand|stuks?\b|euro|jan|feb|maart|mrt|apr|mei\b|jun|jul|aug|sep|okt|nov|dec)"
)
HOUSE_NUMBER = (
    rf",? (?:nr\.? ?|(?:huis)?nummer )?"
    rf"(?P<house>[1-9][0-9]{{0,3}}(?:-[0-9]{{1,4}}(?![-/0-9])|-?[a-z](?![a-z])| [a-h](?= ?(?:$|[.,;!?])))?)"
    rf"(?![\w/]|[-.:,][0-9])(?!{_COUNTED})"
)

STREET_AND_NUMBER = re.compile(STREET + HOUSE_NUMBER)
