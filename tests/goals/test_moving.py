"""Conversations about a new address, or none."""

from datetime import date
from typing import Any

import pytest

from bot.goals.answers import volunteered, words_of
from bot.goals.asking import closing
from tests.goals.talking import CATALOGUE, MUNICIPALITY, TODAY, Talk


def test_a_move_within_the_municipality_takes_two_questions_and_no_colleague() -> None:
    talk = Talk()
    assert talk.say("ik ga verhuizen", "moving") == "where"
    assert talk.say("binnen Noordwijk") == "when"
    assert talk.say("1 december") == "done"
    assert talk.outcome and talk.outcome.name == "report"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("we verhuizen 1 maart naar Noordwijkerhout", "not_yet"),
        ("we zijn 1 november verhuisd naar de Hoofdstraat 5", "report_late"),
        ("vorige week donderdag naar De Zilk verhuisd", "report"),
        ("ik verhuis naar Leiden", "to_another_municipality"),
        ("Ik ben 85 en ga 1 december naar de Zeestraat, ik heb geen computer", "report_at_the_desk"),
        ("we zijn 1 november naar de Zeestraat verhuisd, ik heb geen computer", "report_late_at_the_desk"),
        ("maandag vliegen we voorgoed naar Canada", "leaves_soon"),
        ("half jaartje erasmus in Valencia, we gaan naar Spanje", "stays_registered"),
        ("ik kom van Polen voor werk", "from_abroad"),
        ("ik kom uit Polen voor seizoenswerk", "short_stay"),
        ("briefadres aanvragen", "no_address"),
        ("hij slaapt in zijn auto en heeft geen adres", "no_place_to_sleep"),
        ("ik zit in een blijf van mijn lijf huis en heb een postadres nodig", "safe_address"),
        ("er staat nog steeds een vorige huurder ingeschreven op mijn adres", "wrong_registration"),
        ("sociale huurwoning zoeken", "house_hunting"),
        ("wil niet dat mijn ex kan zien waar ik nu woon", "secret"),
    ],
)
def test_one_sentence_is_enough(text: str, outcome: str) -> None:
    talk = Talk()
    talk.say(text, "moving")
    assert talk.outcome and talk.outcome.name == outcome


def test_without_digid_a_colleague_helps_after_all() -> None:
    talk = Talk()
    assert talk.say("we verhuizen 1 december naar Noordwijk", "moving") == "done"
    assert talk.say("maar ik heb geen DigiD") == "living_in"
    assert talk.say("nee", "deny") == "household"
    assert talk.say("met zijn allen") == "confirm"
    assert talk.outcome and talk.outcome.department == "burgerzaken"


def test_a_summary_fits_who_comes_and_who_has_moved() -> None:
    talk = Talk()
    assert talk.say("alleen ik kom van India naar Noordwijk, ik trek niet bij iemand in", "moving") == "confirm"
    assert talk.reply.text.startswith("Je komt vanuit het buitenland")
    talk = Talk()
    talk.say("1 november naar de Zeestraat verhuisd, zonder digid, alleen ik", "moving")
    assert talk.say("nee", "deny") == "confirm"
    assert "het gaat om een verhuizing op zondag 1 november 2026" in talk.reply.text


def test_who_moves_in_with_somebody_brings_consent() -> None:
    talk = Talk()
    assert talk.say("ik kom uit Turkije en ga bij mijn zus wonen", "moving") == "household"
    told = closing(CATALOGUE["moving"], talk.outcome, talk.now, TODAY, MUNICIPALITY.tell)  # type: ignore[arg-type]
    assert "toestemming van wie er woont" in " ".join(told)


SENTENCES: list[tuple[str, dict[str, Any]]] = [
    (
        "namens mijn moeder: ze gaat 15 december naar de Zeestraat, trekt bij mijn broer in, zonder digid",
        {"where": "here", "when": date(2026, 12, 15), "living_in": True, "digid": False, "for_other": True},
    ),
    ("van Leiden naar Noordwijkerhout", {"where": "here"}),
    ("van Noordwijk naar Katwijk per 1 januari", {"where": "elsewhere", "when": date(2027, 1, 1)}),
    ("mijn zoon gaat op kamers in Delft", {"where": "elsewhere"}),
    ("wij emigreren naar Portugal", {"where": "abroad", "long": True, "country": "PT"}),
    ("we overwinteren in Spanje", {"where": "abroad", "long": False}),
    ("terug uit Frankrijk naar Nederland", {"where": "from_abroad"}),
    ("een BSN aanvragen want mijn baas vraagt dat", {"where": "from_abroad"}),
    ("ik kom van Antwerpen en ga in Noordwijk wonen", {"where": "from_abroad"}),
    ("mijn vriend komt bij mij wonen", {"where": "here", "living_in": True}),
    ("ik sta nergens ingeschreven", {"where": "no_address"}),
    ("wij zijn dakloos", {"where": "no_address", "street": True}),
    ("volgens jullie ben ik vertrokken onbekend waarheen", {"where": "wrong"}),
    ("ik wil een urgentieverklaring voor een woning", {"where": "house"}),
    ("met z'n vieren van de Gooweg naar de Langelaan", {"where": "here", "household": "all"}),
    ("alleen ik verhuis, op mezelf wonen in Noordwijk", {"where": "here", "household": "alone", "living_in": False}),
    ("ik heb geen dak boven mijn hoofd", {"where": "no_address", "street": True}),
    ("van een appartement in Leiden naar Noordwijk", {"where": "here"}),
    ("een half jaar in Spanje gewoond, nu terug", {"where": "from_abroad"}),
    ("ik ga naar een aanleunwoning in Noordwijk", {"where": "here", "for_other": None}),
    ("mijn ex mag mijn adres niet kunnen opvragen", {"secrecy": True}),
    ("er staat niemand op mijn adres", {"secrecy": None}),
    ("mijn ex stalkt me", {"danger": True}),
    ("hallo, een vraagje", {}),
]


@pytest.mark.parametrize(("text", "facts"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_what_a_mover_says_is_not_asked_again(text: str, facts: dict[str, Any]) -> None:
    told = volunteered(CATALOGUE["moving"], words_of(text, TODAY))
    assert {name: told.get(name) for name in facts} == facts
    assert facts or told == {}
