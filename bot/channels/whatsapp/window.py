"""The day after somebody's last message: what is said later is parked, and goes when they write again."""

from datetime import datetime

from sqlalchemy import delete, exists, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.elements import ColumnElement

from bot.channels.whatsapp.background import Background
from bot.channels.whatsapp.filling import outbox_row
from bot.channels.whatsapp.outbox import TEMPLATE, UNDER_WAY, Item
from bot.channels.whatsapp.pace import MARGIN, WINDOW
from bot.messages.rows import utc_now
from bot.storage.tables import messages
from bot.storage.unbroken import unbroken
from bot.storage.whatsapp_tables import outbox, people

# For what somebody is asked to write back: an answer, of a colleague's or of Noor's.
_ANSWERS = (messages.c.sender == "staff") | messages.c.reply_to.is_not(None)
# What Meta says of one person in particular: writing makes it no better.
_TOO_OFTEN = 131056


def open_until(last_inbound_at: datetime) -> datetime:
    """Until when somebody may be written to freely who wrote last at that time."""
    return last_inbound_at + WINDOW - MARGIN


def is_open(last_inbound_at: datetime | None) -> bool:
    """Whether they may be written to now; None: they never wrote, or Meta says that it was too long ago."""
    return last_inbound_at is not None and utc_now() < open_until(last_inbound_at)


class Window:
    """Closes it for somebody; `release` opens it."""

    def __init__(self, database: Background) -> None:
        self._database = database

    @unbroken
    async def park(self, item: Item, invite: bool) -> None:
        """The window is closed, unless they wrote just now: all that waits for this person is parked until they write.

        invite: ask them to by a template, when there is an answer for them and they were not asked yet.
        """
        mine = outbox.c.conversation_id == item.conversation_id
        waits = mine & (outbox.c.part != TEMPLATE) & outbox.c.state.in_(UNDER_WAY)
        first = (
            select(func.min(outbox.c.position))
            .join(messages, messages.c.position == outbox.c.position)
            .where(waits, _ANSWERS)
        )
        async with self._database.begin() as connection:
            looked_at = update(people).where(_as_it_was(item)).values(queued_position=people.c.queued_position)
            if (await connection.execute(looked_at)).rowcount == 0:
                return
            position = await connection.scalar(first)
            await connection.execute(update(outbox).where(waits).values(state="parked", reason="window", next_at=None))
            if invite and position is not None:
                await _invite(connection, item.conversation_id, position)

    @unbroken
    async def closed(self, item: Item) -> None:
        """Meta says that they wrote too long ago."""
        own = (outbox.c.position == item.position) & (outbox.c.part == item.part)
        async with self._database.begin() as connection:
            await connection.execute(update(outbox).where(own).values(state="pending", next_at=None))
            await connection.execute(update(people).where(_as_it_was(item)).values(last_inbound_at=None))


def _as_it_was(item: Item) -> ColumnElement[bool]:
    """The person, when they have not written since this was read."""
    same = people.c.last_inbound_at.is_not_distinct_from(item.last_inbound_at)
    return (people.c.conversation_id == item.conversation_id) & same


async def _invite(connection: AsyncConnection, conversation_id: str, position: int) -> None:
    """Ask them to write back, unless they were asked already and that has not failed."""
    template = (outbox.c.conversation_id == conversation_id) & (outbox.c.part == TEMPLATE)
    not_asked = or_(people.c.invited_at.is_(None), exists().where(template, outbox.c.state == "failed"))
    who = people.c.conversation_id == conversation_id
    if (await connection.execute(update(people).where(who, not_asked).values(invited_at=utc_now()))).rowcount:
        # One of an earlier time may have gone for the same answer.
        await connection.execute(delete(outbox).where(template))
        await connection.execute(insert(outbox), [outbox_row(conversation_id, position, TEMPLATE)])


async def release(connection: AsyncConnection, conversation_id: str, at: datetime) -> None:
    """They wrote, at that time: what waits for that is looked at again, and goes when the window is open by it."""
    who = people.c.conversation_id == conversation_id
    later = people.c.last_inbound_at.is_(None) | (people.c.last_inbound_at < at)
    await connection.execute(update(people).where(who & later).values(last_inbound_at=at))
    mine = outbox.c.conversation_id == conversation_id
    if is_open(at):
        await connection.execute(update(people).where(who).values(invited_at=None))
        await connection.execute(delete(outbox).where(mine & (outbox.c.part == TEMPLATE)))
    else:
        # Meta brought it late. When they wrote because they were asked to, they have to be asked again.
        await connection.execute(update(people).where(who & (people.c.invited_at < at)).values(invited_at=None))
    parked = mine & (outbox.c.state == "parked")
    await connection.execute(update(outbox).where(parked).values(state="pending", tries=0, reason=None, next_at=None))
    # Whatever was wrong, Meta is there: it brought this.
    waits = mine & outbox.c.state.in_(UNDER_WAY) & outbox.c.error.is_distinct_from(_TOO_OFTEN)
    await connection.execute(update(outbox).where(waits).values(next_at=None))
