"""What Meta brought and is not in the log yet: encrypted, each once, gone as soon as it is handled."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import false, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.channels.whatsapp.incoming import Person, Received, Update
from bot.channels.whatsapp.reading import Incoming
from bot.channels.whatsapp.sealing import Vault
from bot.channels.whatsapp.statuses import Outcome, note
from bot.messages.rows import utc_now
from bot.storage.unbroken import unbroken
from bot.storage.whatsapp_tables import inbox


@dataclass(frozen=True)
class Letter:
    """A message that waits. own_id: what it is known by in the log; received: all that Meta told of it."""

    row: int
    own_id: str
    received: Received


@dataclass(frozen=True)
class Stored:
    """What a post was: the people who have something new, how many messages that is, and what became of ours."""

    people: frozenset[str]
    new: int
    outcome: Outcome


class Inbox:
    """Reads and writes what waits."""

    def __init__(self, engine: AsyncEngine, vault: Vault) -> None:
        self._engine, self._vault = engine, vault

    @unbroken
    async def store(self, update_: Update) -> Stored:
        """Keep all that a post brings, in one transaction; what was kept before is not kept again."""
        rows = {row["message_hash"]: row for row in map(self._row, update_.messages)}
        for _ in range(3):
            try:
                async with self._engine.begin() as connection:
                    outcome = await note(connection, update_.statuses, self._vault)
                    new = await _add(connection, rows)
            except IntegrityError:
                continue  # The same came twice at the same moment; now one of the two is there.
            return Stored(frozenset(rows[key]["person_hash"] for key in new), len(new), outcome)
        raise RuntimeError("what Meta brought could not be kept")

    @unbroken
    async def people(self) -> list[str]:
        """Who has something that waits."""
        query = select(inbox.c.person_hash).where(inbox.c.handled == false()).distinct()
        async with self._engine.connect() as connection:
            return list(await connection.scalars(query))

    @unbroken
    async def waiting(self, person_hash: str) -> list[Letter]:
        """What waits of one person, in the order in which they sent it as far as Meta tells."""
        query = (
            select(inbox.c.id, inbox.c.message_hash, inbox.c.body, inbox.c.sent_at)
            .where(inbox.c.handled == false(), inbox.c.person_hash == person_hash)
            .order_by(inbox.c.sent_at, inbox.c.id)
        )
        async with self._engine.connect() as connection:
            found = (await connection.execute(query)).all()
        return [Letter(row.id, row.message_hash, self._received(row.body, row.sent_at)) for row in found]

    async def another_photo(self, letter: Letter) -> bool:
        """Whether a photo of the same person waits besides this one."""
        waiting = await self.waiting(self._vault.hash(letter.received.person.key))
        return any(other.row != letter.row and other.received.incoming.kind == "photo" for other in waiting)

    @unbroken
    async def close(self, letter: Letter) -> None:
        """It is in the log: only that it was here stays, not whose it was."""
        gone = {"handled": True, "body": None, "person_hash": ""}
        async with self._engine.begin() as connection:
            await connection.execute(update(inbox).where(inbox.c.id == letter.row).values(gone))

    def _row(self, received: Received) -> dict[str, Any]:
        body = json.dumps([received.id, received.person.number, received.person.user, received.incoming.to_json()])
        return {
            "message_hash": self._vault.hash(received.id),
            "person_hash": self._vault.hash(received.person.key),
            "sent_at": received.sent_at,
            "received_at": utc_now(),
            "body": self._vault.seal(body),
            "handled": False,
        }

    def _received(self, body: str, sent_at: datetime) -> Received:
        own_id, number, user, incoming = json.loads(self._vault.open(body))
        return Received(own_id, Person(number, user), sent_at, Incoming.from_json(incoming))


async def _add(connection: AsyncConnection, rows: dict[str, dict[str, Any]]) -> Sequence[str]:
    if not rows:
        return ()
    known = set(await connection.scalars(select(inbox.c.message_hash).where(inbox.c.message_hash.in_(list(rows)))))
    new = [key for key in rows if key not in known]
    if new:
        await connection.execute(insert(inbox), [rows[key] for key in new])
    return new
