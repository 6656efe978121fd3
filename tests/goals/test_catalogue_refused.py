"""A wrong catalogue is refused as a whole, with file, line and reason."""

import re
from pathlib import Path

import pytest

from bot.goals.catalogue import CatalogueError, load_catalogue

GOAL = """\
goal: party
label: Een feest
who: everybody with something to celebrate
request: Meekijken met een feest
heard_as: {party: 1.0}
lists:
  warm: [ES, IT]
questions:
  size:
    label: Aantal
    type: number
    ask: Hoeveel mensen komen er?
  place:
    label: Plek
    type: choice
    ask: Waar is het?
    options:
      - value: inside
        label: Binnen
      - value: outside
        label: Buiten
  country:
    label: Land
    type: country
    ask: In welk land?
derived:
  big: size > 100
  far: country in warm
outcomes:
  - name: large
    when: big and place == 'outside'
    department: vth
  - name: abroad
    when: far
  - name: small
also:
  - when: place == 'inside'
    advice: [Zet de ramen open.]
dossier:
  - fact: place
    when: big
sources: []
"""


def load(data: Path, **files: str) -> None:
    """Write a catalogue and load it."""
    (data / "goals").mkdir()
    (data / "products.yml").write_text("permit: Waar heb je een vergunning voor nodig?\n", encoding="utf-8")
    for name, text in files.items():
        (data / "goals" / f"{name}.yml").write_text(text, encoding="utf-8")
    load_catalogue(data)


