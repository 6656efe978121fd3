"""What a resident answers to what Noor says."""

from datetime import date
from typing import Any

import pytest

from benchmarks.residents.people import Person
from benchmarks.residents.resident import MOST_TURNS, Resident
from benchmarks.residents.summary import is_about, misread_fact
from benchmarks.residents.turns import Reply, Said
from bot.goals.catalogue import load_catalogue

CATALOGUE = load_catalogue()
TODAY = date(2026, 11, 25)
FACTS = {"destination": "TR", "departure": "+10d", "document": "expired", "holder": "adult"}
DOCUMENT = (("Geldig paspoort", "a"), ("Verlopen", "b"), ("Kwijt of gestolen", "c"))
YES_NO = (("Ja, klopt", "y"), ("Nee, aanpassen", "n"))
CLOSING = "Je meldnummer is H4P-7WX. Kan ik nog iets voor je doen?"
SUMMARY = "Je gaat naar Turkije, je vertrekt op zaterdag 5 december 2026 en je paspoort of ID-kaart is verlopen."


def resident(**more: Any) -> Resident:
    data = {"who": "x", "goal": "travel", "says": "hoi, ik vlieg {departure}", "facts": FACTS, "style": "plain"}
    return Resident(Person.parse_obj({**data, "department": None, "urgency": None, **more}), CATALOGUE, TODAY)


def ask(question: str | None, *options: tuple[str, str], text: str = "") -> Said:
    return Said(text or f"{question}?", question, options)


def test_the_first_words() -> None:
    assert resident().begin() == Reply("hoi, ik vlieg 5 december", "wish")
    then = {"goal": "waste", "says": "en mijn bak is stuk"}
    assert resident(then=then).begin().text == "hoi, ik vlieg 5 december"
    assert resident(then={**then, "same_sentence": True}).begin().text == "hoi, ik vlieg 5 december en mijn bak is stuk"


def test_facts_are_tapped_or_said_plainly() -> None:
    who = resident()
    assert who.reply(ask("travel.document", *DOCUMENT)) == Reply("Verlopen", option="b")
    assert who.reply(ask("travel.departure")) == Reply("5 december")
    assert who.reply(ask("travel.destination")) == Reply("Turkije")


def test_own_words_come_first_and_plain_ones_after_a_misunderstanding() -> None:
    who = resident(answers={"document": "die is zo dood als een pier"})
    assert who.reply(ask("travel.document", *DOCUMENT)) == Reply("die is zo dood als een pier")
    assert who.reply(ask("travel.document", *DOCUMENT)) == Reply("Verlopen", option="b")


def test_what_is_not_known() -> None:
    who = resident(unknown=["several"])
    assert who.reply(ask("travel.several", ("Ja", "1"), ("Weet ik niet", "2"))) == Reply("Weet ik niet", option="2")
    assert who.gaps == []
    assert who.reply(ask("travel.minor", ("Nee", "1"))) == Reply("weet ik niet")
    assert who.gaps == ["travel.minor"], "their file should say it"


def test_which_goal() -> None:
    offered = (("Een evenement of feest", "1"), ("Ik ga op reis", "2"), ("Iets anders", "3"))
    assert resident().reply(ask("goal", *offered)) == Reply("Ik ga op reis", "wish", "2")
    assert resident().reply(ask("goal", offered[0], offered[2])) == Reply("Iets anders", "wish", "3")
    who = resident(wish="naar me zus")
    assert who.reply(ask("goal", *offered)) == Reply("naar me zus", "wish")
    assert who.reply(ask("goal", *offered)) == Reply("Ik ga op reis", "wish", "2")


def test_another_goal_is_refused_once() -> None:
    who = resident(wish="naar me zus")
    assert who.reply(ask("moving.when")) == Reply("nee, dat bedoel ik niet. naar me zus", "wish")
    assert who.reply(ask("moving.when")) == Reply("weet ik niet")


def test_a_summary_that_is_right_or_wrong() -> None:
    assert resident().reply(ask("confirm", *YES_NO, text=SUMMARY)) == Reply("Ja, klopt", option="y")
    who = resident()
    wrong = SUMMARY.replace("Turkije", "Tunesië")
    assert who.reply(ask("confirm", *YES_NO, text=wrong)) == Reply("Nee, aanpassen", option="n")
    assert who.reply(ask("correct", ("Vertrek", "1"), ("Bestemming", "2"))) == Reply("Bestemming", "change", "2")


