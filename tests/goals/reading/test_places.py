"""Places: streets, villages and kinds of place."""

import pytest

from bot.goals.reading import find_places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Hoofdstraat 12", ["Hoofdstraat 12"]),
        ("in de hoofdstraat", ["hoofdstraat"]),
        ("In de Kerkstraat 14a.", ["Kerkstraat 14a"]),
        ("Gooweg 12-14", ["Gooweg 12-14"]),
        ("Voorstraat  42", ["Voorstraat 42"]),
        ("Beeklaan", ["Beeklaan"]),
        ("Lindenplein en het Duinpad", ["Lindenplein", "Duinpad"]),
        ("Parallelboulevard 10", ["Parallelboulevard 10"]),
        ("Koningin Wilhelmina Boulevard 8", ["Koningin Wilhelmina Boulevard 8"]),
        ("prins bernhardstraat 72", ["prins bernhardstraat 72"]),
        ("Jan van Goyenstraat 3", ["Jan van Goyenstraat 3"]),
        ("Huis ter Duinstraat 4", ["Huis ter Duinstraat 4"]),
        ("IK WOON IN DE HOOFDSTRAAT 5", ["HOOFDSTRAAT 5"]),
        ("Kerkstraat 12 december", ["Kerkstraat"]),
        ("Kerkstraat 80 mensen", ["Kerkstraat"]),
        ("het strand", ["het strand"]),
        ("op het strand", ["op het strand"]),
        ("strand", ["strand"]),
        ("de boulevard", ["de boulevard"]),
        ("ons plein", ["ons plein"]),
        ("op straat", ["op straat"]),
        ("het park", ["het park"]),
        ("in de tuin", ["in de tuin"]),
        ("sportveld", ["sportveld"]),
        ("Noordwijk", ["Noordwijk"]),
        ("noordwijk aan zee", ["Noordwijk aan Zee"]),
        ("noordwijk-binnen", ["Noordwijk Binnen"]),
        ("Noordwijkerhout", ["Noordwijkerhout"]),
        ("de zilk", ["De Zilk"]),
        ("Hoofdstraat 3 in Noordwijk", ["Hoofdstraat 3", "Noordwijk"]),
        ("de Grent", ["de Grent"]),
        ("De Grent 12", ["De Grent 12"]),
        ("bij de Langevelderslag", ["Langevelderslag"]),
        ("in vinkeveld", ["Vinkeveld"]),
        ("noordwijkerhoud", ["Noordwijkerhout"]),
        ("noordwijk a/z", ["Noordwijk aan Zee"]),
        ("Zilk", ["De Zilk"]),
        ("Quarles van Uffordstraat 10", ["Quarles van Uffordstraat 10"]),
        ("Koningin Astrid Boulevard 5", ["Koningin Astrid Boulevard 5"]),
        ("'s-Gravendijckseweg 10", ["'s-Gravendijckseweg 10"]),
        ("Dorpsstraat huisnummer 8", ["Dorpsstraat huisnummer 8"]),
        ("Beeklaan 15 b", ["Beeklaan 15 b"]),
        ("nummer 7 van de Herenweg", ["Herenweg 7"]),
        ("nr. 12a in de Kerkstraat", ["Kerkstraat 12a"]),
        ("nummer 7 in de Kerkstraat 3", ["Kerkstraat 3"]),
        ("Worden de Schoolstraat en de Dorpsstraat opgebroken", ["Schoolstraat", "Dorpsstraat"]),
        ("hoek Van Panhuysstraat en Kerkstraat", ["Van Panhuysstraat", "Kerkstraat"]),
        ("in de van panhuysstraat", ["van panhuysstraat"]),
        ("aan de Van de Werffstraat 3", ["Van de Werffstraat 3"]),
        ("Van de Kerkstraat weet ik het niet", ["Kerkstraat"]),
        ("Van Kerkstraat naar Zeeweg", ["Kerkstraat", "Zeeweg"]),
        ("kruising Gooweg/Herenweg", ["Gooweg", "Herenweg"]),
        ("op de kruising", ["op de kruising"]),
        *((word, []) for word in ("onderweg", "vandaan", "weg", "nadenken", "gelaan", "opslaan", "schildpad")),
        *(
            (word, [])
            for word in ("blokkade", "milieustraat", "kapelaan", "bestraat", "overdreef", "opsteeg", "snelwegen", "")
        ),
        *((word, []) for word in ("gemeente Noordwijk", "ik ga naar school", "mevrouw van Dijk", "ik ben in de weg")),
    ],
)
def test_finds_places(text: str, places: list[str]) -> None:
    assert [found.value for found in find_places(text)] == places
