"""What reviewers put right, ready to become training data: a sentence, and the goal it should have led to."""

from dataclasses import dataclass

from sqlalchemy import BigInteger, and_, cast, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.reviews import Verdict
from bot.storage.desk_tables import reviews, wishes
from bot.storage.tables import conversations, messages
from bot.storage.unbroken import unbroken


@dataclass(frozen=True)
class Correction:
    """sentence: what the resident typed first about the wish, masked as it is kept; chosen: the goal that Noor took it
    for; right: the one it was."""

    sentence: str
    chosen: str
    right: str


class Corrections:
    """Reads them, of conversations that still exist: what was deleted does not live on as training data."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @unbroken
    async def all(self) -> list[Correction]:
        """All of them, oldest first."""
        wrong = and_(reviews.c.verdict == Verdict.WRONG_GOAL.value, reviews.c.right_goal.is_not(None))
        there = reviews.join(conversations, conversations.c.id == reviews.c.conversation_id)
        query = select(reviews).select_from(there).where(wrong).order_by(reviews.c.at, *reviews.primary_key)
        found = []
        async with self._engine.connect() as connection:
            for row in (await connection.execute(query)).all():
                sentence = await connection.scalar(_first_about(row.conversation_id, row.message_id))
                if sentence:
                    found.append(Correction(" ".join(sentence.split()), row.goal, row.right_goal))
        return found


def _first_about(conversation_id: str, message_id: str) -> object:
    """The first thing typed after the wish before it and up to the message that settled it.

    A message's id is its position, which is what the front gives Rasa.
    """
    before = select(func.max(cast(wishes.c.message_id, BigInteger))).where(
        wishes.c.conversation_id == conversation_id, cast(wishes.c.message_id, BigInteger) < int(message_id)
    )
    return (
        select(messages.c.text)
        .where(
            messages.c.conversation_id == conversation_id,
            messages.c.sender == "resident",
            messages.c.choice.is_(None),
            messages.c.attachment.is_(None),
            messages.c.position > func.coalesce(before.scalar_subquery(), 0),
            messages.c.position <= int(message_id),
        )
        .order_by(messages.c.position)
        .limit(1)
    )
