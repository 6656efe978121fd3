"""What a conversation gives account of: what was asked for a wish, and whether the resident put Noor right."""

from dataclasses import replace

from bot.goals.conversation import Conversation
from bot.goals.goal import Goal
from bot.goals.message import Message
from bot.goals.steps import CONFIRM, CORRECT, GOAL, OWN_WORDS


def counted(goal: Goal | None, before: Conversation, asked: Conversation) -> Conversation:
    """With the open question counted, if it asks for the goal or for a fact of it; asked again it is the same one."""
    asks = asked.open in (GOAL, OWN_WORDS) or (goal is not None and asked.open in goal.questions)
    return replace(asked, questions=before.questions + (asks and asked.open != before.open))


def with_correction(before: Conversation, message: Message, heard: Conversation) -> Conversation:
    """With a note when the message put right what was understood: the goal, or anything that was known of it."""
    if heard.goal == before.goal:
        forgotten = any(heard.values.get(name) != value for name, value in before.values.items())
        put_right = forgotten or (before.open == CONFIRM and heard.detour == CORRECT)
    else:
        put_right = before.goal is not None and not before.finished and message.refuses
    return replace(heard, corrected=True) if put_right else heard
