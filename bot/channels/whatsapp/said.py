"""What the log knows for this channel besides: the options last offered, and what was said of photos."""

from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.channels.whatsapp import texts
from bot.channels.whatsapp.outgoing import MORE
from bot.messages import rows
from bot.messages import texts as log_texts
from bot.messages.wake import Announcer
from bot.storage.tables import conversations, messages
from bot.storage.unbroken import unbroken


class Offered(NamedTuple):
    """Noor's last message: where it is, its options and what it asks; live: whether a colleague talks instead."""

    position: int
    options: list[dict[str, Any]]
    question: str | None
    live: bool


class Said:
    """Statements about the log that only WhatsApp needs."""

    def __init__(self, engine: AsyncEngine, announcer: Announcer) -> None:
        self._engine, self._announcer = engine, announcer

    @unbroken
    async def offered(self, conversation_id: str) -> Offered:
        """What Noor said last, and who talks with this person now."""
        query = (
            select(messages.c.position, messages.c.options, messages.c.question, conversations.c.live_with)
            .join(conversations)
            .where(messages.c.conversation_id == conversation_id, messages.c.sender == "noor")
            .order_by(messages.c.position.desc())
            .limit(1)
        )
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).first()
        if row is None:
            return Offered(0, [], None, False)
        return Offered(row.position, row.options or [], row.question, row.live_with is not None)

    @unbroken
    async def offer_rest(self, conversation_id: str, own_id: str, position: int, start: int) -> bool:
        """Offer the options of a message from one on; whether that was done. The same id is one press.

        Not while a colleague talks with this person: then Noor is silent.
        """
        of_message = messages.c.conversation_id == conversation_id, messages.c.position == position
        async with self._engine.begin() as connection:
            await rows.lock(connection, conversation_id)
            if await rows.position_of(connection, conversation_id, own_id) is not None:
                return True
            query = select(messages.c.options, messages.c.question).where(*of_message)
            row = (await connection.execute(query)).first()
            rest = (row.options or [])[start:] if row is not None else []
            if not rest or await rows.live_with(connection, conversation_id) is not None:
                return False
            await rows.add(connection, conversation_id, "resident", MORE, external_id=own_id)
            await rows.add(
                connection, conversation_id, "noor", texts.REST, options=rest, question=row.question if row else None
            )
        self._announcer.wake(conversation_id)
        return True

    @unbroken
    async def photos_untold(self, conversation_id: str) -> int:
        """How many photos came after the last word that photos are kept."""
        mine = messages.c.conversation_id == conversation_id
        kept = messages.c.text.in_((log_texts.PHOTO_KEPT, log_texts.PHOTOS_KEPT)) & (messages.c.sender == "system")
        told = select(func.coalesce(func.max(messages.c.position), 0)).where(mine, kept).scalar_subquery()
        photo = (messages.c.text == log_texts.PHOTO) & messages.c.attachment.is_not(None)
        query = select(func.count()).where(mine, photo, messages.c.position > told)
        async with self._engine.connect() as connection:
            return int(await connection.scalar(query))

    @unbroken
    async def last_words(self, conversation_id: str) -> str | None:
        """What this person was told last, by whoever."""
        ours = (messages.c.conversation_id == conversation_id) & (messages.c.sender != "resident")
        query = select(messages.c.text).where(ours).order_by(messages.c.position.desc()).limit(1)
        async with self._engine.connect() as connection:
            words: str | None = await connection.scalar(query)
        return words
