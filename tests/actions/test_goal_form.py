"""The form's actions, given a tracker as Rasa sends it."""

import json
from datetime import timedelta
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.asides import ActionExplain
from actions.context import catalogue, today
from actions.goal_form import ActionAskAnswer, ValidateGoalForm
from bot.goals.conversation import Conversation, Fact
from bot.goals.slots import to_slots
from tests.actions.conftest import MakeTracker, slots_after


async def validate(tracker: Any) -> list[Any]:
    return await ValidateGoalForm().run(CollectingDispatcher(), tracker, {})


def slots(goal: str, open: str | None = None, **facts: Any) -> dict[str, Any]:
    """The slots of a conversation about a goal."""
    kept = {name: Fact(value, str(value), "m0") for name, value in facts.items()}
    return to_slots(Conversation(goal, kept, open=open))


async def test_a_wish_fills_the_slots(tracker: MakeTracker) -> None:
    events = await validate(tracker(text="Ik ga over 5 dagen naar Turkije", intent="travel"))
    after = slots_after(events)
    assert after["goal"] == "travel"
    assert after["facts"]["destination"] == {
        "value": "TR", "words": "Ik ga over 5 dagen naar Turkije", "message": "m1", "asked": False,
    }  # fmt: skip
    assert after["facts"]["departure"]["value"] == (today() + timedelta(5)).isoformat()
    assert after["answer"] is None
    json.dumps(after)


async def test_what_rasa_read_is_not_read_again(tracker: MakeTracker) -> None:
    """The entities count, so that a question and its answer are of the same day."""
    message = tracker(text="Ik ga naar Turkije", intent="travel")
    message.latest_message["entities"][0]["value"] = "TN"
    after = slots_after(await validate(message))
    assert after["facts"]["destination"]["value"] == "TN"


async def test_an_answer_is_added(tracker: MakeTracker) -> None:
    message = tracker(slots("travel", "document", destination="TR"), "hij is verlopen")
    after = slots_after(await validate(message))
    assert {name: fact["value"] for name, fact in after["facts"].items()} == {
        "destination": "TR",
        "document": "expired",
    }


async def test_a_tapped_option(tracker: MakeTracker) -> None:
    message = tracker(slots("travel", "document"), choice="travel.document=lost")
    assert slots_after(await validate(message))["facts"]["document"]["value"] == "lost"


async def test_an_aside_changes_nothing(tracker: MakeTracker) -> None:
    assert await validate(tracker(slots("travel", "document"), "hallo", "greeting")) == []


async def test_the_form_ends_when_nothing_is_left_to_ask(tracker: MakeTracker) -> None:
    message = tracker(slots("travel", "lost_where", document="lost"), "in het buitenland")
    assert slots_after(await validate(message))["answer"] is True


async def test_the_next_question_is_asked_with_its_buttons(tracker: MakeTracker) -> None:
    dispatcher = CollectingDispatcher()
    events = await ActionAskAnswer().run(dispatcher, tracker(slots("travel", document="lost")), {})
    [said] = dispatcher.messages
    assert said["text"] == catalogue()["travel"].questions["lost_where"].ask
    assert [button["title"] for button in said["buttons"]] == ["In Nederland", "In het buitenland"]
    assert said["custom"] == {"question": "travel.lost_where"}
    assert slots_after(events)["progress"]["open"] == "lost_where"


async def test_what_a_button_sends_is_understood(tracker: MakeTracker) -> None:
    dispatcher = CollectingDispatcher()
    known = tracker(slots("travel", document="lost"))
    asked = slots_after(await ActionAskAnswer().run(dispatcher, known, {}))
    payload = dispatcher.messages[0]["buttons"][1]["payload"]
    assert payload.startswith("/choose")
    choice = json.loads(payload.removeprefix("/choose"))["choice"]
    after = slots_after(await validate(tracker(asked, choice=choice)))
    assert after["facts"]["lost_where"]["value"] == "abroad"


@pytest.mark.parametrize(
    ("known", "part"),
    [
        (slots("travel", "destination"), "Voor het ene land is een ID-kaart genoeg"),
        (slots("travel", "confirm"), "wie je het beste kan helpen"),
        ({}, "wie je het beste kan helpen"),
    ],
    ids=["a question", "the summary", "nothing asked"],
)
async def test_why_it_is_asked(tracker: MakeTracker, known: dict[str, Any], part: str) -> None:
    dispatcher = CollectingDispatcher()
    assert await ActionExplain().run(dispatcher, tracker(known), {}) == []
    assert part in dispatcher.messages[0]["text"]
