"""The one form: what a message changes, and what is asked next."""

import time
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.context import (
    catalogue,
    conversation_of,
    handovers,
    message_of,
    municipality,
    slots_of,
    today,
    with_street_works,
)
from actions.live import still_waiting, with_a_colleague
from actions.wishes import keep_between
from bot.goals.asking import Reply, ask
from bot.goals.listening import hear
from bot.goals.next_step import next_step
from bot.goals.steps import DONE


class ValidateGoalForm(Action):
    """Takes in a message. Without an event Rasa lets its rules answer what was said."""

    def name(self) -> str:
        return "validate_goal_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        message = message_of(tracker)
        before = await still_waiting(conversation_of(tracker), message)
        heard = hear(catalogue(), before, message)
        if heard is None:
            return []
        heard = await with_a_colleague(before, heard, message)
        if heard.rating and (heard.rating, heard.rating_words) != (before.rating, before.rating_words):
            await handovers().rate(tracker.sender_id, heard.rating, heard.rating_words, datetime.now(timezone.utc))
        goal = catalogue()[heard.goal] if heard.goal else None
        done = next_step(goal, heard, today()) == DONE
        return [*slots_of(heard), SlotSet("answer", True if done else None)]


class ActionAskAnswer(Action):
    """Asks what matters now."""

    def name(self) -> str:
        return "action_ask_answer"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        now = await with_street_works(conversation_of(tracker))
        if now.between:
            await keep_between(tracker, now.between)
        asked, reply = ask(catalogue(), now, today(), municipality().tell)
        utter(dispatcher, reply)
        return slots_of(replace(asked, at=int(time.time())))


def utter(dispatcher: CollectingDispatcher, reply: Reply) -> None:
    """Say a reply, its options as buttons that name what they answer."""
    dispatcher.utter_message(
        text=reply.text,
        buttons=[
            {"title": option.label, "payload": f'/choose{{"choice": "{option.step}={option.value}"}}'}
            for option in reply.options
        ],
        json_message={"question": reply.question},
    )
