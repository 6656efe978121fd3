"""Somebody on WhatsApp who was answered, what became of what was said to them, and time that passes."""

from datetime import timedelta

from aiohttp.test_utils import TestClient
from sqlalchemy import select, update

from bot.messages.rows import utc_now
from bot.storage.whatsapp_tables import outbox, people
from bot.web import keys
from tests.waiting import eventually, eventually_true
from tests.whatsapp.meta import Meta
from tests.whatsapp.phone import Phone

DAY = 24 * 3600.0


async def conversation_of(noor: TestClient) -> str:
    async with noor.app[keys.ENGINE].connect() as connection:
        return str(await connection.scalar(select(people.c.conversation_id)))


async def greeted(noor: TestClient, meta: Meta, **more) -> tuple[Phone, str]:
    """Somebody whose first message was answered, and their conversation."""
    phone = meta.phone(**more)
    phone.write("Hallo")
    await eventually(lambda: len(phone.received) == 2)
    return phone, await conversation_of(noor)


async def a_day_later(noor: TestClient, meta: Meta) -> None:
    meta.clock.forward(DAY + 1)
    async with noor.app[keys.ENGINE].begin() as connection:
        await connection.execute(update(people).values(last_inbound_at=utc_now() - timedelta(days=1, seconds=1)))


async def state_is(noor: TestClient, position: int, state: str, part: int = 0) -> None:
    """Return when the message is so far."""
    query = select(outbox.c.state).where(outbox.c.position == position, outbox.c.part == part)

    async def is_so() -> bool:
        async with noor.app[keys.ENGINE].connect() as connection:
            return await connection.scalar(query) == state

    await eventually_true(is_so)


async def says_at_desk(noor: TestClient, conversation: str, position: int, state: str) -> None:
    """Return when the desk tells so of a message."""
    reach = noor.app[keys.REACH]["whatsapp"]

    async def is_so() -> bool:
        return (await reach.deliveries(conversation)).get(position) == state

    await eventually_true(is_so)
