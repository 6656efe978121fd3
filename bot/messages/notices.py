"""Emergency notices: what all residents must hear at once, on every channel."""

import asyncio
import contextlib
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from async_timeout import timeout
from sqlalchemy import exists, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.messages import rows
from bot.messages.wake import Announcer
from bot.storage.desk_tables import emergency_notices
from bot.storage.tables import conversations, messages
from bot.storage.unbroken import unbroken

logger = logging.getLogger(__name__)

MAX_TEXT = 500
#: Conversations in which something was said within this time hear of a new notice.
OPEN_FOR = timedelta(hours=24)
_LOOK_EVERY = 2.0
# Small enough that who writes in between hardly waits.
_BATCH = 50


@dataclass(frozen=True)
class Notice:
    """What is said to everybody, by whom and when; times are aware UTC, `ends_at` is None until it is ended."""

    id: int
    text: str
    who: str
    begins_at: datetime
    ends_at: datetime | None

    def holds(self, now: datetime) -> bool:
        """Whether it holds at that moment."""
        return self.begins_at <= now and (self.ends_at is None or now < self.ends_at)

    def is_over(self, now: datetime) -> bool:
        """Whether it held, or would have held, until before that moment."""
        return self.ends_at is not None and self.ends_at <= now


class Notices:
    """Reads and writes notices, and tells each conversation that is going on once.

    `current` is what holds now, for whoever shows it as long as it does.
    """

    def __init__(self, engine: AsyncEngine, announcer: Announcer) -> None:
        self._engine, self._announcer = engine, announcer
        self._new, self._putting_up = asyncio.Event(), asyncio.Lock()
        self.current: str | None = None

    @unbroken
    async def put_up(self, text: str, who: str, begins_at: datetime, ends_at: datetime | None) -> int | None:
        """A new notice; its id. None when one says the same at the same time: nobody is told twice."""
        values = {"text": text, "who": who, "begins_at": begins_at, "ends_at": ends_at}
        # One at a time, for who clicks twice.
        async with self._putting_up, self._engine.begin() as connection:
            if await connection.scalar(select(_same(text, begins_at, ends_at, rows.utc_now()))):
                return None
            added = await connection.execute(insert(emergency_notices).values(values))
        self._new.set()
        return int(added.inserted_primary_key[0])

    @unbroken
    async def end(self, notice_id: int, now: datetime) -> bool:
        """It holds no longer, or will not begin; False when there is no such notice or it was over."""
        going = (emergency_notices.c.id == notice_id) & _not_over(now)
        async with self._engine.begin() as connection:
            done = await connection.execute(update(emergency_notices).where(going).values(ends_at=now))
        self._new.set()
        return bool(done.rowcount)

    @unbroken
    async def newest(self, limit: int = 20) -> list[Notice]:
        """The newest first, over or not."""
        query = select(emergency_notices).order_by(emergency_notices.c.id.desc()).limit(limit)
        async with self._engine.connect() as connection:
            return [Notice(**row._mapping) for row in await connection.execute(query)]

    async def run(self) -> None:
        """Tell what there is to tell, until cancelled; what a restart broke off goes on where it was."""
        while True:
            self._new.clear()
            try:
                await self.look(rows.utc_now())
            except Exception:
                # Whom it was not told to is found again the next time.
                logger.exception("a notice could not be told")
            with contextlib.suppress(asyncio.TimeoutError):
                async with timeout(_LOOK_EVERY):
                    await self._new.wait()

    async def look(self, now: datetime) -> int:
        """Tell what holds at `now` to who has not heard it; how many conversations heard something."""
        holding = await self._holding(now)
        text = "\n".join(notice.text for notice in holding) or None
        if text != self.current:
            self.current = text
            self._announcer.wake_all()
        told = 0
        for notice in holding:
            while ids := await self._tell_some(notice, now):
                for conversation_id in ids:
                    self._announcer.wake(conversation_id)
                told += len(ids)
        return told

    @unbroken
    async def _holding(self, now: datetime) -> list[Notice]:
        async with self._engine.connect() as connection:
            return await read_holding(connection, now)

    @unbroken
    async def _tell_some(self, notice: Notice, now: datetime) -> list[str]:
        heard = exists().where(
            messages.c.conversation_id == conversations.c.id, messages.c.external_id == _external_id(notice)
        )
        # Who was spoken to before it began; what it adds itself makes a conversation no younger.
        query = select(conversations.c.id).where(conversations.c.last_at > now - OPEN_FOR, ~heard).limit(_BATCH)
        async with self._engine.begin() as connection:
            ids = list(await connection.scalars(query))
            if not ids:
                return []
            # Keeps other writers out of these conversations, as `rows.lock` does, without making them look alive.
            same = update(conversations).where(conversations.c.id.in_(ids)).values(last_at=conversations.c.last_at)
            await connection.execute(same)
            await connection.execute(insert(messages), [_message(notice, one, now) for one in ids])
        return ids


async def read_holding(connection: AsyncConnection, now: datetime) -> list[Notice]:
    """The notices that hold at `now`, oldest first."""
    holds = (emergency_notices.c.begins_at <= now) & _not_over(now)
    query = select(emergency_notices).where(holds).order_by(emergency_notices.c.id)
    return [Notice(**row._mapping) for row in await connection.execute(query)]


async def tell_new(connection: AsyncConnection, conversation_id: str, position: int, now: datetime) -> int:
    """Let a new conversation begin with what holds; the position of its newest message, `position` if there is none."""
    for notice in await read_holding(connection, now):
        values = {"external_id": _external_id(notice)}
        position = await rows.add(connection, conversation_id, "system", notice.text, **values)
    return position


def _message(notice: Notice, conversation_id: str, now: datetime) -> dict[str, Any]:
    return {
        "conversation_id": conversation_id,
        "external_id": _external_id(notice),
        "sender": "system",
        "text": notice.text,
        "handled": True,
        "created_at": now,
    }


def _same(text: str, begins_at: datetime, ends_at: datetime | None, now: datetime) -> Any:
    table = emergency_notices.c
    begins = table.begins_at <= now if begins_at <= now else table.begins_at == begins_at
    return exists().where(table.text == text, begins, table.ends_at.is_not_distinct_from(ends_at), _not_over(now))


def _external_id(notice: Notice) -> str:
    return f"notice:{notice.id}"


def _not_over(now: datetime) -> Any:
    return or_(emergency_notices.c.ends_at.is_(None), emergency_notices.c.ends_at > now)
