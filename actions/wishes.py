"""Keeping what became of a wish."""

from datetime import datetime, timezone

from rasa_sdk import Tracker

from actions.context import catalogue, message_of, wishes
from bot.goals.conversation import Conversation
from bot.handover.wishes import Ended, Wish, WishId


async def keep_wish(
    tracker: Tracker, now: Conversation, ended: Ended, outcome: str, department: str | None = None
) -> None:
    """Keep what became of the wish that the conversation is about, if it is about one."""
    if now.goal is None:
        return
    wish = Wish(
        id=WishId(tracker.sender_id, message_of(tracker).id, now.goal),
        outcome=outcome,
        ended=ended,
        department=department,
        channel=channel_of(tracker),
        confidence=now.sure,
        questions=now.questions,
        corrected=now.corrected,
    )
    await wishes().write(wish, datetime.now(timezone.utc))


async def keep_between(tracker: Tracker, name: str) -> None:
    """Keep a wish that is answered at once, in the middle of another one."""
    goal, message = catalogue()[name], message_of(tracker)
    answered = Conversation(goal=name, sure=catalogue().belief(message.ranking).get(name))
    await keep_wish(tracker, answered, Ended.ANSWERED, goal.data.outcomes[-1].name)


def channel_of(tracker: Tracker) -> str:
    """The channel by which the newest message came."""
    return tracker.get_latest_input_channel() or "website"
