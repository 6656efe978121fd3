"""The figures, each an aggregate in SQL over the wishes of a selection: in all, and by day, department or channel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Column, and_, case, distinct, func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.insight.selection import Selection
from bot.handover.instructive import SURE
from bot.handover.reviews import Verdict
from bot.handover.wishes import Ended
from bot.storage.desk_tables import reviews, wishes
from bot.storage.tables import handovers, ratings

#: What figures are given by. Of a handover the department counts that has it now.
BY_DAY, BY_DEPARTMENT, BY_CHANNEL, BY_GOAL = "day", "department", "channel", "goal"
_SAME = ("conversation_id", "message_id", "goal")
_TRIPLE = and_(*(handovers.c[name] == wishes.c[name] for name in _SAME))


@dataclass(frozen=True)
class Spread:
    """How long something took, in seconds, of `number` handovers; nearest-rank percentiles."""

    median: int
    p90: int
    number: int


@dataclass
class Figures:
    """The figures of one day, department, channel or goal, or of all. questions: their mean; None without any.

    late: handovers not answered in time, of `due` that had to be. confident, confident_wrong: reviewed wishes of which
    Noor was sure, and those of them with another goal. times: by `bot.desk.insight.times.MEASURES`.
    """

    conversations: int = 0
    wishes: int = 0
    answered: int = 0
    handed_over: int = 0
    person: int = 0
    stopped: int = 0
    questions: float | None = None
    handovers: int = 0
    due: int = 0
    late: int = 0
    rated: int = 0
    rated_good: int = 0
    reviewed: int = 0
    reviewed_right: int = 0
    confident: int = 0
    confident_wrong: int = 0
    times: dict[str, Spread] = field(default_factory=dict)


Key = str | date | None
Table = dict[Key, Figures]


async def read_figures(connection: AsyncConnection, selection: Selection, by: str | None, now: Any) -> Table:
    """The figures by the values of `by`; by None: all, under the key None. Times and conversations are not filled in,
    but for the conversations by department and goal. `now` is aware UTC."""
    table: Table = {}
    for query in (
        _of_wishes(selection, _key(wishes, by)),
        _of_handovers(selection, _key(wishes, by, department=handovers.c.department), now),
        _of_ratings(selection, _key(wishes, by)),
        _of_reviews(selection, _key(wishes, by)),
    ):
        for row in await connection.execute(query):
            values: Mapping[str, Any] = dict(row._mapping)
            figures = table.setdefault(values["key"] if by else None, Figures())
            for name, value in values.items():
                if name != "key" and value is not None:
                    setattr(figures, name, float(value) if name == "questions" else int(value))
    return table if by else {None: table.get(None, Figures())}


def key_of_handovers(by: str | None) -> Any:
    """What handovers, joined with their wishes, are grouped by."""
    return _key(wishes, by, department=handovers.c.department)


def handovers_of(selection: Selection) -> Any:
    """Handovers with their wishes, and the condition that chooses them."""
    return wishes.join(handovers, _TRIPLE), selection.wishes(handovers.c.department)


def _key(table: Any, by: str | None, department: Column | None = None) -> Any:
    if by == BY_DEPARTMENT and department is not None:
        return department.label("key")
    return (table.c[by] if by else literal(0)).label("key")


def _number(condition: Any) -> Any:
    return func.sum(case((condition, 1), else_=0))


def _of_wishes(selection: Selection, key: Any) -> Any:
    ended = [_number(wishes.c.ended == one.value).label(one.value) for one in Ended]
    number = func.count().label("wishes")
    conversations = func.count(distinct(wishes.c.conversation_id)).label("conversations")
    columns = (key, conversations, number, func.avg(wishes.c.questions).label("questions"), *ended)
    return select(*columns).where(selection.wishes()).group_by(key)


def _of_handovers(selection: Selection, key: Any, now: Any) -> Any:
    late = func.coalesce(handovers.c.answered_at, now) > handovers.c.due_at
    columns = (
        key,
        func.count().label("handovers"),
        _number(handovers.c.due_at.is_not(None)).label("due"),
        _number(late).label("late"),
    )
    tables, chosen = handovers_of(selection)
    return select(*columns).select_from(tables).where(chosen).group_by(key)


def _of_ratings(selection: Selection, key: Any) -> Any:
    """Each conversation once for each key."""
    rated = wishes.join(ratings, ratings.c.conversation_id == wishes.c.conversation_id)
    said = ratings.c.rating.in_(("good", "fair", "bad"))
    once = select(key, wishes.c.conversation_id, ratings.c.rating).select_from(rated)
    each = once.where(selection.wishes(), said).distinct().subquery()
    good = _number(each.c.rating == "good").label("rated_good")
    return select(each.c.key, func.count().label("rated"), good).group_by(each.c.key)


def _of_reviews(selection: Selection, key: Any) -> Any:
    sure = wishes.c.confidence >= SURE
    columns = (
        key,
        func.count().label("reviewed"),
        _number(reviews.c.verdict == Verdict.RIGHT.value).label("reviewed_right"),
        _number(sure).label("confident"),
        _number(and_(sure, reviews.c.verdict == Verdict.WRONG_GOAL.value)).label("confident_wrong"),
    )
    reviewed = wishes.join(reviews, and_(*(reviews.c[name] == wishes.c[name] for name in _SAME)))
    return select(*columns).select_from(reviewed).where(selection.wishes()).group_by(key)
