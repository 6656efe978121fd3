"""Who is who: the conversation of a person on WhatsApp, found without their number being readable anywhere."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import exists, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.channels.whatsapp.incoming import Person
from bot.channels.whatsapp.sealing import Vault
from bot.channels.whatsapp.window import release
from bot.messages import rows
from bot.messages.notices import tell_new
from bot.storage.tables import conversations
from bot.storage.unbroken import unbroken
from bot.storage.whatsapp_tables import outbox, people

CHANNEL = "whatsapp"
# To the minute is precise enough for when somebody wrote last.
_NEWS = timedelta(minutes=1)
_PARKED = (
    exists().where(outbox.c.conversation_id == people.c.conversation_id, outbox.c.state == "parked").label("parked")
)


class Found(NamedTuple):
    """A person's conversation, and whether something waits there to be sent now that they wrote."""

    conversation_id: str
    goes: bool


class People:
    """Reads and writes who has which conversation."""

    def __init__(self, engine: AsyncEngine, vault: Vault) -> None:
        self._engine, self._vault = engine, vault

    @unbroken
    async def conversation(self, person: Person, welcome: str, wrote_at: datetime | None) -> Found:
        """The conversation of a person; a new one with the welcome when there is none (any more).

        wrote_at: when they wrote, so that what waited for that goes (aware UTC).
        """
        for _ in range(2):
            try:
                async with self._engine.begin() as connection:
                    row = await self._known(connection, person)
                    if row is None:
                        return Found(await self._begin(connection, person, welcome, wrote_at), True)
                    goes = row.parked or row.invited_at is not None
                    if wrote_at is not None and (goes or _is_news(row.last_inbound_at, wrote_at)):
                        await release(connection, row.conversation_id, wrote_at)
                    return Found(row.conversation_id, goes)
            except IntegrityError:
                continue  # The same person was written down at the same moment; now they are found.
        raise RuntimeError("a person on WhatsApp could not be written down")

    @unbroken
    async def known(self, person: Person) -> str | None:
        """The conversation that a person has already."""
        async with self._engine.begin() as connection:
            row = await self._known(connection, person)
        return None if row is None else str(row.conversation_id)

    @unbroken
    async def all(self) -> set[str]:
        """Every conversation on WhatsApp."""
        async with self._engine.connect() as connection:
            return set(await connection.scalars(select(people.c.conversation_id)))

    @unbroken
    async def rename(self, conversation_id: str, person: Person, at: datetime) -> None:
        """This person goes by another number or id from now on (aware UTC).

        When they wrote from it before this was known, what is on its way to them in that conversation still goes.
        """
        values: dict[str, str | None] = {**self._values(person)}
        async with self._engine.begin() as connection:
            if person.user is None:
                # Meta makes a new id with the number: the one that we know is nobody's any more.
                values |= await self._user_since(connection, values.get("number_hash"), at)
            for name in ("number", "user"):
                if (hashed := values.get(f"{name}_hash")) is not None:
                    same = (people.c[f"{name}_hash"] == hashed) & (people.c.conversation_id != conversation_id)
                    await connection.execute(update(people).where(same).values({f"{name}_hash": None}))
            await _set(connection, conversation_id, values)

    def addressee(self, number: str | None, user: str | None) -> dict[str, str]:
        """How Meta is told who a message is for.

        Raises `Unreadable` when it was sealed with another key, and `LookupError` when nobody is known any more.
        """
        if number is not None:
            return {"to": self._vault.open(number)}
        if user is not None:
            return {"recipient": self._vault.open(user)}
        raise LookupError("its number has passed to somebody else")

    async def _known(self, connection: AsyncConnection, person: Person) -> Any:
        hashes = {name: value for name, value in self._values(person).items() if name.endswith("_hash")}
        query = select(people, _PARKED).where(or_(*(people.c[name] == value for name, value in hashes.items())))
        found = (await connection.execute(query)).all()
        row = next((row for row in found if row.user_hash == hashes.get("user_hash", "")), None)
        by_number = next((row for row in found if row.number_hash == hashes.get("number_hash", "")), None)
        if row is None and by_number is not None and (person.user is None or by_number.user_hash is None):
            row = by_number
        if by_number is not None and by_number is not row:
            # The number has passed to somebody else, who must not go on with what another one said.
            await _set(connection, by_number.conversation_id, {"number_hash": None, "number": None})
        if row is None:
            return None
        if any(row._mapping[name] != value for name, value in hashes.items()):
            await _set(connection, row.conversation_id, self._values(person))
        return row

    async def _begin(self, connection: AsyncConnection, person: Person, welcome: str, wrote_at: datetime | None) -> str:
        conversation_id, now = str(uuid.uuid4()), rows.utc_now()
        row = {"id": conversation_id, "channel": CHANNEL, "created_at": now, "last_at": now}
        await connection.execute(insert(conversations).values(row))
        who = {"conversation_id": conversation_id, "queued_position": 0, "last_inbound_at": wrote_at}
        await connection.execute(insert(people).values({**who, **self._values(person)}))
        position = await rows.add(connection, conversation_id, "noor", welcome)
        await tell_new(connection, conversation_id, position, now)
        return conversation_id

    async def _user_since(
        self, connection: AsyncConnection, number_hash: str | None, at: datetime
    ) -> dict[str, str | None]:
        """The id of who wrote from this number since then for the first time; who did before may be somebody else."""
        began = (people.c.number_hash == number_hash) & (conversations.c.created_at >= at)
        query = select(people.c.user, people.c.user_hash).join(conversations).where(began)
        row = (await connection.execute(query)).first()
        return {"user": row.user if row else None, "user_hash": row.user_hash if row else None}

    def _values(self, person: Person) -> dict[str, str]:
        values: dict[str, str] = {}
        for name, value in (("number", person.number), ("user", person.user)):
            if value is not None:
                values |= {name: self._vault.seal(value), f"{name}_hash": self._vault.hash(value)}
        return values


def _is_news(last: datetime | None, at: datetime) -> bool:
    return last is None or at - last > _NEWS


async def _set(connection: AsyncConnection, conversation_id: str, values: Mapping[str, str | None]) -> None:
    await connection.execute(update(people).where(people.c.conversation_id == conversation_id).values(values))