def test_a_correction_at_the_summary_changes_the_truth() -> None:
    who = resident(
        answers={"destination": "turkije"}, corrects={"says": "nee, Tunesië", "facts": {"destination": "TN"}}
    )
    assert who.reply(ask("confirm", *YES_NO, text=SUMMARY)) == Reply("nee, Tunesië", "correction")
    assert who.reply(ask("travel.destination")) == Reply("Tunesië")


def test_a_correction_right_after_an_answer() -> None:
    who = resident(corrects={"after": "destination", "says": "nee, Tunesië", "facts": {"destination": "TN"}})
    assert who.reply(ask("travel.destination")) == Reply("Turkije")
    assert who.reply(ask("travel.departure")) == Reply("nee, Tunesië", "correction")
    assert who.reply(ask("travel.departure")) == Reply("5 december")


def test_a_correction_when_there_was_no_summary() -> None:
    who = resident(corrects={"says": "nee, Tunesië", "facts": {"destination": "TN"}})
    assert who.reply(ask(None, text=CLOSING)) == Reply("nee, Tunesië", "correction")
    assert who.reply(ask(None, text=CLOSING)) is None


def test_contact_and_visit() -> None:
    option = ("Ik neem zelf contact op", "1")
    assert resident(contact="phone").reply(ask("contact", option)) == Reply("06 12345678")
    assert resident().reply(ask("contact", option)) == Reply("Ik neem zelf contact op", option="1")
    assert resident(visit=True).reply(ask("visit", ("Ja, graag", "1"), ("Nee", "2"))) == Reply("Ja, graag", option="1")


def test_a_second_wish_follows_the_first() -> None:
    who = resident(then={"goal": "waste", "says": "en mijn bak is stuk"})
    assert who.reply(ask(None, text=CLOSING)) == Reply("en mijn bak is stuk", "wish")
    assert who.reply(ask(None, text=CLOSING)) is None


@pytest.mark.parametrize(
    ("said", "reply"),
    [
        (ask("visit_days", ("Maandag", "1"), ("Dinsdag", "2")), Reply("Maandag", option="1")),
        (ask("rating", ("1", "a"), ("5", "b")), Reply("5", option="b")),
        (ask("anything_else", ("Ja", "1"), ("Nee", "2")), Reply("Nee", option="2")),
        (ask("new_step"), Reply("dat maakt niet uit")),
    ],
)
def test_steps_that_do_not_exist_yet(said: Said, reply: Reply) -> None:
    assert resident().reply(said) == reply


def test_nobody_goes_on_for_ever() -> None:
    for step in ("travel.destination", "goal", "confirm", "contact", None):
        who = resident()
        replies = [who.reply(ask(step)) for _ in range(MOST_TURNS)]
        assert replies[-1] is None


@pytest.mark.parametrize(
    ("goal", "truth", "text", "misread"),
    [
        ("travel", {"departure": date(2026, 12, 5)}, "Je vertrekt in december 2026.", None),
        ("travel", {"departure": date(2026, 12, 5)}, "Je vertrekt op vrijdag 4 december 2026.", None),
        ("travel", {"departure": date(2026, 12, 5)}, "Je vertrekt in mei 2027.", "departure"),
        ("travel", {"document": "expired"}, "Je paspoort is nog geldig.", "document"),
        ("travel", {"document": "expired"}, "Je gaat naar Turkije.", None),
        ("extension", {"monument": False}, "Het is een monument of beschermd gebied.", "monument"),
        ("extension", {"monument": False}, "Het is geen monument.", None),
        ("extension", {"depth": 3}, "Het wordt 3,5 meter diep.", None),
        ("extension", {"depth": 3}, "Het wordt 35 meter diep.", "depth"),
        ("extension", {"depth": "dont_know"}, "Het wordt 35 meter diep.", None),
    ],
)
def test_what_was_misread(goal: str, truth: dict[str, Any], text: str, misread: str | None) -> None:
    assert misread_fact(CATALOGUE[goal], truth, text, TODAY) == misread


def test_a_summary_with_capitals_is_about_the_wish() -> None:
    assert is_about(CATALOGUE["extract"], {"what": "vog"}, "Je hebt een VOG nodig. Klopt dat?")
    assert not is_about(CATALOGUE["extract"], {"what": "deed"}, "Je hebt een VOG nodig. Klopt dat?")
