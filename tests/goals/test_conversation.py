"""Whole conversations, as scripts: what a resident says and what Noor asks next."""

import json
from datetime import date
from typing import Any

import pytest

from bot.goals.conditions import DONT_KNOW
from bot.goals.conversation import Conversation, Fact
from bot.goals.next_step import next_step
from bot.goals.reading.day import Day
from bot.goals.slots import from_slots, to_slots
from tests.goals.talking import CATALOGUE, TODAY, Talk

# -- a trip ------------------------------------------------------------------------------------------------


def test_a_trip_from_the_product_word() -> None:
    talk = Talk()
    assert talk.say("Ik heb snel een nieuw paspoort nodig", "passport") == "goal"
    assert talk.reply.text == "Waar heb je een paspoort voor nodig?"
    assert talk.labels == ["Ik ga op reis", "Om me te legitimeren", "Document kwijt of kapot", "Iets anders"]
    assert talk.say("ik vlieg volgende week vrijdag naar Turkije", "travel") == "document"
    assert talk.say("verlopen") == "holder"
    assert talk.say("voor mezelf") == "confirm"
    assert talk.say("ja klopt", "affirm") == "contact"
    assert talk.say("[telefoonnummer]") == "done"
    assert talk.outcome and talk.outcome.name == "urgent_passport_or_card"
    assert talk.now.contact == "phone"


def test_a_trip_from_the_goal() -> None:
    talk = Talk()
    asked = [talk.say("ik wil op vakantie", "travel")]
    answers = {
        "document": "geldig paspoort",
        "destination": "Marokko",
        "departure": "12 december",
        "minor": "nee",
    }
    while asked[-1] in answers:
        asked.append(talk.say(answers[asked[-1]]))
    assert asked[-1] == "done"
    assert "departure" not in asked, "with a valid passport the day makes no difference"
    assert talk.outcome and talk.outcome.name == "nothing_with_passport"


def test_a_trip_told_in_one_go() -> None:
    talk = Talk()
    story = "Ik vlieg 12 december naar Tunesië, mijn paspoort is verlopen en het is voor mijn man"
    assert talk.say(story, "travel") == "confirm"
    assert "12 december 2026" in talk.reply.text
    assert "Tunesië" in talk.reply.text


def test_what_was_said_with_the_product_word_is_remembered() -> None:
    talk = Talk()
    assert talk.say("Ik heb voor 12 december een nieuw paspoort nodig, hij is verlopen", "passport") == "goal"
    assert talk.tap("goal", "travel") == "destination"
    assert talk.now.values == {"departure": date(2026, 12, 12), "document": "expired"}


def test_lost_abroad_needs_nothing_else() -> None:
    talk = Talk()
    assert talk.say("mijn paspoort is gestolen in Spanje", "travel") == "done"
    assert talk.outcome and talk.outcome.name == "lost_abroad"
    assert talk.now.contact is None, "nobody is handed anything, so nobody needs a number"


# -- a building --------------------------------------------------------------------------------------------


def test_a_building_from_the_product_word() -> None:
    talk = Talk()
    assert talk.say("ik wil een vergunning", "permit") == "goal"
    assert talk.labels == ["Bouwen of verbouwen", "Een evenement of feest", "Iets voor mijn bedrijf", "Iets anders"]
    assert talk.say("voor een uitbouw", "extension") == "monument"
    assert talk.say("nee", "deny") == "side"
    assert talk.say("achter") == "depth"
    assert talk.say("3,5 meter") == "started"
    assert talk.say("nee nog niet", "deny") == "home"
    assert talk.say("huurhuis") == "street_object"
    assert talk.say("nee", "deny") == "address"
    assert talk.say("Hoofdstraat 12") == "confirm"
    assert talk.say("klopt", "affirm") == "contact"
    assert talk.say("[telefoonnummer]") == "visit"
    assert talk.say("ja graag", "affirm") == "visit_days"
    assert talk.say("dinsdag of woensdag") == "done"
    assert talk.now.visit_days == "dinsdag of woensdag"
    assert talk.outcome and talk.outcome.name == "small_plan"
    assert (talk.now.contact, talk.now.visit) == ("phone", True)


def test_who_stays_anonymous_is_not_visited() -> None:
    talk = Talk()
    story = (
        "een dakkapel aan de achterkant, geen monument, nog niet begonnen, koophuis, niets op straat, Hoofdstraat 12"
    )
    assert talk.say(story, "extension") == "street_object"
    assert talk.say("nee", "deny") == "confirm"
    assert talk.say("klopt", "affirm") == "contact"
    assert talk.say("anoniem", "deny") == "done"


