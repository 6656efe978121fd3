"""Somebody died or is dying, or it is about a grave: warm words first, two questions at most."""

from typing import Any

import pytest

from tests.goals.talking import CATALOGUE, Talk
from tests.goals.volunteering import told


def test_a_death_at_home() -> None:
    talk = Talk()
    assert talk.say("mijn vader is vannacht overleden, wat moet ik nu doen", "death") == "where"
    assert talk.reply.text.startswith("Wat verdrietig. Heel veel sterkte.")
    assert talk.say("thuis") == "undertaker"
    assert talk.say("nee", "deny") == "contact"
    assert "Bel dan eerst de huisarts" in talk.reply.text
    assert talk.outcome and (talk.outcome.name, talk.outcome.urgency) == ("not_yet", "high")
    assert talk.say("[telefoonnummer]") == "done"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Mijn vrouw is zondag thuis overleden. De uitvaartondernemer regelt veel", "taken_care_of"),
        ("mijn moeder is in het ziekenhuis overleden", "elsewhere"),
    ],
)
def test_what_others_do_bothers_nobody(text: str, outcome: str) -> None:
    talk = Talk()
    assert talk.say(text, "death") == "done"
    assert talk.outcome and talk.outcome.name == outcome
    assert not talk.outcome.handed_over
    assert any("medewerker" in sentence for sentence in talk.outcome.advice)


@pytest.mark.parametrize(
    ("text", "outcome", "urgency"),
    [
        ("ons meisje heeft niet geleefd", "child", "high"),
        ("wie betaalt de begrafenis van mijn buurman", "nobody_can", "high"),
        ("lichaam van mijn man naar Turkije brengen, vliegtuig is morgen", "hurry", "high"),
        ("mijn tante is in Spanje overleden", "abroad", "high"),
        ("moeder ligt op sterven", "dying", "normal"),
        ("graf verlengen", "grave", "normal"),
    ],
)
def test_a_person_is_there_at_once(text: str, outcome: str, urgency: str) -> None:
    talk = Talk()
    assert talk.say(text, "death") == "contact", "not even a summary to confirm"
    assert talk.outcome and (talk.outcome.name, talk.outcome.urgency) == (outcome, urgency)


def test_nobody_who_waits_for_a_death_is_condoled() -> None:
    opening = CATALOGUE["death"].data.opening or ""
    dying = next(o for o in CATALOGUE["death"].data.outcomes if o.name == "dying")
    assert "econdoleerd" not in " ".join((opening, *dying.advice))


SENTENCES: list[tuple[str, dict[str, Any]]] = [
    (
        "Ons kindje is thuis overleden, zonder uitvaartondernemer, morgen begraven, geen geld voor de uitvaart",
        {"situation": "died", "where": "here", "undertaker": False, "hurry": True, "alone": True, "child": True},
    ),
    ("opa is doot", {"situation": "died"}),
    ("oma is er niet meer", {"situation": "died"}),
    ("mijn broer is dood in Polen", {"situation": "died", "where": "abroad"}),
    ("de begrafenisman regelt alles", {"undertaker": True}),
    ("gestorven op vakantie in noordwijk", {"situation": "died", "where": "here"}),
    ("ze haalt het weekend niet", {"situation": "dying"}),
    ("de steen van mijn overleden opa", {"situation": "died", "grave_wish": "stone"}),
    ("het graf van mijn overleden man is verzakt", {"situation": "grave", "grave_wish": "wrong"}),
    ("urn bijzetten in bestaand graf", {"situation": "grave", "grave_wish": "add"}),
    ("mag as thuis bewaren", {"situation": "grave"}),
    ("is er nog plaats op het kerkhof", {"situation": "grave", "grave_wish": "new_grave"}),
    ("er komen nog brieven voor mijn overleden man", {"situation": "after"}),
    ("mijn man is in het voorjaar overleden, krijg ik nog een aanslag", {"situation": "after"}),
    ("we hebben nog niemand gebeld", {"undertaker": False}),
    ("mijn moeder wil bij haar man in hetzelfde graf", {"situation": "grave", "grave_wish": "add"}),
    ("weduwe geworden", {"situation": "after"}),
    ("niemand wil hem begraven", {"alone": True}),
    ("begraven binnen 24 uur", {"hurry": True}),
    ("lijkbezorging", {}),
]


@pytest.mark.parametrize(("text", "facts"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_what_a_sentence_tells(text: str, facts: dict[str, Any]) -> None:
    assert told("death", text) == facts
