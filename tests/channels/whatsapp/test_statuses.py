"""What Meta tells later of our messages: in any order, in batches, twice, of others' too."""

import itertools
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.channels.whatsapp.incoming import Status, StatusName
from bot.channels.whatsapp.sealing import Vault
from bot.channels.whatsapp.statuses import Outcome, note
from bot.messages.log import MessageLog
from bot.messages.rows import utc_now
from bot.storage.whatsapp_tables import outbox, people


@pytest.fixture
async def conversation(log: MessageLog, engine: AsyncEngine) -> str:
    """A conversation of which messages 1 to 4 are being sent."""
    conversation_id = (await log.start("whatsapp", "Hoi")).conversation_id
    common = {"conversation_id": conversation_id, "part": 0, "state": "sending", "tries": 1, "nonce": "a1"}
    async with engine.begin() as connection:
        await connection.execute(insert(outbox), [{**common, "position": position} for position in range(1, 5)])
    return conversation_id


def status(position: int, name: StatusName, error: int | None = None, own_id: str = "", nonce: str = "a1") -> Status:
    return Status((position, 0), own_id or f"wamid.{position}", name, error, nonce)


async def noted(engine: AsyncEngine, vault: Vault, *statuses: Status) -> Outcome:
    async with engine.begin() as connection:
        return await note(connection, statuses, vault)


async def states(engine: AsyncEngine) -> list[Any]:
    async with engine.connect() as connection:
        return list(await connection.scalars(select(outbox.c.state).order_by(outbox.c.position)))


@pytest.mark.parametrize("order", itertools.permutations(["sent", "delivered", "read"]))
async def test_word_in_any_order_never_takes_a_message_back(engine, vault, conversation, order) -> None:
    for name in order:
        await noted(engine, vault, status(1, name))
    assert (await states(engine))[0] == "read"


async def test_a_batch_for_many(engine, vault, conversation) -> None:
    several = [status(1, "sent"), status(2, "sent"), status(3, "delivered"), status(1, "read"), status(1, "read")]
    outcome = await noted(engine, vault, *several, status(99, "sent"))
    assert await states(engine) == ["read", "sent", "delivered", "sending"]
    assert (1, 0) in outcome.arrived and (99, 0) in outcome.arrived


async def test_without_our_own_place_it_is_found_by_metas_id(engine, vault, conversation) -> None:
    await noted(engine, vault, status(1, "sent"))
    await noted(engine, vault, Status(None, "wamid.1", "read"), Status(None, "wamid.unknown", "read"))
    assert (await states(engine))[0] == "read"


@pytest.mark.parametrize(
    ("code", "state"),
    [(131026, "failed"), (131047, "pending"), (131056, "pending"), (131000, "pending"), (1, "pending")],
)
async def test_what_failed_later_is_tried_again_unless_it_is_of_no_use(
    engine, vault, conversation, code, state
) -> None:
    outcome = await noted(engine, vault, status(1, "failed", code))
    assert (await states(engine))[0] == state
    assert (outcome.conversations, outcome.failed) == ({conversation}, [code])


async def test_a_try_that_failed_does_not_take_back_one_that_arrived(engine, vault, conversation) -> None:
    await noted(engine, vault, status(1, "sent", own_id="wamid.second"))
    await noted(engine, vault, status(1, "failed", 131026, own_id="wamid.first"))
    await noted(engine, vault, status(2, "delivered"), status(2, "failed", 131026))
    assert (await states(engine))[:2] == ["sent", "delivered"]


@pytest.mark.parametrize(("wrote", "is_open"), [(-60, False), (60, True), (None, False)])
async def test_late_word_of_a_closed_window_does_not_close_what_opened_since(
    engine, vault, conversation, wrote: float | None, is_open: bool
) -> None:
    tried_at = utc_now()
    last = None if wrote is None else tried_at + timedelta(seconds=wrote)
    person = {"conversation_id": conversation, "queued_position": 4, "last_inbound_at": last}
    async with engine.begin() as connection:
        await connection.execute(insert(people).values(person))
        await connection.execute(update(outbox).values(tried_at=tried_at))
    await noted(engine, vault, status(1, "failed", 131047))
    async with engine.connect() as connection:
        assert await connection.scalar(select(people.c.last_inbound_at)) == (last if is_open else None)
    assert (await states(engine))[0] == "pending"


async def test_word_of_what_stood_there_before_the_database_was_restored(engine, vault, conversation) -> None:
    await noted(engine, vault, status(1, "read", nonce="b2"), status(2, "failed", 131026, nonce="b2"))
    await noted(engine, vault, status(3, "read", nonce=""))
    assert await states(engine) == ["sending"] * 4