def changed(text: str, old: str, new: str) -> str:
    """The text with one place in it changed."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


def test_the_example_of_these_tests_is_right(tmp_path: Path) -> None:
    load(tmp_path, party=GOAL)


ELEVEN = "".join(f"\n      - {{value: o{number}, label: Optie {number}}}" for number in range(11))
LONG = "Hoeveel " + "heel " * 19 + "mensen komen er?"

# id: (old, new, text at the line that is named, part of the reason)
REFUSED = {
    "unknown fact in a condition": (
        "big and place == 'outside'",
        "big and spot == 'outside'",
        "when: big and",
        "unknown fact 'spot'",
    ),
    "unknown option": (
        "big and place == 'outside'",
        "big and place == 'outsite'",
        "when: big and",
        "'outsite' is not an answer to 'place'",
    ),
    "code in a condition": (
        "big and place == 'outside'",
        "open('x')",
        "when: open",
        "not allowed in a condition",
    ),
    "unknown fact in a derived name": ("size > 100", "seize > 100", "big: seize", "unknown fact 'seize'"),
    "unknown fact in an addition": (
        "place == 'inside'",
        "spot == 'inside'",
        "when: spot",
        "unknown fact 'spot'",
    ),
    "unknown dossier fact": ("fact: place", "fact: spot", "fact: spot", "unknown fact 'spot'"),
    "unknown fact in the dossier's condition": (
        "when: big\n",
        "when: tent\n",
        "when: tent",
        "unknown fact 'tent'",
    ),
    "row that is never reached": (
        "when: far",
        "when: big and place == 'outside'",
        "name: abroad",
        "'abroad' can never be reached",
    ),
    "row that can never hold": (
        "when: far",
        "when: big and size < 10",
        "name: abroad",
        "'abroad' can never be reached",
    ),
    "last row with a condition": ("name: small", "name: small\n    when: big", "name: small", "last outcome"),
    "condition missing before the last row": ("    when: far\n", "", "name: abroad", "last outcome"),
    "label too long": (
        "label: Binnen",
        "label: Binnen in een grote zaal met",
        "label: Binnen in",
        "at most 24 characters",
    ),
    "goal's label too long": (
        "label: Een feest",
        "label: Een feest in je eigen straat",
        "label: Een feest in",
        "at most 24 characters",
    ),
    "labels that differ only in case": ("label: Buiten", "label: BINNEN", "place:", "same value or label"),
    "questions with the same label": ("label: Plek", "label: aantal", "label: aantal", "same label as size"),
    "too many options": ("    options:", f"    options:{ELEVEN}", "place:", "13 options"),
    "question too long": ("ask: Hoeveel mensen komen er?", f"ask: {LONG}", "ask: Hoeveel heel", "20 words"),
    "unknown key": ("department: vth", "departement: vth", "departement: vth", "extra fields not permitted"),
    "unknown key at the top": (
        "sources: []",
        "sources: []\nsource: x",
        "source: x",
        "extra fields not permitted",
    ),
    "wrong type": ("heard_as: {party: 1.0}", "heard_as: {party: often}", "heard_as:", "not a valid float"),
    "unknown question type": ("type: number", "type: amount", "type: amount", "unexpected value"),
    "missing key": ("    ask: Waar is het?\n", "", "place:", "field required"),
    "same option value twice": ("value: outside", "value: inside", "place:", "same value or label"),
    "same option label twice": ("label: Buiten", "label: Binnen", "place:", "same value or label"),
    "option without choice": ("type: choice", "type: text", "place:", "a choice needs options"),
    "assumes what is no answer": (
        "type: choice",
        "type: choice\n    assume: 'yes'",
        "assume:",
        "is not an answer",
    ),
    "bad YAML": ("who: everybody", "who: [everybody", "label: Een feest", ""),
    "same key twice": ("request: Mee", "who: nobody\nrequest: Mee", "who: nobody", "duplicate key"),
    "unknown country in a list": ("warm: [ES, IT]", "warm: [ES, XX]", "", "XX"),
    "unknown country in a condition": ("when: far", "when: far or country == 'XX'", "when: far", "XX"),
}


@pytest.mark.parametrize(("old", "new", "at", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_a_wrong_goal_is_refused(tmp_path: Path, old: str, new: str, at: str, reason: str) -> None:
    text = changed(GOAL, old, new)
    with pytest.raises(CatalogueError) as refusal:
        load(tmp_path, party=text)
    said = str(refusal.value)
    place = re.match(rf"{re.escape(str(tmp_path / 'goals' / 'party.yml'))}:(\d+): ", said)
    assert place, said
    if reason:
        assert reason in said
        assert at in text.splitlines()[int(place[1]) - 1]


def test_a_goal_without_outcomes_is_refused(tmp_path: Path) -> None:
    questions, _, _ = GOAL.partition("outcomes:")
    with pytest.raises(CatalogueError, match=r"party\.yml:29: there are no outcomes"):
        load(tmp_path, party=f"{questions}outcomes: []\nsources: []\n")


def test_a_list_of_numbers_may_decide(tmp_path: Path) -> None:
    load(tmp_path, party=changed(GOAL, "size > 100", "size in [50, 60]"))


def test_a_goal_stands_in_the_file_of_its_name(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"feest\.yml:1: the goal 'party' must be in party\.yml"):
        load(tmp_path, feest=GOAL)


def test_shares_of_an_intent_add_up_to_one_at_most(tmp_path: Path) -> None:
    other = GOAL.replace("goal: party", "goal: other").replace("{party: 1.0}", "{party: 0.2}")
    with pytest.raises(CatalogueError, match=r"goals:1: .*'party' add up to 1\.20"):
        load(tmp_path, party=GOAL, other=other)


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    first = changed(GOAL, "fact: place", "fact: spot")
    other = GOAL.replace("goal: party", "goal: other").replace("{party:", "{other:")
    second = changed(other, "label: Binnen", "label: ''")
    with pytest.raises(CatalogueError) as refusal:
        load(tmp_path, party=first, other=second)
    assert [line.split("/")[-1].split(":")[0] for line in str(refusal.value).splitlines()] == [
        "other.yml",
        "party.yml",
    ]


def test_products_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "goals").mkdir()
    (tmp_path / "goals" / "party.yml").write_text(GOAL, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"products\.yml: No such file"):
        load_catalogue(tmp_path)


def test_products_are_questions(tmp_path: Path) -> None:
    (tmp_path / "products.yml").write_text("permit:\n  - waarvoor\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"products\.yml:1: permit: str type expected"):
        load_catalogue(tmp_path)


def test_a_catalogue_without_goals_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="holds no goals"):
        load(tmp_path)


def test_two_goals_with_the_same_label(tmp_path: Path) -> None:
    other = changed(changed(GOAL, "goal: party", "goal: other"), "heard_as: {party: 1.0}", "heard_as: {}")
    with pytest.raises(CatalogueError, match=r"party\.yml:1: the goal 'party' has the same label as 'other'"):
        load(tmp_path, party=GOAL, other=other)
