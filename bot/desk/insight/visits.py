"""How many conversations there were, also of those that have been deleted since."""

import asyncio
from bisect import bisect
from collections import Counter
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.insight.columns import day_of, joined, joined_moments, seconds_of
from bot.desk.insight.figures import By, Cell, Tables
from bot.desk.insight.selection import Selection
from bot.storage.desk_tables import forgotten_conversations as forgotten
from bot.storage.tables import conversations

_OF_THEMSELVES = (By.ALL, By.DAY, By.CHANNEL)


async def count_all_conversations(
    connection: AsyncConnection, selection: Selection, begins: list[datetime], tables: Tables
) -> None:
    """Conversations in which a resident said something, on the day on which they began, in all and by channel.

    begins: when each day begins, and the day after the last (aware); a day is not always 24 hours.
    """
    begin, end, began = begins[0], begins[-1], conversations.c.created_at
    said_something = conversations.c.last_at > began
    living = select(joined(conversations.c.channel), joined_moments(began))
    channels, moments = (await connection.execute(living.where(began >= begin, began < end, said_something))).one()
    numbers: Counter[tuple[int, str]] = Counter()
    if channels:
        numbers = await asyncio.to_thread(_by_day, channels, moments, begins)
    within = and_(forgotten.c.hour >= begin, forgotten.c.hour < end)
    for hour, channel, number in await connection.execute(select(forgotten).where(within)):
        numbers[bisect(begins, hour) - 1, channel] += number
    for (day, channel), number in numbers.items():
        if selection.channel in (None, channel):
            for by in _OF_THEMSELVES:
                tables.at(by, Cell(selection.days[day], None, channel).key(by)).add(conversations=number)


def _by_day(channels: str, moments: str, begins: list[datetime]) -> Counter[tuple[int, str]]:
    return Counter(zip(day_of(seconds_of(moments), begins).tolist(), channels.split("\n"), strict=True))
