"""The three goals, from the first word to the handover, said to a Noor that really runs."""

import json
import sqlite3
from datetime import date, timedelta
from typing import Any

import pytest

from tests.running import RunningNoor
from tests.system.talking import Talk

DECISIVE_AT_MOST = 5


class Desk:
    """What a conversation left in the database."""

    def __init__(self, noor: RunningNoor) -> None:
        self._file = noor.database_url.removeprefix("sqlite:///")

    def handover(self, reference: str) -> dict[str, Any]:
        with sqlite3.connect(self._file) as database:
            database.row_factory = sqlite3.Row
            row = database.execute("select * from handovers where reference = ?", [reference]).fetchone()
        return dict(row)

    def everything(self) -> str:
        with sqlite3.connect(self._file) as database:
            return "\n".join(line for line in database.iterdump() if "contacts" not in line)


@pytest.fixture
def desk(stack: RunningNoor) -> Desk:
    return Desk(stack)


def reference_in(lines: list[str]) -> str:
    """The reference number that Noor gave."""
    told = next(line for line in lines if "Je meldnummer is" in line)
    return told.partition("Je meldnummer is ")[2].split(".")[0]


def test_a_new_passport_turns_out_to_be_a_trip(talk: Talk, desk: Desk) -> None:
    lines = talk("Ik heb snel een nieuw paspoort nodig")
    assert "Waar heb je een paspoort voor nodig?" in lines
    assert "  1. Ik ga op reis" in lines

    lines = talk("ik vlieg volgende week vrijdag naar Turkije")
    assert lines[0] == "Wat voor paspoort of ID-kaart heb je nu?"
    lines = talk("verlopen")
    assert lines[0].startswith("Je vertrekt al snel. Bel vandaag nog"), "what is urgent comes first"
    assert lines[1] == "Voor wie is het document?"

    lines = talk("1")
    assert any("Turkije" in line and "Klopt dat?" in line for line in lines)

    lines = talk("nee, Tunesië")
    assert any("Tunesië" in line and "vrijdag" in line and "Klopt dat?" in line for line in lines)
    assert not any("Turkije" in line for line in lines)

    assert talk("ja klopt")[0].startswith("Hoe kunnen we je bereiken?")
    lines = talk("mijn nummer is 06 12345678")
    handover = desk.handover(reference_in(lines))
    assert handover["department"] == "burgerzaken"
    assert handover["urgency"] == "high"
    assert handover["contact"] == "phone"
    assert set(json.loads(handover["decided_by"])) == {"destination", "departure", "document"}
    assert "Tunesië" in handover["summary"]
    assert "Burgerzaken" in lines[0]


def test_a_permit_turns_out_to_be_an_extension(talk: Talk, desk: Desk) -> None:
    assert "Waar heb je een vergunning voor nodig?" in talk("ik wil een vergunning")
    assert talk("een uitbouw aan de achterkant")[0].startswith("Is je huis een monument")
    assert talk("weet ik niet")[0] == "Ben je al begonnen met het werk?"
    talk("nee")
    talk("het is een koophuis")
    talk("nee")
    assert "Klopt dat?" in talk("Hoofdstraat 12")[-3]
    talk("klopt")
    lines = talk("bel me op 06 12345678")
    assert lines[0] == "Zal iemand bij je langskomen om mee te kijken?"
    assert talk("ja graag")[0] == "Welke dagen komen je het beste uit?"
    handover = desk.handover(reference_in(talk("dinsdag of donderdag")))
    assert (handover["department"], handover["outcome"]) == ("odwh", "protected_unsure")
    assert handover["visit_wanted"] == 1
    assert "dinsdag of donderdag" in handover["facts"]


def test_a_street_party(talk: Talk, desk: Desk) -> None:
    soon = date.today() + timedelta(days=30)
    talk("we willen een straatfeest")
    talk(f"{soon.day}-{soon.month}-{soon.year}")
    talk("ongeveer 80 mensen")
    talk("de straat moet wel dicht")
    lines: list[str] = []
    for answer in ("nee", "geen alcohol", "in de Kerkstraat", "ja", "jan@voorbeeld.nl"):
        lines = talk(answer)
    handover = desk.handover(reference_in(lines))
    assert (handover["department"], handover["urgency"]) == ("vth", "high")
    assert "evenementenvergunning" in json.loads(handover["products"])
    assert handover["contact"] == "email"


def test_nothing_to_arrange_bothers_nobody(talk: Talk) -> None:
    lines = talk("we gaan in maart naar Spanje en onze paspoorten zijn nog geldig, geldig paspoort dus")
    while "Kan ik nog iets voor je doen?" not in lines:
        lines = talk("nee")
    assert any("Je hoeft bij ons niets te regelen" in line for line in lines)
    assert not any("meldnummer" in line for line in lines)


def test_a_person_at_any_time(talk: Talk, desk: Desk) -> None:
    talk("ik wil een dakkapel")
    assert talk("ik wil liever een medewerker spreken")[0].startswith("Hoe kunnen we je bereiken?")
    assert talk("071 3616161")[0] == "Wanneer kunnen we je het beste bellen?"
    handover = desk.handover(reference_in(talk("liefst in de ochtend")))
    assert "In de ochtend" in handover["facts"]
    assert handover["goal"] == "extension"
    assert handover["outcome"] == "person_wanted"


def test_what_is_typed_is_masked_everywhere(talk: Talk, stack: RunningNoor, desk: Desk) -> None:
    talk("mijn bsn is 123456782 en ik wil een paspoort")
    talk("mail me op piet.puk@voorbeeld.nl of bel 06-87654321")
    folder = stack.log.parent
    left = desk.everything() + stack.log.read_text()
    left += "".join(file.read_bytes().decode(errors="ignore") for file in folder.glob("*.db*"))
    for secret in ("123456782", "piet.puk", "87654321"):
        assert secret not in left
