"""Conversations with people who have had enough: short, calm, a person soon."""

from datetime import date
from typing import Any

import pytest

from bot.goals.answers import volunteered, words_of
from tests.goals.talking import CATALOGUE, TODAY, Talk

INTENT = "complaint_objection"


def test_an_objection_asks_only_for_the_date() -> None:
    talk = Talk()
    assert talk.say("ik wil bezwaar maken", INTENT) == "decided"
    assert talk.say("3 november") == "confirm"
    assert talk.outcome and talk.outcome.name == "objection"
    assert "dinsdag 3 november 2026" in talk.reply.text


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("bezwaar tegen het besluit van 2 november", "objection"),
        ("bezwaar tegen het besluit van 13 oktober", "objection_last_days"),
        ("bezwaar tegen het besluit van 12 oktober 2026", "objection_last_days"),
        ("bezwaar tegen het besluit van 11 oktober 2026", "objection_late"),
        ("bezwaar tegen een beschikking van een half jaar geleden", "objection_late"),
        ("bezwaar tegen mijn woz waarde", "tax"),
        ("mijn bezwaar is ongegrond verklaard, ik ga naar de rechtbank", "appeal"),
        ("wanneer is de hoorzitting over mijn bezwaar", "objection_running"),
        ("die vrouw aan de balie was onbeschoft tegen mijn moeder", "treatment"),
        ("tig keer gemaild, nul keer antwoord, zitten jullie te slapen", "no_answer"),
        ("schade aan mijn auto door een gat in de weg", "damage"),
        ("er ligt een losse tegel, het is gevaarlijk", "danger_on_the_street"),
        ("open put in de straat, zonder deksel, iets op straat dus", "emergency_on_the_street"),
        ("ik mail al drie maanden en krijg geen antwoord", "no_answer_overdue"),
        ("de termijn is voorbij en nog altijd geen besluit", "no_answer_overdue"),
        ("een lantaarnpaal doet raar, niet gevaarlijk", "street"),
        ("jullie hebben mijn gegevens gelekt", "data_leak"),
    ],
)
def test_one_sentence_is_enough(text: str, outcome: str) -> None:
    talk = Talk()
    talk.say(text, INTENT)
    assert talk.outcome and talk.outcome.name == outcome


def test_a_story_that_was_told_is_not_asked_again() -> None:
    talk = Talk()
    assert talk.say("ik ben afgesnauwd aan de balie en mijn moeder was in tranen", INTENT) == "helps"
    assert talk.say("excuses") == "confirm"
    assert talk.say("ja", "affirm") == "contact"


@pytest.mark.parametrize(
    ("text", "urgency"),
    [
        ("IK WACHT AL ZES WEKEN EN NIEMAND BELT TERUG!!!", "normal"),
        ("IK WACHT AL ZES MAANDEN EN NIEMAND BELT TERUG!!!", "high"),
    ],
)
def test_who_waits_is_two_answers_away_from_a_colleague(text: str, urgency: str) -> None:
    talk = Talk()
    assert talk.say(text, INTENT) == "confirm"
    assert talk.reply.text.startswith("Vervelend dat je al zo lang wacht.") == (urgency == "high")
    assert talk.outcome and talk.outcome.urgency == urgency
    assert talk.say("ja", "affirm") == "contact"


@pytest.mark.parametrize(
    ("answer", "urgency"),
    [
        ("ja er is al iemand gevallen", "high"),
        ("weet ik niet", "high"),
        ("ja, er hangen losse draden", "acute"),
        ("nee hoor", "normal"),
    ],
)
def test_danger_goes_before_everything(answer: str, urgency: str) -> None:
    talk = Talk()
    assert talk.say("klacht over een losse stoeptegel", INTENT) == "danger"
    talk.say(answer)
    assert talk.outcome and talk.outcome.urgency == urgency
    assert ("071 366 00 00" in talk.reply.text) == (urgency != "normal")


def test_a_person_is_one_word_away() -> None:
    talk = Talk()
    talk.say("ik heb een klacht", INTENT)
    assert talk.say("medewerker", "human") == "contact"


SENTENCES: list[tuple[str, dict[str, Any]]] = [
    (
        "ik ben 3 november in de Hoofdstraat 12 gestruikeld, heb schade, er kan iemand vallen en ik wil een gesprek",
        {"about": "damage", "decided": date(2026, 11, 3), "where": "Hoofdstraat 12", "danger": True, "helps": "talk"},
    ),
    ("niet mee eens met de omgevingsvergunning", {"about": "decision"}),
    ("ik kreeg vorige week een brief met nee voor uitkering", {"about": "decision"}),
    ("mijn WOZ-bezwaar", {"about": "tax"}),
    ("bezwaar tegen de aanslag rioolheffing", {"about": "tax"}),
    ("ik ben gediscrimineerd", {"about": "treatment"}),
    ("klacht over een medewerker", {"about": "treatment"}),
    ("ik word van het kastje naar de muur gestuurd en wil excuses", {"about": "treatment", "helps": "apology"}),
    ("op mijn aanvraag is nog steeds niet besloten", {"about": "no_answer"}),
    ("ze hebben me nooit teruggebeld", {"about": "no_answer"}),
    ("tak van jullie boom op mijn auto, ik stel jullie aansprakelijk", {"about": "damage"}),
    ("gevallen over een stoeptegel", {"about": "damage"}),
    ("bezwaar tegen boete hondenpoep", {"about": "decision"}),
    ("prullenbak zit vol, iets op straat", {"about": "street"}),
    ("dat is toch privacy", {"about": "privacy"}),
    ("ik ga in hoger beroep", {"about": "decision", "appeal": True}),
    ("ik heb al bezwaar gemaakt", {"about": "decision", "running": True}),
    ("goedemiddag", {}),
]


@pytest.mark.parametrize(("text", "facts"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_what_an_angry_resident_says_is_not_asked_again(text: str, facts: dict[str, Any]) -> None:
    told = volunteered(CATALOGUE[INTENT], words_of(text, TODAY))
    assert {name: told.get(name) for name in facts} == facts
    assert facts or told == {}
