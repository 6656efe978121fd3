"""Reading residents: what is wrong in a file is told with its line."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.nlu.training_data.loading import load_data

from benchmarks.residents.people import Person, load_people
from benchmarks.residents.values import day, filled, in_plain_words
from bot.datafile import DataError
from bot.goals.catalogue import load_catalogue
from bot.goals.phrases import plain
from bot.municipality import Municipality

CATALOGUE = load_catalogue()
TODAY = date(2026, 11, 25)  # a Wednesday
RIGHT = """\
- who: mevrouw De Wit, 82
  goal: travel
  says: mijn pas is verloopen
  facts:
    destination: TR
    departure: +10d
  answers: {departure: over 10 dagen}
  unknown: [holder]
  department: burgerzaken
  urgency: high
  style: elderly
"""


def read(folder: Path, municipality: Municipality, text: str) -> list[Person]:
    (folder / "travel.yml").write_text(text, encoding="utf-8")
    return load_people(CATALOGUE, municipality, folder)


def test_a_resident(tmp_path: Path, municipality: Municipality) -> None:
    (person,) = read(tmp_path, municipality, RIGHT)
    assert person.facts == {"destination": "TR", "departure": "+10d"}
    assert (person.contact, person.visit, person.then) == ("none", False, None)
    assert person.wishes == (person,)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("    destination: TR", "    destnation: TR", "travel.yml:5: mevrouw De Wit, 82: travel has no question 'dest"),
        ("    destination: TR", "    destination: QQ", "travel.yml:5: .*'QQ' is not a country code"),
        ("+10d", "over 10 dagen", r"travel.yml:6: .*departure: 'over 10 dagen' is not \+10d"),
        ("    departure: +10d", "    document: gone", "travel.yml:6: .*'gone' is not one of passport_valid, "),
        ("    departure: +10d", "    several: ja", "travel.yml:6: .*'ja' is not true or false"),
        ("unknown: [holder]", "unknown: [departure]", "travel.yml:8: .*departure is both known and unknown"),
        ("burgerzaken", "paspoorten", "travel.yml:9: .*no department 'paspoorten'"),
        ("goal: travel", "goal: trip", "travel.yml:2: .*there is no goal 'trip'"),
        ("goal: travel", "goal: moving", "travel.yml:2: .*belongs in moving.yml"),
        ("urgency: high", "urgency: soon", "travel.yml:10: 0.urgency"),
        ("style: elderly", "styl: elderly", "travel.yml:11: 0.styl"),
        ("- who", "- who: mevrouw De Wit, 82\n  goal", "more|twice|duplicate"),
    ],
)
def test_what_is_wrong(tmp_path: Path, municipality: Municipality, old: str, new: str, problem: str) -> None:
    with pytest.raises(DataError, match=problem):
        read(tmp_path, municipality, RIGHT.replace(old, new))


def test_a_name_stands_once(tmp_path: Path, municipality: Municipality) -> None:
    with pytest.raises(DataError, match=r"travel.yml:12: .*there is already a"):
        read(tmp_path, municipality, RIGHT + RIGHT)


def test_a_second_wish_and_a_correction_are_read_as_well(tmp_path: Path, municipality: Municipality) -> None:
    more = "  corrects: {says: nee, facts: {destination: QQ}}\n"
    more += "  then:\n    goal: parking\n    says: x\n    unknown: [zone]\n"
    with pytest.raises(DataError) as error:
        read(tmp_path, municipality, RIGHT + more)
    assert [problem.line for problem in error.value.problems] == [12, 16]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("+10d", date(2026, 12, 5)),
        ("-3d", date(2026, 11, 22)),
        ("next friday", date(2026, 11, 27)),
        ("next wednesday", date(2026, 12, 2)),
        ("last wednesday", date(2026, 11, 18)),
        ("last tuesday", date(2026, 11, 24)),
        (date(2027, 5, 1), date(2027, 5, 1)),
        ("2027-05-01", date(2027, 5, 1)),
    ],
)
def test_days(written: Any, meant: date) -> None:
    assert day(written, TODAY) == meant


def test_plain_answers() -> None:
    questions = CATALOGUE["travel"].questions | CATALOGUE["event"].questions
    said = {
        "document": ("lost", "Kwijt of gestolen"),
        "tent": (False, "nee"),
        "visitors": (1250, "1250"),
        "destination": ("TN", "Tunesië"),
        "departure": (date(2027, 5, 1), "1 mei"),
    }
    assert {n: in_plain_words(questions[n], v, TODAY) for n, (v, _) in said.items()} == {
        n: t for n, (_, t) in said.items()
    }
    assert in_plain_words(questions["departure"], date(2027, 11, 1), TODAY) == "1 november 2027"


def test_dates_are_filled_in() -> None:
    values = {"departure": date(2026, 12, 5)}
    assert filled("ik vlieg {departure} {x}", values, TODAY) == "ik vlieg 5 december {x}"
    assert filled("ergens in {departure:month}", values, TODAY) == "ergens in december"


def test_nobody_says_what_noor_was_trained_with(municipality: Municipality) -> None:
    trained = {plain(example.get("text")).strip(" .,!?") for example in load_data("data/nlu").intent_examples}
    said = [
        text
        for person in load_people(CATALOGUE, municipality)
        for wish in person.wishes
        for text in (wish.says, wish.wish)
        if text and person.style != "one_word" and plain(text).strip(" .,!?") in trained
    ]
    assert said == []


def test_all_people_are_of_a_known_goal(municipality: Municipality) -> None:
    goals = Counter(person.goal for person in load_people(CATALOGUE, municipality))
    assert goals.keys() <= CATALOGUE.keys()
