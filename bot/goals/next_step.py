"""What comes next in a conversation: it follows from what is known."""

from datetime import date
from typing import Any

from bot.goals.conversation import Conversation
from bot.goals.goal import Goal
from bot.goals.model import Outcome
from bot.goals.steps import CALLED, CONFIRM, CONTACT, DAY_PART, DONE, GOAL, NO_CONTACT, PERSON, VISIT, VISIT_DAYS


def settled(goal: Goal, conversation: Conversation, today: date) -> Outcome | None:
    """The outcome, when the facts leave only one."""
    left = goal.reachable(conversation.values, today)
    return left[0] if len(left) == 1 else None


def to_say_back(goal: Goal, conversation: Conversation, today: date) -> dict[str, Any]:
    """The values that a resident hears back. What was said in passing and makes no difference is only for the
    department."""
    weighed = goal.weighed(conversation.values, today)
    return {name: fact.value for name, fact in conversation.facts.items() if fact.asked or name in weighed}


def next_step(goal: Goal | None, conversation: Conversation, today: date) -> str:
    """What to ask next: a step, or the name of one of the goal's facts."""
    if conversation.stopped or conversation.live == CALLED:
        return DONE
    if conversation.detour is not None:
        return conversation.detour
    if conversation.finished:
        return DONE
    if goal is None:
        return GOAL
    if conversation.person:
        return _how_to_be_reached(conversation) or DONE
    values = conversation.values
    question = goal.next_question(values, today)
    if question is not None:
        return question
    outcome = settled(goal, conversation, today)
    if outcome is None or not outcome.handed_over:
        return DONE
    if question := goal.dossier_question(values, today, only_places=outcome.urgency == "acute"):
        return question
    if goal.data.confirm and not conversation.confirmed:
        return CONFIRM
    call_back = goal.name == PERSON
    if reached := _how_to_be_reached(conversation) if call_back else _contact(conversation):
        return reached
    if outcome.visit and conversation.contact != NO_CONTACT:
        if conversation.visit is None:
            return VISIT
        if conversation.visit and conversation.visit_days is None:
            return VISIT_DAYS
    return DONE


def _contact(conversation: Conversation) -> str | None:
    return CONTACT if conversation.contact is None else None


def _how_to_be_reached(conversation: Conversation) -> str | None:
    """Who wants a person says how, and for a call also when."""
    wants_a_call = conversation.contact == "phone" and conversation.day_part is None
    return _contact(conversation) or (DAY_PART if wants_a_call else None)
