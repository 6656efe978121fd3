"""Conversations about papers: what it is for, and who has it."""

from datetime import date
from typing import Any

import pytest

from bot.goals.answers import volunteered, words_of
from tests.goals.talking import CATALOGUE, TODAY, Talk


def test_an_extract_needs_no_colleague() -> None:
    talk = Talk()
    assert talk.say("uittreksel brp voor een huurwoning", "extract") == "done"
    assert talk.outcome and talk.outcome.name == "extract_online"


def test_without_digid_a_colleague_helps() -> None:
    talk = Talk()
    assert talk.say("ik wil een papier waar mijn adres op staat, ik heb geen DigiD", "extract") == "foreign_use"
    assert talk.outcome and talk.outcome.name == "extract_at_the_desk"


def test_a_certificate_is_where_it_was_made() -> None:
    talk = Talk()
    assert talk.say("ik heb een geboorteakte nodig", "extract") == "deed_place"
    assert talk.say("in het ziekenhuis in Leiden") == "done"
    assert talk.outcome and talk.outcome.name == "deed_elsewhere"


def test_which_certificate_is_asked_only_when_it_was_not_said() -> None:
    talk = Talk()
    assert talk.say("kopie van de trouwakte, we zijn in De Zilk getrouwd", "extract") == "foreign_use"
    assert talk.now.values["deed_kind"] == "marriage"


def test_a_vog_asks_who_prepares_it() -> None:
    talk = Talk()
    assert talk.say("vog", "extract") == "vog_online"
    assert talk.say("ja", "affirm") == "done"
    assert talk.outcome and talk.outcome.name == "vog_online"


def test_tomorrow_is_urgent() -> None:
    talk = Talk()
    talk.say("IK HEB MORGEN EEN UITTREKSEL NODIG wat moet ik doen!!!", "extract")
    assert talk.outcome and talk.outcome.urgency == "high"
    assert "Bel vandaag nog 071 366 00 00" in talk.reply.text


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("morgen moet mijn handtekening gelegaliseerd zijn, spoed", "signature_urgent"),
        ("met spoed een kopie laten waarmerken", "copy_urgent"),
        ("vog met een papieren formulier, dringend", "vog_urgent"),
    ],
)
def test_no_paper_is_slow_when_there_is_hurry(text: str, outcome: str) -> None:
    talk = Talk()
    talk.say(text, "extract")
    assert talk.outcome and (talk.outcome.name, talk.outcome.urgency) == (outcome, "high")


SENTENCES: list[tuple[str, dict[str, Any]]] = [
    (
        "voor een trouwerij in Spanje wil ik over drie weken mijn geboorteakte met apostille, "
        "ik ben in Noordwijk geboren en heb geen digid",
        {
            "what": "deed",
            "deed_place": "noordwijk",
            "deed_kind": "birth",
            "stamp": True,
            "foreign_use": True,
            "digid": False,
            "needed_by": date(2026, 12, 14),
        },
    ),
    ("uitreksel bevolkingsregister", {"what": "brp"}),
    ("kan ik pappier krijge dat ik in noordwijk woon, een bewijs van inschrijving", {"what": "brp"}),
    ("mijn man is in Leiden overleden, ik zoek de overlijdensakte", {"deed_kind": "death", "deed_place": "elsewhere"}),
    ("ik ben in Marokko geboren, geboorteakte", {"what": "deed", "deed_place": "abroad"}),
    ("de vog staat online klaargezet door de voetbalclub", {"what": "vog", "vog_online": True}),
    ("vog met een papieren formulier", {"what": "vog", "vog_online": False}),
    ("bewijs dat ik geen strafblad heb", {"what": "vog"}),
    ("mijn Duitse pensioen wil weten of ik nog leef", {"what": "alive"}),
    ("levensbewijs, hij ligt op bed", {"what": "alive", "cannot_come": True}),
    ("handtekening legaliseren voor een garantstelling", {"what": "signature"}),
    ("paspoort kopie laten waarmerken", {"what": "copy"}),
    ("diploma waarmerken", {"what": "copy", "diploma": True}),
    ("ik wil inzien wat er over mij geregistreerd staat", {"what": "own"}),
    ("echtscheidingsakte", {"what": "deed", "deed_kind": "divorce"}),
    ("uittreksel in het engels, ik woon in Katwijk", {"what": "brp", "foreign_use": True, "registered": False}),
    ("geboorte papier, geboren in het LUMC", {"what": "deed", "deed_kind": "birth", "deed_place": "elsewhere"}),
    ("vog voor mijn stage in het LUMC", {"what": "vog", "deed_place": None}),
    ("goedemorgen", {}),
]


@pytest.mark.parametrize(("text", "facts"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_what_is_said_of_a_paper_is_not_asked_again(text: str, facts: dict[str, Any]) -> None:
    told = volunteered(CATALOGUE["extract"], words_of(text, TODAY))
    assert {name: told.get(name) for name in facts} == facts
    assert facts or told == {}
