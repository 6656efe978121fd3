"""What is counted of wishes, ratings and reviews: aggregated in SQL to days, departments and channels."""

from typing import Any

from sqlalchemy import and_, case, distinct, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.insight.figures import By, Cell, Figures, Tables
from bot.desk.insight.selection import Selection
from bot.handover.instructive import SURE
from bot.handover.reviews import Verdict
from bot.storage.desk_tables import reviews, wishes
from bot.storage.tables import ratings

_CELL = (wishes.c.day, wishes.c.department, wishes.c.channel)
_NUMBERS = (
    func.count().label("wishes"),
    func.coalesce(func.sum(wishes.c.questions), 0).label("asked"),
    func.count(wishes.c.questions).label("asked_in"),
)


async def count_wishes(connection: AsyncConnection, selection: Selection, tables: Tables) -> None:
    """Wishes, how they ended and what was asked for them."""
    query = select(*_CELL, wishes.c.ended, *_NUMBERS).where(selection.wishes()).group_by(*_CELL, wishes.c.ended)
    for row in await connection.execute(query):
        tables.add(_cell(row), **_numbers(row))


async def count_goals(connection: AsyncConnection, selection: Selection) -> dict[str, Figures]:
    """The same by goal."""
    query = select(wishes.c.goal, wishes.c.ended, *_NUMBERS).where(selection.wishes())
    goals: dict[str, Figures] = {}
    for row in await connection.execute(query.group_by(wishes.c.goal, wishes.c.ended)):
        goals.setdefault(row.goal, Figures()).add(**_numbers(row))
    return goals


async def count_conversations(connection: AsyncConnection, selection: Selection, by: By, tables: Tables) -> None:
    """Conversations by the wishes in them."""
    key = [] if by is By.ALL else [wishes.c[by.value]]
    number = func.count(distinct(wishes.c.conversation_id)).label("number")
    for row in await connection.execute(select(number, *key).where(selection.wishes()).group_by(*key)):
        tables.at(by, row[1] if key else None).add(conversations=row.number)


async def count_ratings(connection: AsyncConnection, selection: Selection, tables: Tables) -> None:
    """Rated conversations; one with several wishes counts once under each key."""
    rated = ratings.join(wishes, ratings.c.conversation_id == wishes.c.conversation_id)
    query = select(ratings.c.conversation_id, ratings.c.rating, *_CELL).select_from(rated).distinct()
    said = ratings.c.rating.in_(("good", "fair", "bad"))
    rows = [tuple(row) for row in await connection.execute(query.where(selection.wishes(), said))]
    for by, place in ((By.ALL, None), (By.DAY, 2), (By.DEPARTMENT, 3), (By.CHANNEL, 4)):
        once = {(None if place is None else row[place], row[0], row[1]) for row in rows}
        for key, _, rating in once:
            tables.at(by, key).add(rated=1, rated_good=int(rating == "good"))


async def count_reviews(connection: AsyncConnection, selection: Selection, tables: Tables) -> None:
    """Reviewed wishes, and those of which Noor was sure."""
    sure = wishes.c.confidence >= SURE
    numbers = {
        "reviewed": func.count(),
        "reviewed_right": _sum(reviews.c.verdict == Verdict.RIGHT.value),
        "confident": _sum(sure),
        "confident_wrong": _sum(and_(sure, reviews.c.verdict == Verdict.WRONG_GOAL.value)),
    }
    same = and_(*(reviews.c[name] == wishes.c[name] for name in ("conversation_id", "message_id", "goal")))
    query = select(*_CELL, *(number.label(name) for name, number in numbers.items()))
    chosen = query.select_from(reviews.join(wishes, same)).where(selection.wishes())
    for row in await connection.execute(chosen.group_by(*_CELL)):
        tables.add(_cell(row), **{name: int(row[name]) for name in numbers})


def _cell(row: Any) -> Cell:
    return Cell(row.day, row.department, row.channel)


def _numbers(row: Any) -> dict[str, int]:
    return {"wishes": row.wishes, "asked": int(row.asked), "asked_in": row.asked_in, row.ended: row.wishes}


def _sum(condition: Any) -> Any:
    return func.sum(case((condition, 1), else_=0))
