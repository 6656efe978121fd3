"""Conversations by the wishes in them, and how residents found those: one with several wishes counts once under each
key, so they are told apart here."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.insight.columns import joined
from bot.desk.insight.figures import By, Cell, Key, Tables
from bot.desk.insight.selection import Selection
from bot.storage.desk_tables import wishes
from bot.storage.tables import ratings

Ids = Mapping[Cell, Set[str]]
_CELL = (wishes.c.day, wishes.c.department, wishes.c.channel)


async def conversations_with_wishes(connection: AsyncConnection, selection: Selection) -> Ids:
    """The ids of the conversations with a wish in the selection."""
    query = select(*_CELL, joined(wishes.c.conversation_id)).where(selection.wishes()).group_by(*_CELL)
    found = (await connection.execute(query)).all()
    return await asyncio.to_thread(lambda: {Cell(*row[:3]): frozenset(row[3].split("\n")) for row in found})


def count_conversations(ids: Ids, by: By, tables: Tables) -> None:
    """How many there are under each key."""
    for key, those in _by_key(ids, by).items():
        tables.at(by, key).add(conversations=len(those))


async def count_ratings(connection: AsyncConnection, ids: Ids, begin: datetime, tables: Tables) -> None:
    """Those that were rated since the selection began (aware): an older rating was not about these wishes."""
    said = ratings.c.rating.in_(("good", "fair", "bad"))
    query = select(ratings.c.rating, joined(ratings.c.conversation_id)).where(said, ratings.c.at >= begin)
    found = (await connection.execute(query.group_by(ratings.c.rating))).all()
    await asyncio.to_thread(_count_rated, ids, {row[0]: row[1].split("\n") for row in found}, tables)


def _count_rated(ids: Ids, found: Mapping[str, Sequence[str]], tables: Tables) -> None:
    good, rated = set(found.get("good", ())), set().union(*found.values())
    of_these = {cell: those & rated for cell, those in ids.items()}
    for by in By:
        for key, those in _by_key(of_these, by).items():
            tables.at(by, key).add(rated=len(those), rated_good=len(those & good))


def _by_key(ids: Ids, by: By) -> dict[Key, set[str]]:
    keys: dict[Key, set[str]] = defaultdict(set)
    for cell, those in ids.items():
        keys[cell.key(by)] |= those
    return keys
