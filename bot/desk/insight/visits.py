"""How many conversations there were, also of those that have been deleted since."""

from collections import Counter
from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.insight.figures import BY_CHANNEL, BY_DAY, Key
from bot.desk.insight.selection import Selection
from bot.desk.insight.worktime import seconds
from bot.storage.desk_tables import forgotten_conversations as forgotten
from bot.storage.tables import conversations

_HOUR = 3600


async def read_conversations(
    connection: AsyncConnection, selection: Selection, by: str | None, zone: ZoneInfo
) -> dict[Key, int]:
    """Conversations in which a resident said something, by the day on which they began or by channel, or all under the
    key None. The database counts them by the hour, of which days are made here: a day is not always 24 hours."""
    begin = datetime.combine(selection.first, time.min, zone)
    end = datetime.combine(selection.last + timedelta(days=1), time.min, zone)
    hour = (seconds(conversations.c.created_at) / _HOUR).label("hour")
    there = (conversations.c.created_at >= begin) & (conversations.c.created_at < end)
    said_something = conversations.c.last_at > conversations.c.created_at
    living = select(hour, conversations.c.channel, func.count().label("number")).where(there, said_something)
    within = (forgotten.c.hour >= begin) & (forgotten.c.hour < end)
    gone = select((seconds(forgotten.c.hour) / _HOUR).label("hour"), forgotten.c.channel, forgotten.c.number)
    total: Counter[Key] = Counter()
    for query in (living.group_by(hour, conversations.c.channel), gone.where(within)):
        for row in await connection.execute(query):
            if selection.channel in (None, row.channel):
                day = datetime.fromtimestamp(int(row.hour) * _HOUR, timezone.utc).astimezone(zone).date()
                total[{BY_DAY: day, BY_CHANNEL: row.channel}.get(by or "")] += row.number
    return dict(total)
