"""An appointment: for what, or the one that is there already; and when the desk is open."""

from typing import Any

import pytest

from tests.goals.talking import CATALOGUE, MUNICIPALITY, Talk
from tests.goals.volunteering import told


def test_a_new_appointment_is_asked_what_it_is_for() -> None:
    talk = Talk()
    assert talk.say("ik wil een afspraak", "appointment") == "goal"
    assert talk.reply.text == "Waar wil je een afspraak voor maken?"
    assert talk.labels[0] == "Ik heb al een afspraak"
    assert talk.say("ik ga naar Turkije op vakantie", "travel") == "document"


def test_changing_one_needs_no_such_question() -> None:
    talk = Talk()
    assert talk.say("afspraak verzetten", "appointment") == "soon"
    assert talk.say("nee", "deny") == "subject"
    assert talk.say("donderdag, voor mijn paspoort") == "wish"
    assert talk.say("liefst in de ochtend") == "confirm"
    assert talk.outcome and talk.outcome.name == "change"


def test_who_is_late_calls_and_is_asked_nothing() -> None:
    talk = Talk()
    assert talk.say("ik sta in de file en kom te laat voor mijn afspraak", "appointment") == "done"
    assert talk.outcome and (talk.outcome.name, talk.outcome.urgency) == ("running_late", "high")


def test_cancelling_today_is_urgent() -> None:
    talk = Talk()
    assert talk.say("ik kan vandaag niet komen, graag mijn afspraak afzeggen", "appointment") == "subject"
    assert talk.outcome and talk.outcome.name == "cancel_soon"
    assert talk.reply.text.startswith("Je afspraak is al snel. Bel nu 071 366 00 00")


@pytest.mark.parametrize(("soon", "outcome"), [("ja", "check_soon"), ("nee", "check"), ("weet ik niet", "check")])
def test_looking_one_up_is_urgent_only_when_it_is_soon(soon: str, outcome: str) -> None:
    talk = Talk()
    assert talk.say("ik weet niet meer hoe laat mijn afspraak is", "appointment") == "soon"
    talk.say(soon)
    assert talk.outcome and talk.outcome.name == outcome
    assert (talk.outcome.urgency == "high") is (soon == "ja")


def test_whether_one_is_needed_is_not_promised() -> None:
    talk = Talk()
    assert talk.say("mag ik zonder afspraak langskomen", "appointment") == "done"
    assert talk.outcome and not talk.outcome.handed_over


def test_opening_hours_are_not_made_up() -> None:
    talk = Talk()
    assert talk.say("hoe laat gaat de balie open", "opening_hours") == "done"
    assert talk.outcome and talk.outcome.department is None
    assert MUNICIPALITY.tell("town_hall_address") is None
    assert not any("uur" in sentence or "Voorstraat" in sentence for sentence in talk.outcome.advice)
    assert CATALOGUE["opening_hours"].questions == {}


SENTENCES: list[tuple[str, dict[str, Any]]] = [
    ("ik kan vandaag niet, mijn afspraak naar een andere dag", {"what": "change", "soon": True}),
    ("afspraak verzetten naar vrijdag", {"what": "change"}),
    ("mijn paspoortafspraak van morgen moet naar een andere dag", {"what": "change", "soon": True}),
    ("schuif mij maar een week op", {"what": "change"}),
    ("afpsraak verzettne", {"what": "change"}),
    ("annuleren", {"what": "cancel"}),
    ("ik moet mijn afspraak afzeggen want m'n kind is ziek", {"what": "cancel"}),
    ("die afspraak moet eruit", {"what": "cancel"}),
    ("ik heb geen bevestiging gekregen", {"what": "check"}),
    ("hoe laat was mijn afspraak ook alweer", {"what": "check"}),
    ("afspraaknummer kwijt", {"what": "check"}),
    ("ik sta vast op de A44, ben er over 20 minuten", {"what": "late", "soon": True}),
    ("mag ik zonder afspraak langskomen voor een paspoort", {"what": "needed"}),
    ("te laat", {"what": "late"}),
    ("gemiste afspraak", {"what": "late"}),
    ("mag je ook gewoon binnenlopen?", {"what": "needed"}),
    ("heb ik een afspraak nodig", {"what": "needed"}),
    ("yo kan ik ff n afspraak inplannen", {"what": "new"}),
    ("afspraak", {}),
]


@pytest.mark.parametrize(("text", "facts"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_what_a_sentence_tells(text: str, facts: dict[str, Any]) -> None:
    assert told("appointment", text) == facts
