"""Which wishes are worth reviewing first: those from which most can be learnt."""

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, false, func, literal, or_, select, true
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.wishes import SAMPLED_ONE_IN, Ended, WishId
from bot.storage.desk_tables import reviews, wishes
from bot.storage.tables import conversations, handovers, ratings
from bot.storage.unbroken import unbroken

_SAME = ("conversation_id", "message_id", "goal")


@dataclass(frozen=True)
class Readable:
    """Whose wishes a colleague may read: departments, or None for all; without_department: also what went to none."""

    departments: Collection[str] | None
    without_department: bool

    def conversation(self, conversation_id: Any) -> Any:
        """A condition: the conversation went to one of these departments, or to none at all."""
        if self.departments is None:
            return true()
        others = handovers.alias()
        of_it = select(others.c.reference).where(others.c.conversation_id == conversation_id)
        # Not by an index on the department, in which SQLite would look through all that it has.
        department = func.coalesce(others.c.department, None)
        mine = of_it.where(department.in_(sorted(self.departments))).exists()
        return or_(mine, ~of_it.exists()) if self.without_department else mine

    def wish(self) -> Any:
        """A condition on a wish, joined with the handover that it led to, if any."""
        if self.departments is None:
            return true()
        mine = handovers.c.department.in_(sorted(self.departments))
        if not self.without_department:
            return mine
        return or_(mine, and_(handovers.c.reference.is_(None), self.conversation(wishes.c.conversation_id)))


@dataclass(frozen=True)
class ToReview:
    """A wish that waits for a review. reference: of its handover, if it led to one. rating: the resident's.
    sampled: whether chance drew it."""

    id: WishId
    reference: str | None
    ended: Ended
    confidence: float | None
    corrected: bool
    rating: str | None
    at: Any
    sampled: bool


class Instructive:
    """The queue of wishes that nobody has reviewed and that can still be read."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @unbroken
    async def first(self, readable: Readable, limit: int) -> list[ToReview]:
        """The most instructive ones first, of those equally so the newest; every tenth is one that chance drew.

        What was drawn waits for its turn as such, however instructive it is: it must stand for all wishes. The turn
        follows from the number of reviews there are, so that it comes to who only ever asks for the first.
        """
        order = (wishes.c.weight.desc(), wishes.c.at.desc())
        async with self._engine.connect() as connection:

            async def read(condition: Any) -> list[ToReview]:
                query = _waiting(readable, *_COLUMNS).where(condition).order_by(*order).limit(limit)
                return [_to_review(row) for row in await connection.execute(query)]

            by_chance = await read(wishes.c.sampled == true())
            instructive = await read(wishes.c.sampled == false())
            done = await connection.scalar(select(func.count()).select_from(reviews))
        return _in_turn(instructive, by_chance, int(done or 0))[:limit]

    @unbroken
    async def count(self, readable: Readable, most: int) -> int:
        """How many there are; never more than `most`."""
        some = _waiting(readable, literal(1)).limit(most).subquery()
        async with self._engine.connect() as connection:
            return int(await connection.scalar(select(func.count()).select_from(some)))

    @unbroken
    async def may_read(self, readable: Readable, conversation_id: str) -> bool:
        """Whether the conversation exists and is theirs to read."""
        query = select(conversations.c.id).where(conversations.c.id == conversation_id)
        async with self._engine.connect() as connection:
            return await connection.scalar(query.where(readable.conversation(conversation_id))) is not None


_COLUMNS = (
    *(wishes.c[name] for name in (*_SAME, "ended", "confidence", "corrected", "at", "sampled")),
    handovers.c.reference,
    ratings.c.rating,
)


def _in_turn(instructive: list[ToReview], by_chance: list[ToReview], done: int) -> list[ToReview]:
    left, drawn = deque(instructive), deque(by_chance)
    queue: list[ToReview] = []
    while left or drawn:
        is_turn = (done + len(queue) + 1) % SAMPLED_ONE_IN == 0
        queue.append((drawn if drawn and (is_turn or not left) else left).popleft())
    return queue


def _waiting(readable: Readable, *columns: Any) -> Any:
    of_a_conversation = wishes.join(conversations, conversations.c.id == wishes.c.conversation_id)
    tables = of_a_conversation.outerjoin(ratings, ratings.c.conversation_id == wishes.c.conversation_id)
    tables = tables.outerjoin(handovers, and_(*(handovers.c[name] == wishes.c[name] for name in _SAME)))
    return select(*columns).select_from(tables).where(wishes.c.weight.is_not(None), readable.wish())


def _to_review(row: Row) -> ToReview:
    values = dict(row._mapping)
    wish_id = WishId(*(values.pop(name) for name in _SAME))
    return ToReview(id=wish_id, **values | {"ended": Ended(values["ended"])})