def test_a_building_from_its_own_words() -> None:
    talk = Talk()
    assert talk.say("ik wil een dakkapel aan de voorkant", "extension") == "monument"
    assert talk.say("geen idee", "dont_know") == "started"
    assert talk.outcome and talk.outcome.name == "protected_unsure"


def test_a_building_told_in_one_go() -> None:
    talk = Talk()
    story = "een schuur in de achtertuin van ons koophuis, geen monument, nog niet begonnen"
    assert talk.say(story, "extension") == "street_object"


# -- an event ----------------------------------------------------------------------------------------------


def test_an_event_from_the_product_word() -> None:
    talk = Talk()
    assert talk.say("ik heb een vergunning nodig", "permit") == "goal"
    assert talk.say("2") == "kind"
    assert talk.say("een buurtfeest") == "date"
    assert talk.say("zaterdag 12 juni") == "visitors"
    assert talk.say("zo'n 80 man") == "place"
    assert talk.say("de straat moet dicht") == "music"
    assert talk.say("nee") == "alcohol"
    assert talk.say("iedereen neemt zelf mee") == "where"
    assert talk.say("in de Kerkstraat") == "confirm"


def test_an_event_from_its_own_words() -> None:
    talk = Talk()
    assert talk.say("we willen een straatfeest", "event") == "date"
    assert talk.say("nog niet bekend", "dont_know") == "visitors"


def test_an_event_told_in_one_go() -> None:
    talk = Talk()
    story = (
        "Straatfeest op zaterdag 12 juni met 80 man, de straat gaat dicht, met een springkussen, "
        "zonder muziek en geen alcohol, in de Kerkstraat"
    )
    assert talk.say(story, "event") == "confirm"
    assert talk.say("ja", "affirm") == "contact"
    assert talk.say("[e-mailadres]") == "done"
    assert talk.outcome and talk.outcome.name == "permit"
    assert talk.now.contact == "email"


# -- whatever happens --------------------------------------------------------------------------------------


def test_a_person_first_says_what_it_is_about() -> None:
    talk = Talk()
    assert talk.say("ik wil een medewerker", "human") == "about"
    assert talk.say("mijn uitkering") == "contact"
    assert talk.say("[telefoonnummer]") == "day_part"
    assert talk.say("in de middag graag") == "done"
    assert talk.now.day_part == "In de middag"
    assert talk.outcome and talk.outcome.name == "call_back"


def test_what_comes_next_does_not_depend_on_the_order() -> None:
    facts = {
        "destination": Fact("TR", "Turkije", "m1"),
        "departure": Fact(date(2026, 12, 4), "vrijdag", "m2"),
        "document": Fact("expired", "verlopen", "m3"),
    }
    steps = {
        next_step(CATALOGUE["travel"], Conversation("travel", dict(order)), TODAY)
        for order in (list(facts.items()), list(reversed(facts.items())))
    }
    assert steps == {"holder"}


def test_broken_asbestos_makes_everything_else_wait() -> None:
    talk = Talk()
    asked = talk.say("ik wil asbest weghalen, het asbest is kapot", "extension")
    assert asked not in ("side", "monument", "depth")
    assert talk.outcome and talk.outcome.name == "broken_asbestos"


def test_a_corrected_fact_must_be_confirmed_again() -> None:
    now = Conversation("travel", {"destination": Fact("TR", "", "m1")}, confirmed=True)
    assert now.with_facts({"destination": Fact("TR", "Turkije dus", "m2")}).confirmed
    assert not now.with_facts({"destination": Fact("TN", "Tunesië", "m2")}).confirmed
    assert not now.without_fact("destination").confirmed


def test_a_day_instead_of_a_month_is_a_change() -> None:
    now = Conversation("travel", {"departure": Fact(Day(2027, 5, 1, "month"), "in mei", "m1")}, confirmed=True)
    assert not now.with_facts({"departure": Fact(date(2027, 5, 1), "1 mei", "m2")}).confirmed


def test_a_month_stays_a_month_until_the_end() -> None:
    talk = Talk()
    talk.say("mijn paspoort is verlopen en ik ga in mei naar Turkije", "travel")
    assert talk.now.values["departure"] == Day(2027, 5, 1, "month")
    talk.say("voor mezelf")
    assert "je vertrekt in mei 2027" in talk.reply.text


