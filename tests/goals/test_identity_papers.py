"""A passport or ID card without a trip: to show who one is, or because it is lost, broken or found."""

import pytest

from tests.goals.talking import CATALOGUE, TODAY, Talk


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("ik woon in Katwijk en mijn id kaart is verlopen", "other_municipality"),
        ("ik heb een verblijfsvergunning en moet me legitimeren, heb er geen", "other_nationality"),
        ("mijn id kaart is verlopen en ik heb hem volgende week nodig", "soon"),
    ],
)
def test_who_helps_to_show_who_one_is(text: str, outcome: str) -> None:
    talk = Talk()
    talk.say(text, "identification")
    assert talk.outcome and talk.outcome.name == outcome


def test_who_cannot_come_to_the_desk_is_not_sent_there() -> None:
    talk = Talk()
    talk.say("mijn moeder ligt in bed, haar id kaart is verlopen, ik weet niet wanneer nodig", "identification")
    assert talk.now.values["housebound"] is True
    talk.say("geen haast", "dont_know")
    added = CATALOGUE["identification"].additions(talk.now.values, TODAY)
    assert any("lastig" in sentence for row in added for sentence in row.advice)


@pytest.mark.parametrize(
    ("text", "answer", "outcome", "handed_over"),
    [
        ("ik heb mijn paspoort weer gevonden", "nee", "found", False),
        ("ik heb mijn paspoort weer gevonden", "ja", "found_after_report", True),
        ("ik heb op het strand een paspoort gevonden", None, "someone_elses", False),
        ("mijn id kaart is gejat en ik woon in Leiden", "in nederland", "other_municipality", False),
        ("mijn paspoort zat in de was", None, "damaged", True),
    ],
)
def test_a_document_lost_broken_or_found(text: str, answer: str | None, outcome: str, handed_over: bool) -> None:
    talk = Talk()
    talk.say(text, "passport/lost")
    if answer:
        talk.say(answer)
    assert talk.outcome and (talk.outcome.name, talk.outcome.handed_over) == (outcome, handed_over)
