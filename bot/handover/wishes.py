"""What became of each wish that Noor dealt with: what the desk reviews and counts. Nothing that a resident typed."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import Enum
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select
from sqlalchemy.engine import Row
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.weighing import weigh
from bot.municipality import Municipality
from bot.storage.desk_tables import wishes
from bot.storage.unbroken import unbroken

#: So many wishes there are for each that is drawn for review.
SAMPLED_ONE_IN = 10


class Ended(str, Enum):
    """How a wish ended."""

    ANSWERED = "answered"
    HANDED_OVER = "handed_over"
    PERSON = "person"
    STOPPED = "stopped"


@dataclass(frozen=True)
class WishId:
    """Which wish: a goal in a conversation, and the message that settled it."""

    conversation_id: str
    message_id: str
    goal: str


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A wish that was dealt with.

    department: the one it was handed over to, if any. confidence: how sure Noor was of the goal when she took it up,
    0 to 1; None when the resident chose it. questions: how many clarifying questions it took; None when unknown.
    corrected: whether the resident put right what Noor had understood.
    """

    id: WishId
    outcome: str
    ended: Ended
    department: str | None = None
    channel: str = "website"
    confidence: float | None = None
    questions: int | None = 0
    corrected: bool = False


class WishStore:
    """Writes and reads what became of wishes."""

    def __init__(self, engine: AsyncEngine, municipality: Municipality) -> None:
        self._engine = engine
        self._zone = ZoneInfo(municipality.working_time.timezone)

    @unbroken
    async def write(self, wish: Wish, now: datetime) -> None:
        """Keep what became of a wish; the same again changes nothing. `now` is aware UTC."""
        day = now.astimezone(self._zone).date()
        row = {
            **asdict(wish.id),
            **_of_itself(wish),
            "at": now,
            "day": day,
            "sampled": is_sampled(wish.id),
            "weight": 0.0,
        }
        try:
            async with self._engine.begin() as connection:
                await connection.execute(insert(wishes).values(row))
                await weigh(connection, wish.id.conversation_id)
        except IntegrityError:
            return

    @unbroken
    async def get(self, wish_id: WishId) -> Wish | None:
        """The wish with this id."""
        query = select(wishes).filter_by(**asdict(wish_id))
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).first()
        return None if row is None else _wish(row)

    @unbroken
    async def of(self, conversation_id: str) -> list[Wish]:
        """The wishes of a conversation, in the order in which they ended."""
        query = select(wishes).where(wishes.c.conversation_id == conversation_id).order_by(wishes.c.at, wishes.c.goal)
        async with self._engine.connect() as connection:
            return [_wish(row) for row in await connection.execute(query)]


def is_sampled(wish: WishId) -> bool:
    """Whether chance draws a wish for review: one in ten, and always the same ones."""
    name = "\n".join((wish.conversation_id, wish.message_id, wish.goal))
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") % SAMPLED_ONE_IN == 0


def _of_itself(wish: Wish) -> dict[str, object]:
    values = {name: value for name, value in vars(wish).items() if name != "id"}
    return values | {"ended": wish.ended.value}


def _wish(row: Row) -> Wish:
    values = dict(row._mapping)
    wish_id = WishId(*(values.pop(name) for name in ("conversation_id", "message_id", "goal")))
    del values["at"], values["day"], values["sampled"], values["weight"]
    return Wish(id=wish_id, **values | {"ended": Ended(values["ended"])})
