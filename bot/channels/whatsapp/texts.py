"""What residents read on WhatsApp that is not Noor's own answer, and what stands in the log for what has no words."""

from collections.abc import Mapping
from typing import NamedTuple

REST = "Dit zijn de andere keuzes."
REVOKED = "(verwijderd door de bewoner)"
TYPE_IT = "Dit bericht kunnen we hier niet lezen. Wil je je vraag typen?"
NO_PHOTO = "Foto die niet is aangekomen"


class Unreadable(NamedTuple):
    """What the log says instead, and what the resident is asked."""

    mark: str
    request: str


OTHER: Mapping[str, Unreadable] = {
    "audio": Unreadable("Spraakbericht", "Een spraakbericht kunnen we hier niet beluisteren. Wil je je vraag typen?"),
    "video": Unreadable(
        "Video", "Een video kunnen we hier niet bekijken. Wil je typen wat er is? Een foto sturen kan ook."
    ),
    "sticker": Unreadable("Sticker", "Een sticker kunnen we hier niet lezen. Wil je typen wat je bedoelt?"),
    "contacts": Unreadable("Contactkaart", "Een contactkaart kunnen we hier niet lezen. Wil je je vraag typen?"),
    "document": Unreadable(
        "Bestand", "Een bestand kunnen we hier niet openen. Wil je typen waar het over gaat? Een foto sturen kan wel."
    ),
    "order": Unreadable("Bestelling", TYPE_IT),
}
UNKNOWN = Unreadable("Bericht zonder tekst", TYPE_IT)


def other(sort: str) -> Unreadable:
    """For a message of a kind that nobody here can read."""
    return OTHER.get("audio" if sort == "voice" else sort, UNKNOWN)


def photo_failed(megabytes: int) -> Mapping[str, str]:
    """Why a photo was not kept, by reason."""
    return {
        "gone": "We konden je foto niet meer ophalen. Stuur hem nog een keer.",
        "later": "We konden je foto nu niet ophalen. Stuur hem straks nog een keer.",
        "large": f"Je foto is te groot. Een foto mag hoogstens {megabytes} MB zijn.",
        "unreadable": "We kunnen deze foto niet openen. Stuur een andere foto.",
        "many": "Dat zijn veel foto's tegelijk. Ze zijn niet allemaal aangekomen. Wacht een minuut en stuur de rest.",
    }
