"""How many conversations there were, when they themselves have been deleted: a number an hour, and no more."""

from collections import Counter
from collections.abc import Collection

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.desk_tables import forgotten_conversations as forgotten
from bot.storage.desk_tables import wishes
from bot.storage.tables import conversations


async def note_forgotten(connection: AsyncConnection, ids: Collection[str]) -> None:
    """Count the conversations that are about to be deleted, in the same transaction.

    Those in which nothing was said but Noor's welcome do not count.
    """
    # What cannot be read any more waits for no review.
    of_these = wishes.c.conversation_id.in_(ids)
    await connection.execute(update(wishes).where(of_these).values(weight=None))
    said_something = conversations.c.last_at > conversations.c.created_at
    query = select(conversations.c.created_at, conversations.c.channel)
    began = await connection.execute(query.where(conversations.c.id.in_(ids), said_something))
    hours = Counter((row.created_at.replace(minute=0, second=0, microsecond=0), row.channel) for row in began)
    for (hour, channel), number in sorted(hours.items()):
        same = (forgotten.c.hour == hour) & (forgotten.c.channel == channel)
        more = update(forgotten).where(same).values(number=forgotten.c.number + number)
        if (await connection.execute(more)).rowcount == 0:
            await connection.execute(insert(forgotten).values(hour=hour, channel=channel, number=number))
