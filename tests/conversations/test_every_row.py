"""Every row of every decision table is reached by a talk: what a resident says or taps, and where it leads.

`tests/conversations/<goal>.yml` holds the talks. The real catalogue, readers and conversation engine take part; only
which intent the first words have is given (the goal's own, or `as`). After the turns that are written, the resident
goes along with all that is asked, so that every talk also shows that it ends.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.datafile import load_yaml
from bot.goals import conditions
from bot.goals.asking import told as filled_in
from bot.goals.goal import Goal
from bot.goals.steps import CONFIRM, CONTACT, DAY_PART, DONE, VISIT
from tests.goals.talking import CATALOGUE, MUNICIPALITY, TODAY, Talk

HERE = Path(__file__).parent
MOST_TURNS = 12
GOES_ALONG = {CONFIRM: "yes", CONTACT: "none", VISIT: "no", DAY_PART: "Maakt niet uit"}


@dataclass(frozen=True)
class Story:
    """says: what the resident says, or taps when it stands between brackets. to: the department, or nobody."""

    goal: str
    row: str
    to: str | None
    urgency: str
    says: tuple[str, ...]
    intent: str


def stories() -> list[Story]:
    return [story for path in sorted(HERE.glob("*.yml")) for story in stories_of(path)]


def stories_of(path: Path) -> list[Story]:
    own = next(iter(CATALOGUE[path.stem].data.heard_as), "inform")
    return [_story(path.stem, own, item) for item in load_yaml(path)]


def _story(goal: str, own: str, item: dict[str, Any]) -> Story:
    to = None if item["to"] == "nobody" else item["to"]
    says = tuple(map(str, item["talk"]))
    return Story(goal, item["row"], to, item["urgency"], says, item.get("as", own))


STORIES = stories()


def row_that_holds(goal: Goal, facts: dict[str, Any]) -> str:
    """The first row of the table of which the condition holds, as a reader of the table would find it."""
    known = goal._known(facts, TODAY)
    for outcome in goal.data.outcomes:
        when = goal._parsed(outcome.when, outcome.name)
        if conditions.evaluate(when, known) is True:
            return outcome.name
    raise AssertionError("a table ends with a row without a condition")


@pytest.mark.parametrize("story", STORIES, ids=[f"{story.goal}-{story.row}" for story in STORIES])
def test_a_talk_leads_where_it_should(story: Story) -> None:
    talk = Talk()
    if story.intent == "appointment":
        talk.tap("goal", "appointment")
    first, *others = story.says
    step = talk.say(first, story.intent)
    told = [talk.reply.text]
    for words in others:
        assert step != DONE, f"done before {words!r}"
        step = tap_or_say(talk, words)
        told.append(talk.reply.text)
    goal, outcome = CATALOGUE[story.goal], talk.outcome
    assert talk.now.goal == story.goal
    assert outcome is not None, f"not settled: {talk.now.values}, asks {step}"
    assert row_that_holds(goal, talk.now.values) == story.row
    assert (outcome.department, outcome.urgency) == (story.to, story.urgency)
    if outcome.first and step != DONE:
        assert any(str(filled_in(outcome.first, MUNICIPALITY.tell)) in text for text in told), "not told what to do now"
    go_along(talk, step)
    assert row_that_holds(goal, talk.now.values) == story.row


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_every_row_is_reached(name: str) -> None:
    reached = {story.row for story in STORIES if story.goal == name}
    assert [row.name for row in CATALOGUE[name].data.outcomes if row.name not in reached] == []


def test_a_talk_may_not_be_about_a_row_that_is_gone() -> None:
    rows = {(name, row.name) for name, goal in CATALOGUE.items() for row in goal.data.outcomes}
    assert [story for story in STORIES if (story.goal, story.row) not in rows] == []


def tap_or_say(talk: Talk, words: str) -> str:
    if words.startswith("[") and not words.islower():
        option = next(option for option in talk.reply.options if option.label == words[1:-1])
        return talk.tap(option.step, option.value)
    return talk.say(words)


def go_along(talk: Talk, step: str) -> None:
    """On to the end, as somebody who skips what may be skipped and agrees with the rest."""
    for _ in range(MOST_TURNS):
        if step == DONE:
            return
        if step in GOES_ALONG:
            step = talk.tap(step, GOES_ALONG[step])
        else:
            step = talk.tap(f"{talk.now.goal}.{step}", "dont_know")
    raise AssertionError(f"no end: still asks {step}")
