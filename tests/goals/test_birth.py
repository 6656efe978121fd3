"""A child that is on its way or just born."""

from typing import Any

import pytest

from tests.goals.talking import Talk
from tests.goals.volunteering import told


def test_born_here_in_one_sentence_leaves_nothing_to_ask() -> None:
    talk = Talk()
    assert talk.say("onze zoon is vannacht thuis geboren", "birth") == "confirm"
    assert talk.reply.text == (
        "Je kindje is vandaag of gisteren geboren en de bevalling was in onze gemeente. Klopt dat?"
    )
    assert talk.outcome and (talk.outcome.name, talk.outcome.urgency) == ("here", "high")


def test_born_in_a_hospital_is_for_the_municipality_of_birth() -> None:
    talk = Talk()
    assert talk.say("onze dochter is gisteren geboren", "birth") == "where"
    assert talk.say("in Leiderdorp") == "done"
    assert talk.outcome and (talk.outcome.name, talk.outcome.department) == ("elsewhere", "other_municipality")
    assert talk.outcome.urgency == "high"


def test_the_last_day_is_urgent_before_anything_else() -> None:
    talk = Talk()
    talk.say("morgen is de laatste dag om onze baby aan te geven, hij is thuis geboren", "birth")
    assert talk.outcome and talk.outcome.name == "here_soon"
    assert talk.reply.text.startswith("Bel vandaag nog 071 366 00 00")


def test_too_late_is_urgent_but_an_old_birth_is_not() -> None:
    talk = Talk()
    assert talk.say("onze zoon is drie weken geleden thuis geboren", "birth") == "reported"
    assert talk.say("nee", "deny") == "confirm"
    assert talk.outcome and talk.outcome.urgency == "high"
    talk.say("nee wacht, hij is al aangegeven", "correction")
    assert talk.outcome and talk.outcome.name == "later"


@pytest.mark.parametrize("born", ["gisteren", "eergisteren"])
def test_who_has_reported_the_birth_is_not_told_to(born: str) -> None:
    talk = Talk()
    talk.say(f"onze zoon is {born} thuis geboren, we hebben de geboorte vanmorgen aangegeven", "birth")
    assert talk.outcome and (talk.outcome.name, talk.outcome.urgency) == ("later", "normal")
    talk = Talk()
    talk.say(f"onze zoon is {born} thuis geboren, we hebben de geboorte nog niet aangegeven", "birth")
    assert talk.outcome and talk.outcome.urgency == "high"


@pytest.mark.parametrize(("married", "outcome"), [("ja", "nothing_yet"), ("nee", "acknowledge")])
def test_who_expects_a_child_is_asked_one_thing(married: str, outcome: str) -> None:
    talk = Talk()
    assert talk.say("ik ben zwanger", "birth") == "together"
    talk.say(married)
    assert talk.outcome and talk.outcome.name == outcome


def test_a_lost_child_comes_before_every_question() -> None:
    talk = Talk()
    assert talk.say("ons kindje is levenloos geboren", "birth") == "confirm"
    assert talk.reply.text.startswith("Wat ontzettend verdrietig.")
    assert talk.outcome and talk.outcome.urgency == "high"


def test_labour_that_has_begun_does_not_wait() -> None:
    talk = Talk()
    talk.say("de weeën zijn begonnen en we hebben de erkenning nog niet geregeld!!", "birth")
    talk.say("nog niet geboren")
    assert talk.outcome and talk.outcome.name == "acknowledge_now"


SENTENCES: list[tuple[str, dict[str, Any]]] = [
    (
        "We zijn niet getrouwd, 2 moeders, in verwachting, moet elk moment bevallen en willen erkennen",
        {"moment": "unborn", "together": False, "family": True, "almost_due": True, "subject": "acknowledge"},
    ),
    ("zwanger", {"moment": "unborn"}),
    ("mijn vriendin is zwanger", {"moment": "unborn", "together": False}),
    ("uitgerekend 14 mei, niet getrouwd", {"moment": "unborn", "together": False}),
    ("onze zoon is vanochtend geboren", {"moment": "just_born"}),
    ("hij is er!!!", {"moment": "just_born"}),
    ("bevallen in Noordwijkerhout", {"where": "here"}),
    ("thuisbevalling in de zilk", {"where": "here"}),
    ("baby geboren in het ziekenhuis in leiden, waar aangeven", {"where": "elsewhere"}),
    ("de kleine kwam in het Spaarne Gasthuis in Haarlem", {"where": "elsewhere"}),
    ("mijn dochter is geboren in Thailand", {"where": "abroad"}),
    ("eergisteren geboren, nog niet aangegeven", {"moment": "some_days", "reported": False}),
    ("naam kind verkeerd gespeld", {"moment": "longer", "reported": True, "subject": "name"}),
    ("ouderlijk gezag", {"subject": "authority"}),
    ("via een draagmoeder in Canada krijgen we een kind", {"family": True}),
    ("na 24 weken verloren wij ons zoontje", {"loss": True}),
    ("we hebben een pleegdochter van wie de moeder is overleden", {"family": True}),
    ("Onze dochter is dinsdag geboren, waar geven wij haar aan?", {}),
]


@pytest.mark.parametrize(("text", "facts"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_what_a_sentence_tells(text: str, facts: dict[str, Any]) -> None:
    assert told("birth", text) == facts
