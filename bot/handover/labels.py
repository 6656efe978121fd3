"""How staff read what a handover holds, and what happened to it."""

from collections.abc import Mapping

from bot.storage.events import NOOR

URGENCY_LABELS: Mapping[str, str] = {"acute": "Acuut", "high": "Hoog", "normal": "Gewoon", "low": "Laag"}
#: What comes after the name of who did it; residents read it too, in the file with all that we keep.
EVENT_LABELS: Mapping[str, str] = {
    "created": "gaf de vraag door",
    "claimed": "pakte op",
    "released": "liet los",
    "forwarded": "stuurde door",
    "answered": "gaf antwoord",
    "taken_over": "nam het gesprek live over",
    "handed_back": "gaf het gesprek terug aan Noor",
    "taken_back": "nam het gesprek terug: de verbinding met {} was weg",
    "planned": "plande",
    "kept": "legde vast",
    "not_kept": "legde vast",
    "closed": "sloot af",
    "reopened": "heropende",
    "note": "schreef een notitie",
    "live stopped": "roept geen collega meer: de inwoner wil niet langer wachten",
    "live missed": "vertelde de inwoner dat er geen collega vrij was",
    "call back": "vroeg hoe de inwoner te bereiken is: help de inwoner later",
    "deleted": "verwijderde het gesprek, op verzoek van de inwoner",
}


def happened(what: str, note: str | None) -> tuple[str, str | None]:
    """What somebody did in words, and the note that is left to show: a colleague's name stands in the words."""
    # An event of another version of Noor has no words here.
    label = EVENT_LABELS.get(what, "deed iets")
    return (label.format(note or "een collega"), None) if "{}" in label else (label, note)


def actor(who: str) -> str:
    """Who did it."""
    return "Noor" if who == NOOR else who
