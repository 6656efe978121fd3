"""Conversations with entrepreneurs, from the kitchen table to the beach."""

from datetime import date
from typing import Any

import pytest

from bot.goals.answers import volunteered, words_of
from tests.goals.talking import CATALOGUE, TODAY, Talk


def test_a_cafe_told_in_one_go_is_only_asked_what_was_there() -> None:
    talk = Talk()
    assert talk.say("ik wil op 1 juni een lunchroom beginnen in de Kerkstraat 12", "business") == "premises_before"
    assert talk.say("nee, een winkel", "deny") == "confirm"
    assert talk.outcome and talk.outcome.name == "horeca"


def test_opening_soon_is_urgent() -> None:
    talk = Talk()
    talk.say("ik neem een strandtent over en wil over drie weken open", "business")
    assert talk.outcome and (talk.outcome.name, talk.outcome.urgency) == ("horeca_soon", "high")
    assert "Bel vandaag nog 071 366 00 00" in talk.reply.text


def test_from_the_bare_product_word() -> None:
    talk = Talk()
    assert talk.say("ik wil een vergunning", "permit") == "goal"
    assert "Iets voor mijn bedrijf" in talk.labels
    assert talk.tap("goal", "business") == "kind"
    assert talk.say("een winkel") == "step"
    assert talk.say("uitbreiden") == "change"
    assert talk.say("een kledingrek op de stoep") == "where"
    assert talk.outcome and talk.outcome.name == "sign_or_goods"


def test_work_at_home_needs_no_questions_to_decide() -> None:
    talk = Talk()
    assert talk.say("mag ik thuis knippen? ik ben kapster", "business") == "customers"
    assert talk.outcome and talk.outcome.name == "home"


@pytest.mark.parametrize(
    ("said", "name", "department"),
    [
        ("ik heb een salon aan huis en wil een bord aan de gevel", "home_display", "vth"),
        ("webshop vanuit huis, mag er een stoepbord staan?", "home_display", "vth"),
        ("ik houd ermee op, met mijn kapsalon aan huis", "home_ends", None),
        ("stoppen met mijn praktijk aan huis", "home_ends", None),
        ("salon aan huis beginnen", "home", "odwh"),
    ],
)
def test_work_at_home_may_be_seen_or_end(said: str, name: str, department: str | None) -> None:
    talk = Talk()
    talk.say(said, "business")
    assert talk.outcome and (talk.outcome.name, talk.outcome.department) == (name, department)


def test_a_feasible_plan_is_talked_over_and_looked_at() -> None:
    talk = Talk()
    assert talk.say("is mijn plan voor een yogastudio haalbaar? Wie kan meedenken?", "business") == "plan"
    assert talk.outcome and talk.outcome.visit and talk.outcome.department == "kcc"
    assert talk.outcome.urgency == "low"


def test_closing_a_shop_bothers_nobody() -> None:
    talk = Talk()
    assert talk.say("onze winkel gaat dicht, moet ik iets afmelden", "business") == "done"
    assert talk.outcome and talk.outcome.department is None


def test_whoever_suffers_from_a_terrace_is_no_entrepreneur() -> None:
    talk = Talk()
    talk.say("ik heb last van het terras van de buren", "business")
    assert talk.outcome and talk.outcome.name == "other_business"


SENTENCES: list[tuple[str, dict[str, Any]]] = [
    (
        "ik neem per 1 mei het restaurant op de Zeestraat 3 over met een terras en de plek was al horeca",
        {
            "kind": "horeca",
            "step": "takeover",
            "opening": date(2027, 5, 1),
            "change": "terrace",
            "premises_before": True,
            "where": "Zeestraat 3",
        },
    ),
    ("terras voor mijn café uitbreiden", {"kind": "horeca", "step": "change", "change": "terrace"}),
    ("standplaats voor een viskraam", {"kind": "stall"}),
    ("wij willen in april een foodtruck starten", {"kind": "stall", "step": "start"}),
    ("ik wil mijn huisje verhuren aan toeristen", {"kind": "rental"}),
    ("bed en breakfast met vier kamers", {"kind": "rental"}),
    ("kapsalon aan huis beginnen, er komen klanten aan huis", {"kind": "home", "step": "start", "customers": True}),
    ("webshop vanuit mijn slaapkamer, geen klanten", {"kind": "home", "customers": False}),
    ("strandtent ook in de winter laten staan", {"kind": "beach"}),
    ("ons accountantskantoor verhuist van Lisse naar Noordwijk", {"kind": "premises", "step": "move"}),
    ("een grotere hal voor de kwekerij", {"kind": "premises", "step": None, "change": "building"}),
    ("we hebben al een bakkerij en willen langer open", {"kind": "shop", "step": "change", "change": "hours"}),
    ("nieuw bord boven de deur van de fietsenzaak", {"kind": "shop", "change": "sign"}),
    ("mijn bloemenwinkel, ik wil emmers buiten zetten", {"kind": "shop", "change": "goods"}),
    ("ik trek de stekker uit mijn café, failliet", {"kind": "horeca", "step": "stop", "ends": True}),
    ("biertje schenken bij de wijnproeverij in mijn delicatessenwinkel", {"kind": "shop", "change": "alcohol"}),
    ("wie is de accountmanager voor bedrijven", {"talk": True}),
    ("hallo, kunt u mij helpen?", {}),
]


@pytest.mark.parametrize(("text", "facts"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_what_an_entrepreneur_says_is_not_asked_again(text: str, facts: dict[str, Any]) -> None:
    told = volunteered(CATALOGUE["business"], words_of(text, TODAY))
    assert {name: told.get(name) for name in facts} == facts
    assert facts or told == {}


def test_a_father_who_stops_is_a_takeover() -> None:
    talk = Talk()
    talk.say("mijn vader stopt ermee en ik neem het café over", "business")
    talk.say("1 juni")
    assert talk.outcome and talk.outcome.name == "horeca"
