"""The statements of the log, each within a transaction of its caller."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import delete, false, insert, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.messages.message import Message, Sender, UnknownOption
from bot.privacy.masking import Detail
from bot.storage.tables import contacts, conversations, messages

_COLUMNS = [conversations.c.channel if field.name == "channel" else messages.c[field.name] for field in fields(Message)]


def utc_now() -> datetime:
    """Now, aware UTC."""
    return datetime.now(timezone.utc)


def read(row: Row) -> Message:
    """A row of `select_messages` as a message."""
    return Message(**row._mapping)


def select_messages(conversation_id: str) -> Any:
    """A query for the messages of a conversation."""
    return select(*_COLUMNS).join(conversations).where(messages.c.conversation_id == conversation_id)


async def lock(connection: AsyncConnection, conversation_id: str) -> None:
    """Keep other writers out of the conversation until the transaction ends.

    So positions within a conversation are committed in order and a reader that resumes by position misses
    nothing. Raises `LookupError` when there is no such conversation.
    """
    statement = update(conversations).where(conversations.c.id == conversation_id).values(last_at=utc_now())
    if (await connection.execute(statement)).rowcount == 0:
        raise LookupError("there is no such conversation")


async def add(connection: AsyncConnection, conversation_id: str, sender: Sender, text: str, **values: Any) -> int:
    """Write a message and give its position."""
    row = {"handled": True, "created_at": utc_now(), **values}
    statement = insert(messages).values(conversation_id=conversation_id, sender=sender, text=text, **row)
    return int((await connection.execute(statement)).inserted_primary_key[0])


async def position_of(connection: AsyncConnection, conversation_id: str, external_id: str) -> int | None:
    """Where a message that has this external id already is."""
    query = select(messages.c.position).where(
        messages.c.conversation_id == conversation_id, messages.c.external_id == external_id
    )
    position: int | None = await connection.scalar(query)
    return position


async def offered(connection: AsyncConnection, conversation_id: str, option_id: str) -> dict[str, Any]:
    """The option as it was offered in this conversation. Raises `UnknownOption`."""
    query = select(messages.c.options).where(
        messages.c.conversation_id == conversation_id, messages.c.options.is_not(None)
    )
    for options in await connection.scalars(query):
        for option in options:
            if option["id"] == option_id:
                return dict(option)
    raise UnknownOption(option_id)


async def last_question(connection: AsyncConnection, conversation_id: str, before: int | None = None) -> str | None:
    """What Noor's last message asks, or the last one before a position."""
    by_noor = (messages.c.conversation_id == conversation_id) & (messages.c.sender == "noor")
    if before is not None:
        by_noor &= messages.c.position < before
    query = select(messages.c.question).where(by_noor).order_by(messages.c.position.desc()).limit(1)
    question: str | None = await connection.scalar(query)
    return question


async def live_with(connection: AsyncConnection, conversation_id: str) -> str | None:
    """The colleague who has the conversation."""
    name: str | None = await connection.scalar(
        select(conversations.c.live_with).where(conversations.c.id == conversation_id)
    )
    return name


async def change_hands(connection: AsyncConnection, conversation_id: str, name: str | None, text: str) -> int:
    """Give a conversation that is locked to a colleague, or to Noor for None, and say so.

    What Noor had not answered when a colleague came, she leaves, also when it is handed back before she is ready.
    """
    this = conversations.c.id == conversation_id
    await connection.execute(update(conversations).where(this).values(live_with=name))
    if name is not None:
        waiting = (messages.c.conversation_id == conversation_id) & (messages.c.handled == false())
        await connection.execute(update(messages).where(waiting).values(handled=True))
    return await add(connection, conversation_id, "system", text)


async def keep_contacts(
    connection: AsyncConnection, conversation_id: str, details: Iterable[Detail], position: int
) -> None:
    """Keep how somebody wants to be reached; the last one of each kind counts."""
    for kind, value in {d.kind: d.value for d in details if d.kind in ("phone", "email")}.items():
        same = (contacts.c.conversation_id == conversation_id) & (contacts.c.kind == kind)
        await connection.execute(delete(contacts).where(same))
        row = {"conversation_id": conversation_id, "kind": kind, "value": value, "message_position": position}
        await connection.execute(insert(contacts).values(row))
