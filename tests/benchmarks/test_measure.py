"""What is counted in a conversation, on ones that are written out."""

import dataclasses
from datetime import date
from typing import Any

import pytest

from benchmarks.residents.figures import faults, figures, percentile, share
from benchmarks.residents.measure import asked_again, measure
from benchmarks.residents.people import Person
from benchmarks.residents.records import Ending, Record, advice_given
from benchmarks.residents.turns import Kind, Reply, Said, Turn, as_lines
from bot.goals.catalogue import load_catalogue
from bot.goals.conversation import Conversation, Fact
from bot.municipality import Municipality

CATALOGUE = load_catalogue()
TODAY = date(2026, 11, 25)
CLOSING = "Je meldnummer is H4P-7WX."


def turns(*said: tuple[str, str | None] | tuple[str, str | None, Kind]) -> list[Turn]:
    """Turns of Noor's text and question, and of what kind the message was that she answers."""
    return [Turn(Reply("iets", *s[2:3] or ("answer",)), at, Said(s[0], s[1])) for at, s in enumerate(said)]


def test_a_fact_asked_twice() -> None:
    talk = turns(
        ("Wanneer?", "travel.departure"), ("Waarheen?", "travel.destination"), ("Wanneer?", "travel.departure")
    )
    assert [*asked_again(talk)] == [("travel.departure", False)]


def test_asking_again_what_was_not_understood_is_told_apart() -> None:
    talk = turns(("Wanneer?", "travel.departure"), ("Dat begreep ik niet. Wanneer?", "travel.departure"))
    assert [*asked_again(talk)] == [("travel.departure", True)]


@pytest.mark.parametrize("kind", ["correction", "wish"])
def test_it_is_no_repetition_when_something_else_was_said(kind: Kind) -> None:
    talk = turns(("Wanneer?", "travel.departure"), ("Goed. Wanneer?", "travel.departure", kind))
    assert [*asked_again(talk)] == []


def test_it_is_no_repetition_when_the_resident_chose_to_change_it() -> None:
    talk = turns(("Wanneer?", "travel.departure"), ("Wat is er anders?", "correct"))
    talk += turns(("Wanneer?", "travel.departure", "change"))
    assert [*asked_again(talk)] == []


def person(**more: Any) -> Person:
    facts = {"destination": "TR", "departure": "+10d", "document": "expired", "holder": "adult"}
    data = {"who": "x", "goal": "travel", "says": "x", "facts": facts, "style": "plain"}
    return Person.parse_obj({**data, "department": "burgerzaken", "urgency": "high", **more})


def known(goal: str | None = "travel", **values: Any) -> Conversation:
    return Conversation(goal=goal, facts={name: Fact(value, "", "") for name, value in values.items()})


HANDED_OVER = Ending("travel", "urgent_passport_or_card", "burgerzaken", "high", True)
TALK = turns(
    ("Waarvoor?", "goal", "wish"),
    ("Wat heb je nu?", "travel.document"),
    ("Waarheen?", "travel.destination"),
    ("Wanneer?", "travel.departure"),
    ("Voor wie?", "travel.holder"),
    (CLOSING, None),
)
KNOWN = {
    0: known(None),
    1: known(),
    2: known(document="expired"),
    3: known(document="expired", destination="TR"),
    4: known(document="expired", destination="TR", departure=date(2026, 12, 5)),
}


def test_a_resident_who_is_helped() -> None:
    result = measure(person(), Record(TALK, [HANDED_OVER], KNOWN), CATALOGUE, TODAY)
    (wish,) = result.wishes
    assert (result.right, result.failed, faults(result)) == (True, False, [])
    assert (wish.asked, wish.fewest) == (3, 3), "the holder decides nothing"
    assert (wish.urgency_right, wish.recognised) == (True, True)
    assert (result.goal_questions, result.turns, result.needless) == (1, 6, ())


def test_a_question_that_could_not_matter() -> None:
    talk = turns(("Waarheen?", "travel.destination", "wish"), (CLOSING, None))
    result = measure(person(), Record(talk, [HANDED_OVER], {0: known(document="lost")}), CATALOGUE, TODAY)
    assert result.needless == ("travel.destination",)
    assert faults(result) == ["could not matter: travel.destination"]


def test_a_resident_who_is_sent_elsewhere() -> None:
    ending = Ending("identification", "apply", "burgerzaken", "normal", True)
    result = measure(person(), Record(TALK, [ending], KNOWN), CATALOGUE, TODAY)
    assert not result.right
    assert faults(result) == [
        "goal: travel, not identification (apply)",
        "department: burgerzaken, not burgerzaken (apply)",
        "urgency: high, not normal (apply)",
    ]


def test_every_wish_counts() -> None:
    two = person(then={"goal": "parking", "says": "en", "department": "parking_service"})
    half = measure(two, Record(TALK, [HANDED_OVER], KNOWN), CATALOGUE, TODAY)
    assert (half.wishes[0].right, half.wishes[1].right, half.right) == (True, False, False)
    parking = Ending("parking", "permit", "parking_service", "normal", False)
    assert measure(two, Record(TALK, [HANDED_OVER, parking], KNOWN), CATALOGUE, TODAY).right


def test_figures_of_two_residents() -> None:
    good = measure(person(), Record(TALK, [HANDED_OVER], KNOWN), CATALOGUE, TODAY)
    # Two questions were repeated, so that five are asked of the three that were needed.
    again = [*TALK[:4], *(dataclasses.replace(turn, position=turn.position + 10) for turn in TALK[2:])]
    low = dataclasses.replace(HANDED_OVER, urgency="normal")
    bad = measure(person(), Record(again, [low], KNOWN), CATALOGUE, TODAY)
    found = figures([good, bad])
    assert found["goal_and_department"] == 1
    assert (found["urgency"], found["urgent_recognised"]) == (0.5, 0.5)
    assert found["repeated_questions"] == 2
    assert found["questions_over_fewest"] == round((3 + 5) / (3 + 3), 3)
    assert (found["goal_questions_median"], found["count"], found["gave_up"]) == (1, 2, 0)


def test_shares_and_percentiles() -> None:
    assert share([True, False, None, None]) == 0.5
    assert share([None]) == 1
    assert percentile([1, 2, 3, 4, 5], 50) == 3
    assert percentile([7], 95) == 7


def test_the_advice_of_a_closing_tells_the_outcome(municipality: Municipality) -> None:
    text = "Je gaat naar Spanje.\nJe hoeft bij ons niets te regelen. Met een paspoort kun je op reis. "
    [outcome] = (row for row in CATALOGUE["travel"].data.outcomes if row.name == "nothing_with_passport")
    text += " ".join(outcome.advice[1:])
    found = advice_given(CATALOGUE, text, ["travel"], municipality.tell)
    assert found is not None and (found[0], found[1].name) == ("travel", "nothing_with_passport")
    assert advice_given(CATALOGUE, "Tot ziens.", [], municipality.tell) is None


def test_a_transcript_to_read() -> None:
    said = Said("Wat?\nKies.", "travel.document", (("Verlopen", "1"), ("Kwijt", "2")))
    assert as_lines([Turn(Reply("Ja", option="3"), 1, said)]) == [
        "resident: [Ja]",
        "noor: Wat? ⏎ Kies. [Verlopen / Kwijt]",
    ]
