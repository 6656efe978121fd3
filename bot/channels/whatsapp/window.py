"""The day after somebody's last message: what is said later is parked, and goes when they write again."""

from datetime import datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.whatsapp.background import Background
from bot.channels.whatsapp.filling import outbox_row
from bot.channels.whatsapp.outbox import TEMPLATE, UNDER_WAY, Item
from bot.channels.whatsapp.pace import WINDOW
from bot.messages.rows import utc_now
from bot.storage.tables import messages
from bot.storage.unbroken import unbroken
from bot.storage.whatsapp_tables import outbox, people


class Window:
    """Closes it for somebody; `release` opens it."""

    def __init__(self, database: Background) -> None:
        self._database = database

    @unbroken
    async def park(self, item: Item, invite: bool) -> None:
        """The window is closed, unless they wrote just now: all that waits for this person is parked until they write.

        invite: ask them to by a template, when a colleague has said something and they were not asked yet.
        """
        mine = (outbox.c.conversation_id == item.conversation_id) & (outbox.c.part != TEMPLATE)
        waits = mine & outbox.c.state.in_(UNDER_WAY)
        first = (
            select(func.min(outbox.c.position))
            .join(messages, messages.c.position == outbox.c.position)
            .where(waits, messages.c.sender == "staff")
        )
        person = people.c.conversation_id == item.conversation_id
        as_it_was = person & people.c.last_inbound_at.is_not_distinct_from(item.last_inbound_at)
        async with self._database.begin() as connection:
            looked_at = update(people).where(as_it_was).values(queued_position=people.c.queued_position)
            if (await connection.execute(looked_at)).rowcount == 0:
                return
            position = await connection.scalar(first)
            await connection.execute(update(outbox).where(waits).values(state="parked", reason="window", next_at=None))
            if invite and position is not None:
                now = update(people).where(person & people.c.invited_at.is_(None)).values(invited_at=utc_now())
                if (await connection.execute(now)).rowcount:
                    await connection.execute(insert(outbox), [outbox_row(item.conversation_id, position, TEMPLATE)])

    @unbroken
    async def closed(self, item: Item) -> None:
        """Meta says that they wrote too long ago."""
        own = (outbox.c.position == item.position) & (outbox.c.part == item.part)
        async with self._database.begin() as connection:
            await connection.execute(update(outbox).where(own).values(state="pending", next_at=None))
            mine = people.c.conversation_id == item.conversation_id
            await connection.execute(update(people).where(mine).values(last_inbound_at=None))


async def release(connection: AsyncConnection, conversation_id: str, at: datetime) -> None:
    """They wrote, at that time: when the window is open by it, what was parked goes."""
    who = people.c.conversation_id == conversation_id
    later = people.c.last_inbound_at.is_(None) | (people.c.last_inbound_at < at)
    await connection.execute(update(people).where(who & later).values(last_inbound_at=at, invited_at=None))
    if utc_now() - at >= WINDOW:
        return
    mine = outbox.c.conversation_id == conversation_id
    unsent = mine & (outbox.c.part == TEMPLATE) & outbox.c.state.in_(("pending", "parked"))
    await connection.execute(delete(outbox).where(unsent))
    parked = mine & (outbox.c.state == "parked")
    await connection.execute(update(outbox).where(parked).values(state="pending", tries=0, reason=None, next_at=None))
