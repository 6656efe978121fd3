"""What residents answer, in their own words, to the real questions of the catalogue."""

from datetime import date
from typing import Any

import pytest

from bot.goals.answers import MAX_TEXT, number_of_option, option_meant, read_answer, words_of
from bot.goals.catalogue import load_catalogue
from bot.goals.conditions import DONT_KNOW
from bot.goals.reading.day import Day

TODAY = date(2026, 11, 23)
CATALOGUE = load_catalogue()

ANSWERS: list[tuple[str, str, Any]] = [
    # countries
    ("travel.destination", "Turkije", "TR"),
    ("travel.destination", "turkye", "TR"),
    ("travel.destination", "naar turkeye", "TR"),
    ("travel.destination", "Turkije, niet Tunesië", "TR"),
    ("travel.destination", "niet naar Tunesië maar naar Turkije", "TR"),
    ("travel.destination", "Barcelona", "ES"),
    ("travel.destination", "eerst Spanje en dan door naar Marokko", "MA"),
    ("travel.destination", "engeland", "GB"),
    ("travel.destination", "VS", "US"),
    ("travel.destination", "Duitsland denk ik", "DE"),
    ("travel.destination", "weet ik nog niet", DONT_KNOW),
    ("travel.destination", "geen idee", DONT_KNOW),
    ("travel.destination", "blub", None),
    # dates
    ("travel.departure", "12 december", date(2026, 12, 12)),
    ("travel.departure", "12-12-2026", date(2026, 12, 12)),
    ("travel.departure", "12 dec", date(2026, 12, 12)),
    ("travel.departure", "morgen", date(2026, 11, 24)),
    ("travel.departure", "vandaag nog", date(2026, 11, 23)),
    ("travel.departure", "zaterdag", date(2026, 11, 28)),
    ("travel.departure", "volgende week vrijdag", date(2026, 12, 4)),
    ("travel.departure", "over twee weken", date(2026, 12, 7)),
    ("travel.departure", "over 10 dagen", date(2026, 12, 3)),
    ("travel.departure", "met kerst", date(2026, 12, 25)),
    ("travel.departure", "1 januari", date(2027, 1, 1)),
    ("travel.departure", "hij is verlopen sinds 1 mei, ik ga 3 januari", date(2027, 1, 3)),
    ("travel.departure", "niet 3 januari maar 5 januari", date(2027, 1, 5)),
    ("travel.departure", "gisteren", None),
    ("travel.departure", "dat weet ik nog niet precies", DONT_KNOW),
    ("event.date", "zaterdag 12 juni", date(2027, 6, 12)),
    ("event.date", "volgend jaar koningsdag", date(2027, 4, 27)),
    ("event.date", "nog niet bekend", DONT_KNOW),
    ("identification.needed_by", "over drie dagen", date(2026, 11, 26)),
    ("identification.needed_by", "geen haast", None),
    ("travel.departure", "van 3 tot 10 januari", date(2027, 1, 3)),
    ("travel.departure", "12 december en we komen de 20e terug", date(2026, 12, 12)),
    ("travel.departure", "ik ben geboren op 3 mei", None),
    ("travel.departure", "in mei", Day(2027, 5, 1, "month")),
    ("travel.departure", "volgende week", Day(2026, 11, 30, "week")),
    ("travel.departure", "eind mei", Day(2027, 5, 25, "part")),
    ("event.date", "in het weekend van 12 december", Day(2026, 12, 12, "weekend")),
    # choices
    ("travel.document", "1", "passport_valid"),
    ("travel.document", "optie 3", "expired"),
    ("travel.document", "nummer 2.", "id_valid"),
    ("travel.document", "6", None),
    ("travel.document", "Verlopen", "expired"),
    ("travel.document", "verloopen", "expired"),
    ("travel.document", "mijn paspoort is niet meer geldig", "expired"),
    ("travel.document", "mijn paspoort is nog geldig", "passport_valid"),
    ("travel.document", "geldig pasport", "passport_valid"),
    ("travel.document", "alleen een id-kaart", "id_valid"),
    ("travel.document", "ik heb er geen", "none"),
    ("travel.document", "nog nooit gehad", "none"),
    ("travel.document", "die ben ik kwijt", "lost"),
    ("travel.document", "niet kwijt, verlopen", "expired"),
    ("travel.document", "weet ik niet", DONT_KNOW),
    ("travel.lost_where", "in het buitenland", "abroad"),
    ("travel.lost_where", "thuis", "netherlands"),
    ("travel.lost_where", "in de trein", "netherlands"),
    ("travel.lost_where", "ik ben nu in Frankrijk", "abroad"),
    ("travel.minor", "nee", "none"),
    ("travel.minor", "nee ik ga alleen", "none"),
    ("travel.minor", "met opa en oma", "no_parent"),
    ("travel.minor", "ja, zonder mijn ex", "one_parent"),
    ("travel.holder", "voor mezelf", "adult"),
    ("travel.holder", "mijn man", "adult"),
    ("travel.holder", "voor de baby", "child"),
    ("identification.state", "ja", "valid"),
    ("identification.state", "nee", "none"),
    ("identification.state", "nee, verlopen", "expired"),
    ("identification.state", "ja die is verlopen", "expired"),
    ("document_lost.state", "gejat", "stolen"),
    ("document_lost.state", "hij heeft in de wasmachine gezeten", "damaged"),
    ("document_lost.state", "niet gestolen maar kwijt", "lost"),
    ("document_lost.state", "ik heb hem weer gevonden", "found"),
    ("document_lost.state", "kweetniet", DONT_KNOW),
    ("document_lost.where", "in spanje", "abroad"),
    ("document_lost.where", "hier", "netherlands"),
    ("document_lost.document", "mijn id kaart", "id"),
    ("document_lost.document", "allebei", "both"),
    ("event.kind", "een buurtbbq", "neighbourhood"),
    ("event.kind", "hardloopwedstrijd", "sport"),
    ("event.kind", "geen festival maar een buurtfeest", "neighbourhood"),
    ("event.kind", "7", "private"),
    ("event.place", "de straat moet wel dicht", "street_closed"),
    ("event.place", "de straat hoeft niet dicht", "street_open"),
    ("event.place", "op het plein", "square"),
    ("event.place", "in mijn eigen tuin", "own"),
    ("event.music", "nee", "none"),
    ("event.music", "ja maar zachtjes", "soft"),
    ("event.music", "dj", "amplified"),
    ("event.alcohol", "iedereen neemt zelf mee", "free"),
    ("event.alcohol", "we verkopen bier", "sold"),
    ("event.organiser", "onze buurtvereniging", "residents"),
    ("event.organiser", "de school", "association"),
    ("extension.what", "een uitbouw", "extension"),
    ("extension.what", "dakkappel", "dormer"),
    ("extension.what", "geen dakkapel maar een uitbouw", "extension"),
    ("extension.what", "10", "other"),
    ("extension.side", "achter", "back"),
    ("extension.side", "niet aan de voorkant maar achter", "back"),
    ("extension.side", "hoekhuis", "side_street"),
    ("extension.home", "ik huur van de stek", "rented"),
    ("extension.home", "nee", "rented"),
    ("extension.home", "appartement met vve", "association"),
    # yes or no
    ("travel.several", "ja we zijn met zijn vieren", True),
    ("travel.several", "nee alleen ik", False),
    ("travel.registered", "nee ik woon in leiden", False),
    ("travel.dutch", "jazeker", True),
    ("document_lost.reported", "nog niet", False),
    ("document_lost.reported", "ja gister", True),
    ("document_lost.reported", "geen aangifte gedaan", False),
    ("event.tent", "ja een partytent", True),
    ("event.tent", "geen tent", False),
    ("event.tent", "springkussen", True),
    ("extension.monument", "geen monument", False),
    ("extension.monument", "volgens mij niet", False),
    ("extension.monument", "ja rijksmonument", True),
    ("extension.monument", "geen idee", DONT_KNOW),
    ("extension.asbestos_broken", "kapot asbest", True),
    ("extension.asbestos_broken", "nee het is heel", False),
    ("extension.started", "nee nog niet", False),
    ("extension.started", "de bouw ligt stil", True),
    ("extension.street_object", "ja een container voor de deur", True),
    ("extension.street_object", "misschien", DONT_KNOW),
    # numbers
    ("event.visitors", "80", 80),
    ("event.visitors", "zo'n 80 man", 80),
    ("event.visitors", "tachtig mensen", 80),
    ("event.visitors", "tussen de 50 en 100", 100),
    ("event.visitors", "ongeveer 1.500", 1500),
    ("event.visitors", "een stuk of twintig", 20),
    ("event.visitors", "geen 50 maar 120", 120),
    ("event.visitors", "weet ik niet", DONT_KNOW),
    ("event.visitors", "veel", None),
    ("extension.depth", "3,5 meter", 3.5),
    ("extension.depth", "3.5m", 3.5),
    ("extension.depth", "350 cm", 3.5),
    ("extension.depth", "drie en een halve meter", 3.5),
    ("extension.depth", "4", 4),
    ("extension.depth", "weet ik nog niet", DONT_KNOW),
    # places and free text
    ("event.where", "in de Kerkstraat", "de Kerkstraat"),
    ("event.where", "hoek Voorstraat en Kerkstraat", "hoek Voorstraat en Kerkstraat"),
    ("event.where", "op de kruising van de Gooweg en de Herenweg", "kruising van de Gooweg en de Herenweg"),
    (
        "event.where",
        "het komt op de hoek van de Voorstraat en de Kerkstraat bij de bakker",
        "hoek van de Voorstraat en de Kerkstraat",
    ),
    ("event.where", "wij doen het denk ik gewoon op het strand bij de vuurtoren", "het strand"),
    ("event.where", "weet ik nog niet", DONT_KNOW),
    ("extension.address", "Hoofdstraat 12", "Hoofdstraat 12"),
    ("extension.address", "2202 LR 72", "2202 LR 72"),
    ("person.about", "  mijn\n uitkering ", "mijn uitkering"),
    ("person.about", "geen idee", DONT_KNOW),
    ("person.about", "...", None),
]

