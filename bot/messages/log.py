"""The conversation log: inbox, outbox and transcript in one, masked before anything is written."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import false, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.dialogue.client import Reply
from bot.messages import rows, texts
from bot.messages.message import CONTACT_QUESTION, Accepted, Message, Sender, Started
from bot.messages.notices import tell_new
from bot.messages.wake import DESK, Announcer
from bot.privacy.masking import mask
from bot.storage.tables import contacts, conversations, messages
from bot.storage.tokens import new_token, token_hash
from bot.storage.unbroken import unbroken


class MessageLog:
    """Reads and writes conversations; whoever listens to the announcer hears of each write."""

    def __init__(self, engine: AsyncEngine, announcer: Announcer) -> None:
        self._engine = engine
        self._announcer = announcer

    @unbroken
    async def start(self, channel: str, welcome: str) -> Started:
        """Begin a conversation with Noor's welcome, and with the emergency notice if there is one."""
        conversation_id, token, now = str(uuid.uuid4()), new_token(), rows.utc_now()
        row = {"id": conversation_id, "channel": channel, "created_at": now, "last_at": now}
        async with self._engine.begin() as connection:
            await connection.execute(insert(conversations).values(token_hash=token_hash(token), **row))
            position = await rows.add(connection, conversation_id, "noor", welcome)
            position = await tell_new(connection, conversation_id, position, now)
        return Started(conversation_id, token, position)

    @unbroken
    async def conversation_of(self, token: str) -> str | None:
        """The conversation that a token opens."""
        query = select(conversations.c.id).where(conversations.c.token_hash == token_hash(token))
        async with self._engine.connect() as connection:
            conversation_id: str | None = await connection.scalar(query)
        return conversation_id

    @unbroken
    async def accept(
        self,
        conversation_id: str,
        external_id: str,
        text: str,
        option_id: str | None = None,
        *,
        attachment: dict[str, Any] | None = None,
        for_noor: bool = True,
    ) -> Accepted:
        """Write what a resident says, or the option that was tapped; the same external id is one message.

        `for_noor` is false for what she has no answer to. Raises `UnknownOption`, and `LookupError` when the
        conversation is gone.
        """
        masked = mask(text)
        async with self._engine.begin() as connection:
            await rows.lock(connection, conversation_id)
            earlier = await rows.position_of(connection, conversation_id, external_id)
            if earlier is not None:
                return Accepted(earlier, new=False)
            text, choice = masked.text, None
            if option_id is not None:
                option = await rows.offered(connection, conversation_id, option_id)
                text, choice = option["label"], option["answer"]
            # While a colleague has the conversation, Noor does not hear what is said.
            handled = not for_noor or await rows.live_with(connection, conversation_id) is not None
            inbound = {"external_id": external_id, "choice": choice, "handled": handled, "attachment": attachment}
            position = await rows.add(connection, conversation_id, "resident", text, **inbound)
            if masked.details and await rows.last_question(connection, conversation_id) == CONTACT_QUESTION:
                await rows.keep_contacts(connection, conversation_id, masked.details, position)
        self._announcer.wake(conversation_id, to_resident=False)
        return Accepted(position, new=True, waits=not handled)

    @unbroken
    async def pending(self) -> list[str]:
        """The conversations that wait for an answer, longest first."""
        query = (
            select(messages.c.conversation_id)
            .where(messages.c.handled == false())
            .group_by(messages.c.conversation_id)
            .order_by(func.min(messages.c.position))
        )
        async with self._engine.connect() as connection:
            return list(await connection.scalars(query))

    @unbroken
    async def count_pending(self) -> int:
        """How many messages wait for an answer."""
        query = select(func.count()).where(messages.c.handled == false())
        async with self._engine.connect() as connection:
            return int(await connection.scalar(query))

    @unbroken
    async def unhandled(self, conversation_id: str) -> list[Message]:
        """The messages of a conversation that wait for an answer, in order."""
        query = rows.select_messages(conversation_id).where(messages.c.handled == false())
        async with self._engine.connect() as connection:
            return [rows.read(row) for row in await connection.execute(query.order_by(messages.c.position))]

    @unbroken
    async def settle(self, message: Message, replies: Sequence[Reply]) -> bool:
        """Write the replies to a message and mark it handled, at once; False when that was done before.

        When a colleague took over in the meantime, Noor's replies are left unsaid.
        """
        conversation_id, position = message.conversation_id, message.position
        waiting = (messages.c.position == position) & (messages.c.handled == false())
        async with self._engine.begin() as connection:
            # The conversation first, as whoever takes it over does: else the two could wait for each other.
            try:
                await rows.lock(connection, conversation_id)
            except LookupError:
                return False
            if (await connection.execute(update(messages).where(waiting).values(handled=True))).rowcount == 0:
                return False
            if await rows.live_with(connection, conversation_id) is not None:
                replies = ()
            for number, reply in enumerate(replies):
                options = [
                    {"id": f"{position}.{number}.{index}", "label": option.label, "answer": option.answer}
                    for index, option in enumerate(reply.options)
                ]
                values = {"options": options or None, "question": reply.question, "reply_to": position}
                await rows.add(connection, conversation_id, "noor", reply.text, **values)
        self._announcer.wake(conversation_id)
        # The turn may have made a handover, which another process wrote.
        self._announcer.wake(DESK)
        return True

    @unbroken
    async def say(
        self,
        conversation_id: str,
        sender: Sender,
        text: str,
        external_id: str | None = None,
        author: str | None = None,
    ) -> int:
        """Write a message of staff, by the colleague `author`, or of the system.

        The same external id is one message.
        """
        async with self._engine.begin() as connection:
            await rows.lock(connection, conversation_id)
            if external_id is not None:
                earlier = await rows.position_of(connection, conversation_id, external_id)
                if earlier is not None:
                    return earlier
            values = {"external_id": external_id, "author": author}
            position = await rows.add(connection, conversation_id, sender, text, **values)
        self._announcer.wake(conversation_id)
        return position

    @unbroken
    async def take_over(self, conversation_id: str, name: str) -> int:
        """A colleague takes the conversation: from now on Noor is silent. Raises `LookupError` when it is gone."""
        return await self._change_hands(conversation_id, name, texts.taken_over(name))

    @unbroken
    async def hand_back(self, conversation_id: str) -> int:
        """The conversation is Noor's again. Raises `LookupError` when it is gone."""
        return await self._change_hands(conversation_id, None, texts.HANDED_BACK)

    async def _change_hands(self, conversation_id: str, name: str | None, text: str) -> int:
        async with self._engine.begin() as connection:
            await rows.lock(connection, conversation_id)
            position = await rows.change_hands(connection, conversation_id, name, text)
        self._announcer.wake(conversation_id)
        return position

    @unbroken
    async def live_with(self, conversation_id: str) -> str | None:
        """The colleague who has the conversation; None when it is Noor's."""
        async with self._engine.connect() as connection:
            return await rows.live_with(connection, conversation_id)

    @unbroken
    async def after(self, conversation_id: str, position: int, limit: int = 100) -> list[Message]:
        """The messages after a position, at most `limit`, in order."""
        query = rows.select_messages(conversation_id).where(messages.c.position > position)
        async with self._engine.connect() as connection:
            found = await connection.execute(query.order_by(messages.c.position).limit(limit))
            return [rows.read(row) for row in found]

    @unbroken
    async def last_position(self, conversation_id: str) -> int:
        """The position of the newest message; 0 when there is none."""
        query = select(func.max(messages.c.position)).where(messages.c.conversation_id == conversation_id)
        async with self._engine.connect() as connection:
            return int(await connection.scalar(query) or 0)

    @unbroken
    async def contacts(self, conversation_id: str) -> dict[str, str]:
        """How a resident asked to be reached: "phone" and "email" to their values."""
        query = select(contacts.c.kind, contacts.c.value).where(contacts.c.conversation_id == conversation_id)
        async with self._engine.connect() as connection:
            return {row.kind: row.value for row in await connection.execute(query)}
