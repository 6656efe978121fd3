"""What goes to Meta: each message of the log once, in order, and how far it is."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.channels.whatsapp.outgoing import Body, Renderer
from bot.channels.whatsapp.pace import BORROWED_FOR, WINDOW
from bot.messages import rows
from bot.messages.message import Message
from bot.storage.tables import messages
from bot.storage.unbroken import unbroken
from bot.storage.whatsapp_tables import outbox, people

# The part of a template that goes before the message it is for.
TEMPLATE = -1
_BATCH = 50
_UNDER_WAY = ("pending", "sending")


@dataclass(frozen=True)
class Item:
    """The next thing to send. last_inbound_at: when its addressee last wrote; number, user: who that is, encrypted."""

    position: int
    part: int
    conversation_id: str
    state: str
    tries: int
    tried_at: datetime | None
    next_at: datetime | None
    last_inbound_at: datetime | None
    number: str | None
    user: str | None


_COLUMNS = [people.c[n] if n in people.c and n not in outbox.c else outbox.c[n] for n in Item.__dataclass_fields__]


class Outbox:
    """Reads and writes the rows; one process sends."""

    def __init__(self, engine: AsyncEngine, renderer: Renderer) -> None:
        self._engine, self._renderer = engine, renderer

    @unbroken
    async def queue(self, conversation_id: str) -> None:
        """Bring what was said since the last time into the outbox."""
        full = True
        while full:
            async with self._engine.begin() as connection:
                full = await self._queue(connection, conversation_id) == _BATCH

    @unbroken
    async def next(self, conversation_id: str) -> Item | None:
        """The first that has not gone."""
        query = (
            select(*_COLUMNS)
            .join(people, people.c.conversation_id == outbox.c.conversation_id)
            .where(outbox.c.conversation_id == conversation_id, outbox.c.state.in_(_UNDER_WAY))
            .order_by(outbox.c.position, outbox.c.part)
            .limit(1)
        )
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).first()
        return None if row is None else Item(**row._mapping)

    @unbroken
    async def claim(self, item: Item) -> Body | None:
        """Note that it is being sent, before it is; what to send, None when there is nothing to send any more."""
        own = _own(item) & (outbox.c.state == item.state) & (outbox.c.tries == item.tries)
        values = {"state": "sending", "tries": item.tries + 1, "tried_at": rows.utc_now(), "next_at": None}
        async with self._engine.begin() as connection:
            if (await connection.execute(update(outbox).where(own).values(values))).rowcount == 0:
                return None
            if item.part == TEMPLATE:
                return {}
            query = rows.select_messages(item.conversation_id).where(messages.c.position == item.position)
            found = (await connection.execute(query)).first()
        parts = [] if found is None else self._renderer.render(rows.read(found))
        return parts[item.part] if item.part < len(parts) else None

    @unbroken
    async def note(self, item: Item, state: str, *, while_in: tuple[str, ...] = ("sending",), **values: object) -> None:
        """Note what became of it, unless Meta told more of it in the meantime."""
        own = _own(item) & outbox.c.state.in_(while_in)
        async with self._engine.begin() as connection:
            await connection.execute(update(outbox).where(own).values(state=state, **values))

    @unbroken
    async def park(self, item: Item, invite: bool) -> None:
        """The window is closed, unless they wrote just now: all that waits for this person is parked until they write.

        invite: ask them to by a template, when a colleague has said something and they were not asked yet.
        """
        mine = (outbox.c.conversation_id == item.conversation_id) & (outbox.c.part != TEMPLATE)
        waits = mine & outbox.c.state.in_(_UNDER_WAY)
        first = (
            select(func.min(outbox.c.position))
            .join(messages, messages.c.position == outbox.c.position)
            .where(waits, messages.c.sender == "staff")
        )
        person = people.c.conversation_id == item.conversation_id
        as_it_was = person & people.c.last_inbound_at.is_not_distinct_from(item.last_inbound_at)
        async with self._engine.begin() as connection:
            looked_at = update(people).where(as_it_was).values(queued_position=people.c.queued_position)
            if (await connection.execute(looked_at)).rowcount == 0:
                return
            position = await connection.scalar(first)
            await connection.execute(update(outbox).where(waits).values(state="parked", reason="window", next_at=None))
            if invite and position is not None:
                now = update(people).where(person & people.c.invited_at.is_(None)).values(invited_at=rows.utc_now())
                if (await connection.execute(now)).rowcount:
                    await connection.execute(insert(outbox), [_row(item.conversation_id, position, TEMPLATE)])

    @unbroken
    async def window_closed(self, item: Item) -> None:
        """Meta says that they wrote too long ago."""
        async with self._engine.begin() as connection:
            await connection.execute(update(outbox).where(_own(item)).values(state="pending", next_at=None))
            mine = people.c.conversation_id == item.conversation_id
            await connection.execute(update(people).where(mine).values(last_inbound_at=None))

    @unbroken
    async def unfinished(self) -> set[str]:
        """The conversations in which something still has to go, or is not in the outbox yet."""
        newest = func.max(messages.c.position)
        unqueued = (
            select(people.c.conversation_id)
            .join(messages, messages.c.conversation_id == people.c.conversation_id)
            .group_by(people.c.conversation_id, people.c.queued_position)
            .having(newest > people.c.queued_position)
        )
        waiting = select(outbox.c.conversation_id).where(outbox.c.state.in_(_UNDER_WAY))
        async with self._engine.connect() as connection:
            return {*(await connection.scalars(unqueued)), *(await connection.scalars(waiting))}

    @unbroken
    async def try_again(self) -> None:
        """Of what was parked after too many tries, begin anew: whatever was wrong may have been put right."""
        tired = (outbox.c.state == "parked") & (outbox.c.reason == "tries")
        async with self._engine.begin() as connection:
            await connection.execute(update(outbox).where(tired).values(state="pending", tries=0, reason=None))

    @unbroken
    async def recent(self) -> dict[str, list[datetime]]:
        """When something was last sent to each person, as far back as Meta counts, the oldest first."""
        since = outbox.c.tried_at > rows.utc_now() - BORROWED_FOR
        query = select(outbox.c.conversation_id, outbox.c.tried_at).where(since).order_by(outbox.c.tried_at)
        times: dict[str, list[datetime]] = defaultdict(list)
        async with self._engine.connect() as connection:
            for row in await connection.execute(query):
                times[row.conversation_id].append(row.tried_at)
        return times

    async def _queue(self, connection: AsyncConnection, conversation_id: str) -> int:
        mine = people.c.conversation_id == conversation_id
        done = await connection.scalar(select(people.c.queued_position).where(mine))
        if done is None:
            return 0
        query = rows.select_messages(conversation_id).where(messages.c.position > done)
        found = await connection.execute(query.order_by(messages.c.position).limit(_BATCH))
        said = [rows.read(row) for row in found]
        if not said:
            return 0
        new = [_row(conversation_id, message.position, part) for message in said for part in self._parts(message)]
        if new:
            await connection.execute(insert(outbox), new)
        await connection.execute(update(people).where(mine).values(queued_position=said[-1].position))
        return len(said)

    def _parts(self, message: Message) -> range:
        return range(0 if message.sender == "resident" else len(self._renderer.render(message)))


async def release(connection: AsyncConnection, conversation_id: str, at: datetime) -> None:
    """They wrote, at that time: when the window is open by it, what was parked goes."""
    who = people.c.conversation_id == conversation_id
    later = people.c.last_inbound_at.is_(None) | (people.c.last_inbound_at < at)
    await connection.execute(update(people).where(who & later).values(last_inbound_at=at, invited_at=None))
    if rows.utc_now() - at >= WINDOW:
        return
    mine = outbox.c.conversation_id == conversation_id
    unsent = mine & (outbox.c.part == TEMPLATE) & outbox.c.state.in_(("pending", "parked"))
    await connection.execute(delete(outbox).where(unsent))
    parked = mine & (outbox.c.state == "parked")
    await connection.execute(update(outbox).where(parked).values(state="pending", tries=0, reason=None, next_at=None))


def _own(item: Item) -> Any:
    return (outbox.c.position == item.position) & (outbox.c.part == item.part)


def _row(conversation_id: str, position: int, part: int) -> dict[str, object]:
    return {"conversation_id": conversation_id, "position": position, "part": part, "state": "pending", "tries": 0}
