"""The event stream: resuming, typing, keeping alive, slow readers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from aiohttp import ClientPayloadError
from aiohttp.test_utils import TestClient
from async_timeout import timeout

from bot.channels.events import EventStream
from bot.channels.windows import MOST_WINDOWS
from bot.messages.log import MessageLog
from bot.messages.wake import Announcer
from bot.web.keys import ANNOUNCER, LOG
from tests.chat import Chat
from tests.fake_rasa import FakeRasa, reply
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
    conversation = await front.app[LOG].conversation_of(chat.headers["Authorization"].removeprefix("Bearer "))

    async def somebody_speaks() -> bool:
        await chat.say("is daar iemand?")
        await asyncio.sleep(0.02)
        return not front.app[ANNOUNCER].count(conversation)

    assert await somebody_speaks() or await somebody_speaks() or await somebody_speaks()


async def test_html_stays_text_in_the_stream(front: TestClient) -> None:
    chat = await Chat.begin(front)
    await chat.say("<b>\n\ndata: nep\nevent: typing</b>")
    assert (await chat.texts(3))[1] == "<b>\n\ndata: nep\nevent: typing</b>"


async def test_the_kind_of_answer_is_told_with_a_question_of_a_goal(front: TestClient, rasa: FakeRasa) -> None:
    rasa.answer = lambda message: [
        reply("Wanneer vertrek je?", question="travel.departure"),
        reply("Dag", question="x"),
    ]
    chat = await Chat.begin(front)
    await chat.say("reis")
    *_, asked, other = await chat.messages(4)
    assert (asked["expects"], other["expects"]) == ("date", None)


async def test_a_colleague_comes_writes_and_goes(log: MessageLog, announcer: Announcer) -> None:
    started, page = await log.start("website", "Hoi"), Page()
    conversation = started.conversation_id
    async with streaming(EventStream(log, announcer, conversation, started.position), page):
        await log.take_over(conversation, "Anna")
        await eventually(lambda: any("event: live" in event for event in page.got))
        announcer.set_typing(conversation, True, "staff", 60)
        await eventually(lambda: any('"on": true' in event for event in page.got))
        await log.say(conversation, "staff", "Hoi, met Anna.", author="Anna")
        announcer.set_typing(conversation, False, "staff")
        await eventually(lambda: any('"on": false' in event for event in page.got))
        await log.hand_back(conversation)
        await eventually(lambda: any('"name": null}' in event and "event: live" in event for event in page.got))
    got = "".join(page.got)
    assert 'event: live\ndata: {"name": "Anna"}' in got
    assert 'event: typing\ndata: {"on": true, "from": "staff", "name": "Anna"}' in got
    assert '"from": "staff", "name": "Anna", "text": "Hoi, met Anna."' in got


async def test_who_comes_back_hears_at_once_that_a_colleague_is_there(log: MessageLog, announcer: Announcer) -> None:
    started, page = await log.start("website", "Hoi"), Page()
    position = await log.take_over(started.conversation_id, "Anna")
    async with streaming(EventStream(log, announcer, started.conversation_id, position), page):
        await eventually(lambda: any('event: live\ndata: {"name": "Anna"}' in event for event in page.got))


async def test_a_resident_who_writes_is_seen_until_the_message_comes(front: TestClient) -> None:
    chat = await Chat.begin(front)
    announcer, conversation = front.app[ANNOUNCER], await conversation_id(front, chat)
    response = await front.post("/api/chat/typing", json={"on": True}, headers=chat.headers)
    assert response.status == 204 and announcer.is_typing(conversation, "resident")
    await chat.say("klaar")
    assert not announcer.is_typing(conversation, "resident")
    assert (await front.post("/api/chat/typing", json={"on": 1}, headers=chat.headers)).status == 400
    assert (await front.post("/api/chat/typing", json={"on": True})).status == 401


async def test_of_too_many_windows_of_a_conversation_the_oldest_ends(front: TestClient) -> None:
    chat, other = await Chat.begin(front), await Chat.begin(front)
    announcer, conversation = front.app[ANNOUNCER], await conversation_id(front, chat)
    async with AsyncExitStack() as windows:
        others = await windows.enter_async_context(other.events())
        opened = []
        for _ in range(MOST_WINDOWS + 3):
            opened.append(await windows.enter_async_context(chat.events()))
            await anext(opened[-1])
        await eventually(lambda: announcer.count(conversation) == MOST_WINDOWS)
        await chat.say("nog iemand?")
        await other.say("ik ook")
        for events in [*opened[3:], others]:
            assert [event async for event in first(2, events)]
        for events in opened[:3]:
            with pytest.raises(ClientPayloadError):
                [event async for event in events]


async def test_who_was_away_hears_of_the_colleague_that_left_before_what_noor_says(
    log: MessageLog, announcer: Announcer
) -> None:
    started, page = await log.start("website", "Hoi"), Page()
    position = await log.take_over(started.conversation_id, "Anna")
    await log.hand_back(started.conversation_id)
    await log.say(started.conversation_id, "noor", "Daar ben ik weer.")
    async with streaming(EventStream(log, announcer, started.conversation_id, position), page):
        await eventually(lambda: len(page.positions()) == 2)
    kinds = [event.split("event: ")[1].split("\n")[0] for event in page.got if "event: " in event]
    assert kinds[:3] == ["live", "message", "message"]
    assert 'event: live\ndata: {"name": null}' in "".join(page.got)


async def test_who_begins_hears_nothing_of_colleagues(log: MessageLog, announcer: Announcer) -> None:
    started, page = await log.start("website", "Hoi"), Page()
    async with streaming(EventStream(log, announcer, started.conversation_id, 0), page):
        await eventually(page.positions)
    assert "event: live" not in "".join(page.got)


async def first(count: int, events: AsyncIterator[dict[str, object]]) -> AsyncIterator[dict[str, object]]:
    for _ in range(count):
        yield await anext(events)


async def conversation_id(front: TestClient, chat: Chat) -> str:
    found = await front.app[LOG].conversation_of(chat.headers["Authorization"].removeprefix("Bearer "))
    assert found is not None
    return found
