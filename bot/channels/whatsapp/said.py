"""What the log knows for this channel besides: the options last offered, and messages that people change afterwards."""

from typing import Any, NamedTuple

from sqlalchemy import delete, false, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.channels.whatsapp import texts
from bot.channels.whatsapp.outgoing import MORE
from bot.messages import rows
from bot.privacy.masking import mask
from bot.storage.tables import contacts, conversations, messages
from bot.storage.unbroken import unbroken


class Offered(NamedTuple):
    """Noor's last message: where it is, its options and what it asks; live: whether a colleague talks instead."""

    position: int
    options: list[dict[str, Any]]
    question: str | None
    live: bool


class Earlier(NamedTuple):
    """A message of a resident that they change: where it is, its text, whether Noor has yet to answer, its photo."""

    position: int
    text: str
    waits: bool
    photo: str | None


class Said:
    """Statements about the log that only WhatsApp needs."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

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
        """Offer the options of a message from one on; whether there were any. The same id is one press."""
        of_message = messages.c.conversation_id == conversation_id, messages.c.position == position
        async with self._engine.begin() as connection:
            await rows.lock(connection, conversation_id)
            if await rows.position_of(connection, conversation_id, own_id) is not None:
                return True
            query = select(messages.c.options, messages.c.question).where(*of_message)
            row = (await connection.execute(query)).first()
            rest = (row.options or [])[start:] if row is not None else []
            if not rest:
                return False
            await rows.add(connection, conversation_id, "resident", MORE, external_id=own_id)
            await rows.add(
                connection, conversation_id, "noor", texts.REST, options=rest, question=row.question if row else None
            )
        return True

    @unbroken
    async def earlier(self, conversation_id: str, own_ids: list[str]) -> list[Earlier]:
        """The messages that are known by these ids, in order."""
        columns = messages.c.position, messages.c.text, messages.c.handled, messages.c.attachment
        query = select(*columns).where(_known_by(conversation_id, own_ids)).order_by(messages.c.position)
        async with self._engine.connect() as connection:
            found = (await connection.execute(query)).all()
        return [
            Earlier(row.position, row.text, not row.handled, ((row.attachment or {}).get("photo") or {}).get("id"))
            for row in found
        ]

    @unbroken
    async def edit(self, position: int, text: str, *, while_waiting: bool = False) -> bool:
        """Put other words in the place of a message; whether that was done.

        while_waiting: only as long as Noor has not answered it.
        """
        mine = messages.c.position == position
        if while_waiting:
            mine &= messages.c.handled == false()
        async with self._engine.begin() as connection:
            changed = await connection.execute(update(messages).where(mine).values(text=mask(text).text, choice=None))
        return bool(changed.rowcount)

    @unbroken
    async def revoke(self, conversation_id: str, own_ids: list[str]) -> None:
        """Take messages back: nothing of them stays and nobody answers them."""
        mine = _known_by(conversation_id, own_ids)
        gone = {"text": texts.REVOKED, "choice": None, "attachment": None, "handled": True}
        theirs = contacts.c.conversation_id == conversation_id
        told = contacts.c.message_position.in_(select(messages.c.position).where(mine))
        async with self._engine.begin() as connection:
            await connection.execute(update(messages).where(mine).values(gone))
            await connection.execute(delete(contacts).where(theirs, told))


def _known_by(conversation_id: str, own_ids: list[str]) -> Any:
    return (messages.c.conversation_id == conversation_id) & messages.c.external_id.in_(own_ids)
