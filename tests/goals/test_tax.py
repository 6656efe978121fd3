"""Municipal taxes: examples of what residents say and where it leads."""

from typing import Any

import pytest

from bot.goals.answers import volunteered, words_of
from bot.goals.asking import closing
from tests.goals.talking import CATALOGUE, MUNICIPALITY, TODAY, Talk


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("mijn woz waarde is te hoog", "objection"),
        ("hoeveel is mijn huis waard volgens de gemeente", "value"),
        ("ik snap mijn aanslag niet", "assessment"),
        ("kan ik in termijnen betalen", "payment"),
        ("kwijtschelding aanvragen", "remission"),
        ("aangifte toeristenbelasting", "tourist_tax"),
        ("moet ik voor mijn hond betalen? hondenbelasting", "dog_tax"),
        ("ik kreeg een aanmaning", "collection"),
    ],
)
def test_municipal_taxes_are_belastingen_bollenstreeks_without_a_question(said: str, name: str) -> None:
    talk = Talk()
    assert talk.say(said, "tax") == "done"
    assert talk.outcome and (talk.outcome.name, talk.outcome.department) == (name, "belastingen_bollenstreek")
    advice = closing(CATALOGUE["tax"], talk.outcome, talk.now, TODAY, MUNICIPALITY.tell)[0]
    assert "Belastingen Bollenstreek" in advice


def test_a_bare_word_takes_one_question() -> None:
    talk = Talk()
    assert talk.say("belasting", "tax") == "topic"
    assert len(talk.labels) == 9
    assert talk.say("ik kan het niet betalen") == "done"
    assert talk.outcome and talk.outcome.name == "remission"


def test_a_bailiff_at_the_door_is_urgent() -> None:
    talk = Talk()
    talk.say("er staat een deurwaarder voor de deur", "tax")
    assert talk.outcome and talk.outcome.urgency == "high"
    assert talk.outcome.first and talk.outcome.first.startswith("Wacht niet af")


@pytest.mark.parametrize(
    ("said", "department"),
    [("brief van het waterschap", "rijnland"), ("mijn aangifte bij de Belastingdienst", "tax_administration")],
)
def test_other_taxes_are_others(said: str, department: str) -> None:
    talk = Talk()
    assert talk.say(said, "tax") == "done"
    assert talk.outcome and talk.outcome.department == department


def test_what_is_unclear_goes_to_a_person() -> None:
    talk = Talk()
    talk.say("belasting", "tax")
    assert talk.say("iets anders") == "confirm"
    assert talk.outcome and talk.outcome.department == "kcc"


@pytest.mark.parametrize("row", CATALOGUE["tax"].data.outcomes, ids=lambda row: row.name)
def test_no_amounts_are_told(row: Any) -> None:
    assert not any(sign in sentence for sentence in row.advice for sign in ("€", "euro", "procent"))


SENTENCES: list[tuple[str, dict[str, Any]]] = [
    (
        "ik ben het niet eens met de gemeentelijke belasting",
        {"topic": "objection", "authority": "municipality"},
    ),
    ("bezwaar maken tegen de woz", {"topic": "objection"}),
    ("taxatieverslag opvragen", {"topic": "value"}),
    ("rioolheffing, wat is dat", {"topic": "assessment"}),
    ("waarom is de ozb hoger", {"topic": "assessment"}),
    ("kopie aanslag graag", {"topic": "assessment"}),
    ("automatische incasso stoppen", {"topic": "pay"}),
    ("ik heb dubbel betaald", {"topic": "pay"}),
    ("uitstel van betaling", {"topic": "pay"}),
    ("ik heb alleen aow en kan het niet betalen", {"topic": "remission"}),
    ("kwijtschelden", {"topic": "remission"}),
    ("dwangbevel in de bus", {"topic": "collection"}),
    ("beslag op mijn loon", {"topic": "collection"}),
    ("toeristenbelasting per nacht", {"topic": "tourist"}),
    ("mijn hond is dood", {"topic": "dog"}),
    ("zuiveringsheffing", {"authority": "water_board"}),
    ("zorgtoeslag", {"authority": "state"}),
    ("goedemorgen, ik heb een vraag", {}),
]


@pytest.mark.parametrize(("text", "facts"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_a_sentence_settles_what_it_says(text: str, facts: dict[str, Any]) -> None:
    said = volunteered(CATALOGUE["tax"], words_of(text, TODAY))
    assert {name: said.get(name) for name in facts} == facts
    assert facts or not said
