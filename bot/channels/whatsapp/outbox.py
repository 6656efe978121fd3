"""What goes to Meta: what is next for somebody, and what became of it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from bot.channels.whatsapp.background import Background
from bot.channels.whatsapp.outgoing import Body, Renderer
from bot.channels.whatsapp.pace import BORROWED_FOR
from bot.messages import rows
from bot.messages.message import Message
from bot.storage.tables import messages
from bot.storage.unbroken import unbroken
from bot.storage.whatsapp_tables import outbox, people

# The part of a template that goes before the message it is for.
TEMPLATE = -1
UNDER_WAY = ("pending", "sending")
_BATCH = 20


@dataclass(frozen=True)
class Item:
    """Something to send. last_inbound_at: when its addressee last wrote; number, user: who that is, encrypted.

    body: what Meta is given; None for a template, and when there is nothing to send any more.
    """

    position: int
    part: int
    conversation_id: str
    state: str
    tries: int
    tried_at: datetime | None
    next_at: datetime | None
    nonce: str
    last_inbound_at: datetime | None
    number: str | None
    user: str | None
    body: Body | None

    @property
    def place(self) -> tuple[int, int]:
        """Where it is in the outbox."""
        return self.position, self.part

    @property
    def callback(self) -> str:
        """What Meta gives back with every status."""
        return f"{self.position}.{self.part}.{self.nonce}"


_OWN = ("position", "part", "conversation_id", "state", "tries", "tried_at", "next_at", "nonce")
_PERSON = ("last_inbound_at", "number", "user")
_SAID = ("text", "options", "author", "sender", "question", "created_at")
_COLUMNS = [
    *(outbox.c[name] for name in _OWN),
    *(people.c[name] for name in _PERSON),
    *(messages.c[name] for name in _SAID),
]


class Outbox:
    """Reads and writes the rows; one process sends."""

    def __init__(self, database: Background, renderer: Renderer) -> None:
        self._database, self._renderer = database, renderer

    @unbroken
    async def waiting(self, conversation_id: str) -> list[Item]:
        """What has not gone, in order; the first so many of it."""
        query = (
            select(*_COLUMNS)
            .select_from(outbox)
            .join(people, people.c.conversation_id == outbox.c.conversation_id)
            .join(messages, messages.c.position == outbox.c.position)
            .where(outbox.c.conversation_id == conversation_id, outbox.c.state.in_(UNDER_WAY))
            .order_by(outbox.c.position, outbox.c.part)
            .limit(_BATCH)
        )
        async with self._database.connect() as connection:
            return [self._item(row) for row in await connection.execute(query)]

    @unbroken
    async def claim(self, item: Item) -> bool:
        """Note that it is being sent, before it is; False when it is not as it was any more."""
        own = _own(item) & (outbox.c.state == item.state) & (outbox.c.tries == item.tries)
        values = {"state": "sending", "tries": item.tries + 1, "tried_at": rows.utc_now(), "next_at": None}
        async with self._database.begin() as connection:
            return bool((await connection.execute(update(outbox).where(own).values(values))).rowcount)

    @unbroken
    async def note(self, item: Item, state: str, *, while_in: tuple[str, ...] = ("sending",), **values: object) -> None:
        """Note what became of it, unless Meta told more of it in the meantime."""
        own = _own(item) & outbox.c.state.in_(while_in)
        async with self._database.begin() as connection:
            await connection.execute(update(outbox).where(own).values(state=state, **values))

    @unbroken
    async def unfinished(self) -> set[str]:
        """The conversations in which something still has to go."""
        query = select(outbox.c.conversation_id).where(outbox.c.state.in_(UNDER_WAY))
        async with self._database.connect() as connection:
            return set(await connection.scalars(query))

    @unbroken
    async def try_again(self) -> None:
        """Wait no longer with what was refused before: whatever was wrong may have been put right."""
        # Earlier versions parked a message after many tries.
        tired = (outbox.c.state == "parked") & (outbox.c.reason == "tries")
        async with self._database.begin() as connection:
            await connection.execute(update(outbox).where(tired).values(state="pending", tries=0, reason=None))
            await connection.execute(update(outbox).where(outbox.c.state.in_(UNDER_WAY)).values(next_at=None))

    @unbroken
    async def recent(self) -> dict[str, list[datetime]]:
        """When something was last sent to each person, as far back as Meta counts, the oldest first."""
        since = outbox.c.tried_at > rows.utc_now() - BORROWED_FOR
        query = select(outbox.c.conversation_id, outbox.c.tried_at).where(since).order_by(outbox.c.tried_at)
        times: dict[str, list[datetime]] = defaultdict(list)
        async with self._database.connect() as connection:
            for row in await connection.execute(query):
                times[row.conversation_id].append(row.tried_at)
        return times

    def _item(self, row: Any) -> Item:
        values = row._mapping
        return Item(**{name: values[name] for name in (*_OWN, *_PERSON)}, body=self._body(row))

    def _body(self, row: Any) -> Body | None:
        if row.part == TEMPLATE:
            return None
        message = Message(
            position=row.position,
            conversation_id=row.conversation_id,
            channel="whatsapp",
            external_id=None,
            sender=row.sender,
            text=row.text,
            choice=None,
            options=row.options,
            question=row.question,
            created_at=row.created_at,
            author=row.author,
        )
        parts = self._renderer.render(message)
        return parts[row.part] if row.part < len(parts) else None


def _own(item: Item) -> Any:
    return (outbox.c.position == item.position) & (outbox.c.part == item.part)