#: Said just like the ones above, and just as clear.
HARDER: list[tuple[str, str, Any]] = [
    ("travel.document", "ja, een paspoort", "passport_valid"),
    ("travel.document", "ja, id kaart", "id_valid"),
    ("travel.lost_where", "in Spanje", "abroad"),
    ("travel.holder", "ik", "adult"),
    ("travel.holder", "mijn dochter van 14", "teen"),
    ("travel.holder", "mijn zoon van 5", "child"),
    ("event.tent", "geen podium maar wel een tent", True),
    ("extension.what", "de schuur slopen", "demolition"),
    ("extension.side", "voor", "front"),
    ("extension.address", "hoofdstraat 12 in noordwijk", "hoofdstraat 12 in noordwijk"),
]


@pytest.mark.parametrize(
    ("asked", "text", "value"), [*ANSWERS, *HARDER], ids=[f"{a}: {t}" for a, t, _ in [*ANSWERS, *HARDER]]
)
def test_an_answer_to_a_question(asked: str, text: str, value: Any) -> None:
    goal, _, fact = asked.partition(".")
    assert read_answer(CATALOGUE[goal].questions[fact], words_of(text, TODAY)) == value


def test_no_is_an_answer_to_whether_a_document_is_valid() -> None:
    answer = read_answer(CATALOGUE["travel"].questions["document"], words_of("nee", TODAY))
    assert answer in ("none", "expired")


def test_free_text_is_kept_short() -> None:
    answer = read_answer(CATALOGUE["person"].questions["about"], words_of("bla " * 200, TODAY))
    assert len(answer) <= MAX_TEXT


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("2", 1),
        (" 2. ", 1),
        ("2)", 1),
        ("optie 3", 2),
        ("nr 1", 0),
        ("0", None),
        ("4", None),
        ("2 mensen", None),
        ("", None),
    ],
)
def test_the_number_of_an_option(text: str, place: int | None) -> None:
    assert number_of_option(text, 3) == place


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Straat- of buurtfeest", "street"),
        ("straat of buurtfeest", "street"),
        ("straat of buurtfeesst", "street"),
        ("MARKT!", "market"),
        ("2", "market"),
        ("feest", None),
        ("?", None),
        ("", None),
    ],
)
def test_a_label_that_was_typed_instead_of_tapped(text: str, value: str | None) -> None:
    assert option_meant([("street", "Straat- of buurtfeest"), ("market", "Markt")], text) == value
