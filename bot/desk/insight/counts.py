"""What is counted of wishes and reviews: aggregated in SQL to days, departments and channels."""

from datetime import datetime
from typing import Any

from sqlalchemy import Date, and_, case, func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.insight.figures import Cell, Figures, Tables
from bot.desk.insight.selection import Selection
from bot.handover.reviews import Verdict
from bot.handover.weighing import SURE
from bot.storage.desk_tables import reviews, wishes

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
    # By day first, as the index has them: nothing needs to be sorted.
    key = (wishes.c.day, wishes.c.goal, wishes.c.ended)
    goals: dict[str, Figures] = {}
    for row in await connection.execute(select(*key, *_NUMBERS).where(selection.wishes()).group_by(*key)):
        goals.setdefault(row.goal, Figures()).add(**_numbers(row))
    return goals


async def count_reviews(connection: AsyncConnection, selection: Selection, begin: datetime, tables: Tables) -> None:
    """Reviewed wishes, and those of which Noor was sure. begin: of the selection's first day (aware)."""
    sure, wrong = wishes.c.confidence >= SURE, reviews.c.verdict == Verdict.WRONG_GOAL.value
    drawn = and_(sure, wishes.c.sampled == true())
    numbers = {
        "reviewed": func.count(),
        "reviewed_right": _sum(reviews.c.verdict == Verdict.RIGHT.value),
        "confident": _sum(sure),
        "confident_wrong": _sum(and_(sure, wrong)),
        "drawn": _sum(drawn),
        "drawn_wrong": _sum(and_(drawn, wrong)),
    }
    same = and_(*(reviews.c[name] == wishes.c[name] for name in ("conversation_id", "message_id", "goal")))
    query = select(*_CELL, *(number.label(name) for name, number in numbers.items()))
    # A review is never older than what it is about. SQLite begins at the reviews, of which there are few, only when
    # the join is an outer one and nothing says that there must be a wish.
    in_it = selection.wishes(func.coalesce(wishes.c.day, None, type_=Date))
    chosen = query.select_from(reviews.outerjoin(wishes, same)).where(in_it, reviews.c.at >= begin)
    for row in await connection.execute(chosen.group_by(*_CELL)):
        tables.add(_cell(row), **{name: int(row[name]) for name in numbers})


def _cell(row: Any) -> Cell:
    return Cell(row.day, row.department, row.channel)


def _numbers(row: Any) -> dict[str, int]:
    return {"wishes": row.wishes, "asked": int(row.asked), "asked_in": row.asked_in, row.ended: row.wishes}


def _sum(condition: Any) -> Any:
    return func.sum(case((condition, 1), else_=0))
