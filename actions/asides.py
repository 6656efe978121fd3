"""What is said about the conversation itself: an explanation, and taking leave."""

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.context import catalogue, conversation_of, message_of, municipality, slots_of, today
from actions.goal_form import utter
from bot.goals.asking import ask
from bot.goals.conversation import Conversation
from bot.goals.explaining import explanation
from bot.goals.steps import CALLED, RATING


class ActionExplain(Action):
    """Says why the open question is asked and what it means."""

    def name(self) -> str:
        return "action_explain"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        now = conversation_of(tracker)
        goal = catalogue()[now.goal] if now.goal else None
        dispatcher.utter_message(text=explanation(goal, now.open, message_of(tracker).words.text))
        return []


class ActionPart(Action):
    """Takes leave; after a wish was finished with the question how it was, once."""

    def name(self) -> str:
        return "action_part"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        now = conversation_of(tracker)
        if now.waiting:
            return _ask(dispatcher, now)
        if now.finished and now.live != CALLED and now.rating is None and now.open != RATING:
            return _ask(dispatcher, replace(now, detour=RATING))
        thanked = message_of(tracker).intent == "thanks"
        dispatcher.utter_message(response="utter_thanks" if thanked else "utter_goodbye")
        return []


def _ask(dispatcher: CollectingDispatcher, now: Conversation) -> list[EventType]:
    asked, reply = ask(catalogue(), now, today(), municipality().tell)
    utter(dispatcher, reply)
    return slots_of(asked)
