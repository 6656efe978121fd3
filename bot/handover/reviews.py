"""What staff think of how Noor did with a wish."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import Enum

from sqlalchemy import Column, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.sql import Select

from bot.handover.wishes import WishId
from bot.privacy.masking import mask
from bot.storage.desk_tables import reviews, wishes
from bot.storage.unbroken import unbroken

MAX_COMMENT = 1000


class Verdict(str, Enum):
    """How Noor did."""

    RIGHT = "right"
    WRONG_GOAL = "wrong_goal"
    WRONG_DEPARTMENT = "wrong_department"
    WRONG_ADVICE = "wrong_advice"


@dataclass(frozen=True, kw_only=True)
class Review:
    """A verdict, and what would have been right where the reviewer knows. who: a colleague's name; at: aware UTC."""

    verdict: Verdict
    right_goal: str | None = None
    right_department: str | None = None
    comment: str | None = None
    who: str
    at: datetime


class ReviewStore:
    """Reads and writes reviews; a later one about the same wish takes the place of an earlier one."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @unbroken
    async def write(self, wish: WishId, review: Review) -> None:
        """Keep a review; what identifies somebody in the comment is masked."""
        comment = mask(review.comment or "").text.strip()[:MAX_COMMENT] or None
        row = {**asdict(wish), **vars(review), "verdict": review.verdict.value, "comment": comment}
        async with self._engine.begin() as connection:
            await connection.execute(delete(reviews).filter_by(**asdict(wish)))
            await connection.execute(insert(reviews).values(row))
            await connection.execute(update(wishes).filter_by(**asdict(wish)).values(weight=None))

    @unbroken
    async def get(self, wish: WishId) -> Review | None:
        """The review of a wish."""
        columns = [reviews.c[name] for name in Review.__dataclass_fields__]
        async with self._engine.connect() as connection:
            row = (await connection.execute(select(*columns).filter_by(**asdict(wish)))).first()
        return None if row is None else Review(**{**row._mapping, "verdict": Verdict(row.verdict)})

    @unbroken
    async def likely_goals(self, instead_of: str, known: Collection[str]) -> list[str]:
        """Goals by how likely each is the right one: what was right before, then what residents want most often."""
        instead = (reviews.c.goal == instead_of) & reviews.c.right_goal.is_not(None)
        before = _by_number(reviews.c.right_goal).where(instead)
        async with self._engine.connect() as connection:
            found = [*await connection.scalars(before), *await connection.scalars(_by_number(wishes.c.goal))]
        return [name for name in dict.fromkeys((*found, *known)) if name in known and name != instead_of]


def _by_number(column: Column) -> Select:
    return select(column).group_by(column).order_by(func.count().desc(), column)
