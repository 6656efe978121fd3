"""Waste at home and in the street: examples of what residents say and where it leads."""

from typing import Any

import pytest

from bot.goals.answers import volunteered, words_of
from bot.goals.asking import closing
from tests.goals.talking import CATALOGUE, MUNICIPALITY, TODAY, Talk


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("mijn groene bak is niet geleegd", "missed"),
        ("ik wil van een oude bank af", "bulky"),
        ("mijn kliko is kapot", "container"),
        ("afvalpas kwijt", "pass"),
        ("is de milieustraat zaterdag open", "centre"),
        ("welke dag wordt het papier opgehaald", "calendar"),
        ("afval van mijn bedrijf", "company"),
    ],
)
def test_household_waste_is_meerlandens_without_a_question(said: str, name: str) -> None:
    talk = Talk()
    assert talk.say(said, "waste") == "done"
    assert talk.outcome and (talk.outcome.name, talk.outcome.department) == (name, "meerlanden")
    advice = closing(CATALOGUE["waste"], talk.outcome, talk.now, TODAY, MUNICIPALITY.tell)[0]
    assert "Meerlanden" in advice


def test_a_dumped_mattress_asks_only_where_it_is() -> None:
    talk = Talk()
    assert talk.say("er ligt een matras op straat", "waste") == "where"
    assert talk.say("bij de glasbak in de Kerkstraat") == "what"
    assert talk.say("één matras en wat planken") == "confirm"
    assert talk.outcome and talk.outcome.name == "dumped"


def test_dumping_without_what_it_is_asks_for_danger_first() -> None:
    talk = Talk()
    assert talk.say("er is weer wat gedumpt", "waste") == "hazardous"
    assert talk.say("ja") == "where"
    assert talk.reply.text.startswith("Raak het niet aan")
    assert talk.outcome and talk.outcome.urgency == "acute"


def test_dumped_drums_are_to_be_kept_away_from_at_once() -> None:
    talk = Talk()
    assert talk.say("iemand heeft vaten gedumpt in het bos", "waste") == "where"
    assert "071 366 00 00" in talk.reply.text
    assert talk.outcome and talk.outcome.name == "hazardous"


@pytest.mark.parametrize(
    "seen", ["ik heb het kenteken", "ik weet wie het was", "de buurman is gefilmd", "ik zag iemand wegrijden"]
)
def test_who_saw_it_tells_the_enforcers(seen: str) -> None:
    talk = Talk()
    assert talk.say(f"er zijn vuilniszakken gedumpt, {seen}", "waste") == "where"
    assert talk.outcome and (talk.outcome.name, talk.outcome.department) == ("dumped_seen", "vth")


def test_a_back_path_is_the_landlords() -> None:
    talk = Talk()
    assert talk.say("in de brandgang ligt een berg matrassen", "waste") == "done"
    assert talk.outcome and talk.outcome.department == "landlord"


def test_litter_goes_to_the_municipality() -> None:
    talk = Talk()
    assert talk.say("de prullenbak in het park zit vol", "waste") == "where"
    assert talk.outcome and talk.outcome.department == "beheer_openbare_ruimte"


def test_a_bare_word_about_waste_is_asked_about() -> None:
    talk = Talk()
    assert talk.say("afval", "waste") == "topic"
    assert talk.say("grofvuil") == "done"


SENTENCES: list[tuple[str, dict[str, Any]]] = [
    (
        "in de Kerkstraat is in het portiek asbest gedumpt",
        {"topic": "dumped", "hazardous": True, "ground": "landlord", "where": "Kerkstraat"},
    ),
    ("ze zijn onze straat voorbij gereden", {"topic": "missed"}),
    ("komt u een wasmachine halen", {"topic": "bulky", "hazardous": False}),
    ("kan ik een extra container krijgen", {"topic": "container"}),
    ("de ondergrondse container gaat niet open", {"topic": "container"}),
    ("mijn pasje doet het niet", {"topic": "pass"}),
    ("met een aanhanger puin wegbrengen", {"topic": "centre"}),
    ("in welke bak gaat een pizzadoos", {"topic": "calendar"}),
    ("wanneer wordt de kerstboom opgehaald", {"topic": "calendar"}),
    ("er staat een bank op straat", {"topic": "dumped", "hazardous": False}),
    ("er ligt een koelkast in de berm", {"topic": "dumped"}),
    ("vuilniszakken naast de container", {"topic": "dumped", "hazardous": False}),
    ("jerrycans langs de Schulpweg gedumpt", {"topic": "dumped", "hazardous": True, "where": "Schulpweg"}),
    ("overal zwerfvuil op het strand", {"topic": "litter"}),
    ("hondenpoepbak puilt uit", {"topic": "litter"}),
    ("bedrijfsafval", {"topic": "company"}),
    ("goedemorgen, ik heb een vraag", {}),
]


@pytest.mark.parametrize(("text", "facts"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_a_sentence_settles_what_it_says(text: str, facts: dict[str, Any]) -> None:
    said = volunteered(CATALOGUE["waste"], words_of(text, TODAY))
    assert {name: said.get(name) for name in facts} == facts
    assert facts or not said