def test_another_goal_starts_afresh_but_keeps_how_to_be_reached() -> None:
    now = Conversation("travel", {"destination": Fact("TR", "", "m1")}, confirmed=True, contact="phone", person=True)
    assert now.about("event") == Conversation("event", contact="phone")


FACTS: dict[str, dict[str, Any]] = {
    "travel": {"destination": "TR", "departure": date(2026, 12, 4), "several": True},
    "identification": {"needed_by": DONT_KNOW},
    "event": {"date": Day(2027, 5, 1, "month"), "visitors": 80, "kind": "neighbourhood"},
    "extension": {"depth": 3.5, "monument": DONT_KNOW, "address": "Hoofdstraat 12"},
}


@pytest.mark.parametrize("goal", FACTS)
def test_the_slots_keep_everything(goal: str) -> None:
    now = Conversation(
        goal=goal,
        facts={name: Fact(value, f"woorden van {name}", "m1") for name, value in FACTS[goal].items()},
        open="confirm",
        detour="correct",
        misses=1,
        said=("hallo",),
        candidates=("travel", "event"),
        product="passport",
        confirmed=True,
        person=True,
        contact="email",
        visit=False,
        notices=("Dank je.",),
    )
    assert from_slots(json.loads(json.dumps(to_slots(now))), CATALOGUE) == now


@pytest.mark.parametrize(
    "slots",
    [
        {},
        {"goal": None, "facts": None, "progress": None},
        {"goal": "gone", "facts": {}, "progress": {"misses": 1}},
    ],
)
def test_without_what_was_kept_a_conversation_begins_anew(slots: dict[str, Any]) -> None:
    assert from_slots(slots, CATALOGUE) == Conversation()


def test_what_no_longer_exists_is_forgotten() -> None:
    kept = {"value": "x", "words": "x", "message": "m1"}
    slots = {"goal": "travel", "facts": {"old_fact": kept}, "progress": {"old_field": 1, "misses": 1}}
    assert from_slots(slots, CATALOGUE) == Conversation("travel", misses=1)


@pytest.mark.parametrize(
    ("question", "value"),
    [("document", "old_option"), ("document", True), ("departure", "bijna"), ("departure", 3), ("destination", "XX")],
)
def test_a_value_that_answers_its_question_no_longer_is_forgotten(question: str, value: Any) -> None:
    kept = {"value": value, "words": "x", "message": "m1"}
    slots = {"goal": "travel", "facts": {question: kept}, "progress": {}}
    assert from_slots(slots, CATALOGUE).values == {}
    waiting = [{"goal": "travel", "words": "x", "facts": {question: kept}, "parked": True}]
    [wish] = from_slots({"goal": None, "progress": {"waiting": waiting}}, CATALOGUE).waiting
    assert wish.facts == {}


def test_a_goal_that_was_offered_and_no_longer_exists_is_offered_no_more() -> None:
    slots = {"goal": None, "progress": {"open": "goal", "candidates": ["gone", "travel"], "between": "gone"}}
    talk = Talk(from_slots(slots, CATALOGUE))
    assert (talk.now.candidates, talk.now.between) == (("travel",), None)
    talk.say("hm hm")
    assert talk.labels


def test_only_goals_that_no_longer_exist_were_offered() -> None:
    slots = {"goal": None, "progress": {"open": "goal", "candidates": ["gone"], "between": None}}
    talk = Talk(from_slots(slots, CATALOGUE))
    assert talk.say("1")


@pytest.mark.parametrize("answer", [("resume", "yes"), ("resume", "no")])
def test_what_waited_no_longer_exists(answer: tuple[str, str]) -> None:
    waiting = [{"goal": "gone", "words": "x", "facts": {}, "parked": True}]
    slots = {"goal": None, "progress": {"open": "resume", "detour": "resume", "waiting": waiting}}
    assert Talk(from_slots(slots, CATALOGUE)).tap(*answer)
    assert Talk(from_slots(slots, CATALOGUE)).say("ja")


def test_the_question_that_was_open_no_longer_exists() -> None:
    slots = {"goal": "travel", "facts": {}, "progress": {"open": "old_fact"}}
    talk = Talk(from_slots(slots, CATALOGUE))
    assert talk.say("volgende week") in CATALOGUE["travel"].questions


def test_a_button_whose_answer_no_longer_exists_asks_again() -> None:
    talk = Talk(Conversation("travel", open="document"))
    assert talk.tap("travel.document", "old_option")
    assert talk.reply.text.startswith("Die keuze is er niet meer.\n") and talk.now.values == {}
