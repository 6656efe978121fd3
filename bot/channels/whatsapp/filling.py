"""Bringing what was said into the outbox: each message of the log once, in as many parts as it takes."""

import secrets

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.whatsapp.background import Background
from bot.channels.whatsapp.outgoing import Renderer
from bot.messages import rows
from bot.messages.message import Message
from bot.storage.tables import messages
from bot.storage.unbroken import unbroken
from bot.storage.whatsapp_tables import outbox, people

_BATCH = 50


class Filling:
    """Each person's row says up to where the log was brought over."""

    def __init__(self, database: Background, renderer: Renderer) -> None:
        self._database, self._renderer = database, renderer

    @unbroken
    async def fill(self, conversation_id: str) -> None:
        """Bring over what was said since the last time."""
        full = True
        while full:
            async with self._database.begin() as connection:
                full = await self._fill(connection, conversation_id) == _BATCH

    @unbroken
    async def behind(self) -> set[str]:
        """The conversations in which something was said that is not in the outbox yet."""
        query = (
            select(people.c.conversation_id)
            .join(messages, messages.c.conversation_id == people.c.conversation_id)
            .group_by(people.c.conversation_id, people.c.queued_position)
            .having(func.max(messages.c.position) > people.c.queued_position)
        )
        async with self._database.connect() as connection:
            return set(await connection.scalars(query))

    async def _fill(self, connection: AsyncConnection, conversation_id: str) -> int:
        mine = people.c.conversation_id == conversation_id
        done = select(people.c.queued_position).where(mine).scalar_subquery()
        query = rows.select_messages(conversation_id).where(messages.c.position > done)
        query = query.order_by(messages.c.position).limit(_BATCH)
        said = [rows.read(row) for row in await connection.execute(query)]
        if not said:
            return 0
        new = [outbox_row(conversation_id, message.position, part) for message in said for part in self._parts(message)]
        if new:
            await connection.execute(insert(outbox), new)
        await connection.execute(update(people).where(mine).values(queued_position=said[-1].position))
        return len(said)

    def _parts(self, message: Message) -> range:
        return range(0 if message.sender == "resident" else len(self._renderer.render(message)))


def outbox_row(conversation_id: str, position: int, part: int) -> dict[str, object]:
    """A row that waits to go."""
    where = {"conversation_id": conversation_id, "position": position, "part": part}
    return {**where, "state": "pending", "tries": 0, "nonce": secrets.token_hex(4)}
