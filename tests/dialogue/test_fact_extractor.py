"""The facts of a message as Rasa's entities."""

import json
from datetime import datetime, tzinfo
from typing import Any

import pytest
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue import fact_extractor
from bot.dialogue.fact_extractor import FactExtractor

NOW = datetime.fromisoformat("2026-11-23T12:00:00+00:00")


@pytest.fixture(scope="module")
def component() -> FactExtractor:
    return FactExtractor.create({}, None, Resource("facts"), None)


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, NOW)


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Clock":
            return cls.fromtimestamp(moment.timestamp(), tz)

    monkeypatch.setattr(fact_extractor, "datetime", Clock)


def entities(component: FactExtractor, text: str | None) -> list[dict[str, Any]]:
    [message] = component.process([Message({"text": text})])
    found: list[dict[str, Any]] = message.get("entities")
    return found


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        pytest.param("Ik ga naar Turkije", [("country", "TR", "Turkije")], id="country"),
        pytest.param("we vertrekken 12 december", [("date", "2026-12-12", "12 december")], id="date"),
        pytest.param("morgen", [("date", "2026-11-24", "morgen")], id="relative date"),
        pytest.param(
            "over 2 weken naar Spanje",
            [("date", "2026-12-07", "over 2 weken"), ("country", "ES", "Spanje")],
            id="two facts in the order of the text",
        ),
        pytest.param("er komen 80 mensen", [("number", 80, "80 mensen")], id="number"),
        pytest.param("hallo", [], id="no fact"),
        pytest.param("", [], id="no words"),
        pytest.param(None, [], id="no text"),
    ],
)
def test_facts_become_entities(component: FactExtractor, text: str | None, facts: list[tuple[str, Any, str]]) -> None:
    found = [(e["entity"], e["value"], (text or "")[e["start"] : e["end"]]) for e in entities(component, text)]
    assert found == facts


def test_who_found_it_and_in_what_unit(component: FactExtractor) -> None:
    [number] = entities(component, "een schutting van 2 meter")
    assert (number["unit"], number["extractor"]) == ("meter", "FactExtractor")


def test_entities_of_another_component_stay(component: FactExtractor) -> None:
    other = {"entity": "choice", "value": "x", "start": 0, "end": 1, "extractor": "Other"}
    [message] = component.process([Message({"text": "Turkije", "entities": [other]})])
    assert [entity["entity"] for entity in message.get("entities")] == ["choice", "country"]


def test_every_message_gets_its_own(component: FactExtractor) -> None:
    first, second = component.process([Message({"text": "Turkije"}), Message({"text": "Spanje"})])
    assert [m.get("entities")[0]["value"] for m in (first, second)] == ["TR", "ES"]


def test_they_can_be_sent_and_rasa_gives_them_on(component: FactExtractor) -> None:
    text = "op 12 december met 80 mensen op het strand, daarna naar Turkije"
    [message] = component.process([Message({"text": text})])
    given = message.as_dict(only_output_properties=True)["entities"]
    assert {entity["entity"] for entity in given} == {"date", "number", "country", "place"}
    assert json.loads(json.dumps(given)) == given


@pytest.mark.parametrize(
    ("moment", "tomorrow"),
    [
        ("2026-11-23T22:59:00+00:00", "2026-11-24"),
        ("2026-11-23T23:01:00+00:00", "2026-11-25"),
        ("2026-07-01T22:01:00+00:00", "2026-07-03"),
    ],
    ids=["before midnight", "after midnight", "after midnight in summer"],
)
def test_the_day_is_the_one_in_amsterdam(
    component: FactExtractor, monkeypatch: pytest.MonkeyPatch, moment: str, tomorrow: str
) -> None:
    set_clock(monkeypatch, datetime.fromisoformat(moment))
    assert entities(component, "morgen")[0]["value"] == tomorrow
