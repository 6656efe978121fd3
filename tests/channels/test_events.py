"""The event stream: resuming, typing, keeping alive, slow readers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp.test_utils import TestClient
from async_timeout import timeout

from bot.channels.events import EventStream
from bot.messages.log import MessageLog
from bot.messages.wake import Announcer
from bot.web.keys import ANNOUNCER
from tests.chat import Chat
from tests.fake_rasa import FakeRasa
from tests.waiting import eventually


class Page:
    """A reader that keeps what it gets, and can stop reading."""

    def __init__(self) -> None:
        self.got: list[str] = []
        self.reading = asyncio.Event()
        self.reading.set()

    async def write(self, data: bytes) -> None:
        await self.reading.wait()
        self.got.append(data.decode())

    def positions(self) -> list[int]:
        return [int(event.split("\n")[0][4:]) for event in self.got if event.startswith("id: ")]


@asynccontextmanager
async def streaming(stream: EventStream, page: Page) -> AsyncIterator[None]:
    task = asyncio.create_task(stream.send_to(page))
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_browser_that_comes_back_gets_what_it_missed(front: TestClient) -> None:
    chat = await Chat.begin(front)
    await chat.say("een")
    first = await chat.messages(3)
    await chat.say("twee")
    async with chat.events(0, **{"Last-Event-ID": str(first[-1]["position"])}) as events:
        texts = []
        async for event in events:
            if event.get("event") == "message":
                assert int(event["id"]) == event["data"]["position"]
                texts.append(event["data"]["text"])
            if len(texts) == 2:
                break
    assert texts == ["twee", "Je zei: twee"]


async def test_typing_is_on_while_noor_works(front: TestClient, rasa: FakeRasa) -> None:
    rasa.delay = 0.1
    chat = await Chat.begin(front)
    seen: list[object] = []
    async with chat.events() as events:
        await chat.say("hoi")
        async for event in events:
            if "data" in event:
                seen.append(event["data"].get("on", event["data"].get("from")))
            if event.get("event") == "typing":
                assert "id" not in event
                if not event["data"]["on"]:
                    break
    assert seen == ["noor", "resident", True, "noor", False]


async def test_a_quiet_stream_is_kept_alive(log: MessageLog, announcer: Announcer) -> None:
    started, page = await log.start("website", "Hoi"), Page()
    stream = EventStream(log, announcer, started.conversation_id, started.position, keep_alive=0.02)
    async with streaming(stream, page):
        await eventually(lambda: page.got.count(": still here\n\n") >= 2)
    assert page.got[0] == "retry: 2000\n\n"


async def test_nothing_piles_up_for_a_reader_that_stops_reading(log: MessageLog, announcer: Announcer) -> None:
    started, page = await log.start("website", "Hoi"), Page()
    async with streaming(EventStream(log, announcer, started.conversation_id, 0), page):
        await eventually(lambda: page.positions() == [started.position])
        page.reading.clear()
        said = [await log.say(started.conversation_id, "staff", f"regel {number}") for number in range(120)]
        assert page.positions() == [started.position]
        page.reading.set()
        await eventually(lambda: page.positions() == [started.position, *said])


async def test_a_stopping_front_sends_its_readers_home(log: MessageLog, announcer: Announcer) -> None:
    started, page = await log.start("website", "Hoi"), Page()
    stream = asyncio.create_task(EventStream(log, announcer, started.conversation_id, 0).send_to(page))
    await eventually(page.positions)
    announcer.close()
    async with timeout(1):
        await stream


@pytest.mark.parametrize("turns", range(5))
async def test_news_at_the_moment_a_reader_leaves_does_not_keep_it(
    log: MessageLog, announcer: Announcer, turns: int
) -> None:
    started, page = await log.start("website", "Hoi"), Page()
    stream = asyncio.create_task(EventStream(log, announcer, started.conversation_id, 0).send_to(page))
    await eventually(page.positions)
    announcer.wake(started.conversation_id, messages=False)
    for _ in range(turns):
        await asyncio.sleep(0)
    stream.cancel()
    done, _ = await asyncio.wait({stream}, timeout=1)
    assert done and stream.cancelled()


async def test_a_reader_that_leaves_is_forgotten(front: TestClient) -> None:
    chat = await Chat.begin(front)
    await chat.messages(1)
    announcer = front.app[ANNOUNCER]

    async def somebody_speaks() -> bool:
        await chat.say("is daar iemand?")
        await asyncio.sleep(0.02)
        return not announcer._listeners

    assert await somebody_speaks() or await somebody_speaks() or await somebody_speaks()


async def test_html_stays_text_in_the_stream(front: TestClient) -> None:
    chat = await Chat.begin(front)
    await chat.say("<b>\n\ndata: nep\nevent: typing</b>")
    assert (await chat.texts(3))[1] == "<b>\n\ndata: nep\nevent: typing</b>"
