"""How many conversations there were, also of those that have been deleted since."""

from datetime import datetime, timezone
from zoneinfo import ZoneInfo

from sqlalchemy import Integer, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.insight.figures import By, Cell, Tables
from bot.desk.insight.selection import Selection
from bot.desk.insight.times import seconds
from bot.storage.desk_tables import forgotten_conversations as forgotten
from bot.storage.tables import conversations

_HOUR = 3600
# Not a parameter: PostgreSQL would not see that two of them are the same.
_IN_AN_HOUR = literal_column(str(_HOUR), Integer)
_OF_THEMSELVES = (By.ALL, By.DAY, By.CHANNEL)


async def count_all_conversations(
    connection: AsyncConnection, selection: Selection, zone: ZoneInfo, tables: Tables
) -> None:
    """Conversations in which a resident said something, on the day on which they began, in all and by channel.

    The database counts them by the hour, of which days are made here: a day is not always 24 hours.
    """
    begin, *_, end = selection.begins(zone)
    hour = (seconds(conversations.c.created_at) / _IN_AN_HOUR).label("hour")
    there = (conversations.c.created_at >= begin) & (conversations.c.created_at < end)
    said_something = conversations.c.last_at > conversations.c.created_at
    living = select(hour, conversations.c.channel, func.count().label("number")).where(there, said_something)
    within = (forgotten.c.hour >= begin) & (forgotten.c.hour < end)
    gone = select((seconds(forgotten.c.hour) / _IN_AN_HOUR).label("hour"), forgotten.c.channel, forgotten.c.number)
    for query in (living.group_by(hour, conversations.c.channel), gone.where(within)):
        for row in await connection.execute(query):
            if selection.channel in (None, row.channel):
                day = datetime.fromtimestamp(int(row.hour) * _HOUR, timezone.utc).astimezone(zone).date()
                # PostgreSQL rounds the last half second of a day up to the next.
                day = min(day, selection.last)
                for by in _OF_THEMSELVES:
                    tables.at(by, Cell(day, None, row.channel).key(by)).add(conversations=row.number)
