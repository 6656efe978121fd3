"""Emergency notices: everybody hears them once."""

import asyncio
import time
import uuid
from datetime import timedelta

import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.messages.log import MessageLog
from bot.messages.notices import Notices
from bot.messages.rows import utc_now
from bot.messages.wake import Announcer
from bot.storage.tables import conversations, messages
from bot.web import keys
from tests.chat import Chat

TEXT = "Kook het drinkwater. Het is vies."


@pytest.fixture
def notices(engine: AsyncEngine, announcer: Announcer) -> Notices:
    return Notices(engine, announcer)


async def texts(log: MessageLog, conversation: str) -> list[tuple[str, str]]:
    return [(message.sender, message.text) for message in await log.after(conversation, 0)]


async def test_open_conversations_hear_it_once_and_new_ones_with_the_welcome(log: MessageLog, notices: Notices) -> None:
    going_on = [(await log.start(channel, "Hoi")).conversation_id for channel in ("website", "whatsapp")]
    await notices.put_up(TEXT, "Anna", utc_now(), None)
    assert await notices.look(utc_now()) == 2
    assert await notices.look(utc_now()) == 0
    started = await log.start("website", "Hoi")
    assert await notices.look(utc_now()) == 0
    for conversation in (*going_on, started.conversation_id):
        assert await texts(log, conversation) == [("noor", "Hoi"), ("system", TEXT)]
    assert started.position == await log.last_position(started.conversation_id)
    assert notices.current == TEXT


async def test_it_neither_waits_for_noor_nor_makes_a_conversation_younger(
    log: MessageLog, notices: Notices, engine: AsyncEngine
) -> None:
    conversation = (await log.start("website", "Hoi")).conversation_id
    past = utc_now() - timedelta(hours=23)
    async with engine.begin() as connection:
        await connection.execute(update(conversations).values(last_at=past))
    await notices.put_up(TEXT, "Anna", utc_now(), None)
    await notices.look(utc_now())
    assert await log.count_pending() == 0
    async with engine.connect() as connection:
        assert await connection.scalar(select(conversations.c.last_at)) == past
    assert len(await texts(log, conversation)) == 2


async def test_who_was_silent_for_a_day_is_left_alone(log: MessageLog, notices: Notices, engine: AsyncEngine) -> None:
    await log.start("website", "Hoi")
    await notices.put_up(TEXT, "Anna", utc_now(), None)
    assert await notices.look(utc_now() + timedelta(hours=25)) == 0


async def test_it_begins_and_ends_when_it_should(log: MessageLog, notices: Notices) -> None:
    now = utc_now()
    await notices.put_up(TEXT, "Anna", now + timedelta(hours=1), now + timedelta(hours=2))
    for hours, current in ((0, None), (1, TEXT), (1.9, TEXT), (2, None)):
        await notices.look(now + timedelta(hours=hours))
        assert notices.current == current


async def test_it_can_be_ended_once(notices: Notices, log: MessageLog) -> None:
    notice = await notices.put_up(TEXT, "Anna", utc_now(), None)
    assert await notices.end(notice, utc_now())
    assert not await notices.end(notice, utc_now()) and not await notices.end(99, utc_now())
    assert await texts(log, (await log.start("website", "Hoi")).conversation_id) == [("noor", "Hoi")]


async def test_readers_see_it_as_long_as_it_holds(front: TestClient) -> None:
    chat = await Chat.begin(front)
    seen: list[str | None] = []
    async with chat.events() as events:
        async for event in events:
            if event.get("event") == "message" and not seen:
                seen.append("")
                notice = await front.app[keys.NOTICES].put_up(TEXT, "Anna", utc_now(), None)
            elif event.get("event") == "notice":
                seen.append(event["data"]["text"])
                if seen[-1] is None:
                    break
                await front.app[keys.NOTICES].end(notice, utc_now())
    assert seen == ["", TEXT, None]


async def test_who_comes_back_hears_that_it_holds_no_longer(front: TestClient) -> None:
    chat = await Chat.begin(front)
    async with chat.events(after=1) as events:
        async for event in events:
            if event.get("event") == "notice":
                assert event["data"] == {"text": None}
                break


async def test_a_thousand_conversations_hear_it_within_seconds_and_nobody_waits(
    log: MessageLog, notices: Notices, engine: AsyncEngine
) -> None:
    now = utc_now()
    rows = [{"id": str(uuid.uuid4()), "channel": "website", "created_at": now, "last_at": now} for _ in range(1000)]
    async with engine.begin() as connection:
        await connection.execute(insert(conversations), rows)
    await notices.put_up(TEXT, "Anna", now, None)
    began = time.monotonic()
    telling = asyncio.create_task(notices.look(utc_now()))
    waits = []
    while not telling.done():
        asked = time.monotonic()
        await log.accept(rows[0]["id"], str(uuid.uuid4()), "hoi", for_noor=False)
        waits.append(time.monotonic() - asked)
    assert await telling == 1000
    assert time.monotonic() - began < 10
    assert sorted(waits)[len(waits) * 95 // 100] < 0.1
    async with engine.connect() as connection:
        told = await connection.scalar(select(func.count()).where(messages.c.text == TEXT))
    assert told == 1000
