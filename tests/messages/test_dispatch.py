"""The dispatcher: each message answered once and in order, whatever breaks down in between."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from aiohttp import ClientSession

from bot.dialogue.client import RasaClient, Reply
from bot.messages.dispatch import Dispatcher, Patience
from bot.messages.log import MessageLog
from bot.messages.message import Message
from bot.messages.metrics import Metrics
from bot.messages.wake import Announcer
from tests.fake_rasa import SECRET, FakeRasa
from tests.waiting import eventually, eventually_true

PATIENCE = Patience(first=0.01, most=0.03, notice_after=0.1)
Make = Callable[..., Dispatcher]


@pytest.fixture
async def make(log: MessageLog, rasa: FakeRasa, session: ClientSession, announcer: Announcer) -> AsyncIterator[Make]:
    """Makes dispatchers on the same database, as restarts of the front would."""
    made: list[Dispatcher] = []

    def one(log: MessageLog = log, at_once: int = 16) -> Dispatcher:
        client = RasaClient(session, rasa.url, SECRET, timeout=2)
        options = {"phone": "071 366 00 00", "at_once": at_once, "patience": PATIENCE}
        made.append(Dispatcher(log, client, announcer, Metrics(), **options))
        return made[-1]

    yield one
    for dispatcher in made:
        await dispatcher.close()


async def begin(log: MessageLog) -> str:
    return (await log.start("website", "Hoi")).conversation_id


async def said(log: MessageLog, conversation: str, sender: str = "noor") -> list[str]:
    """What was said after the welcome."""
    return [message.text for message in (await log.after(conversation, 0))[1:] if message.sender == sender]


async def all_handled(log: MessageLog) -> None:
    async def none_waits() -> bool:
        return await log.count_pending() == 0

    await eventually_true(none_waits)


async def test_answers_come_in_order(make: Make, log: MessageLog, rasa: FakeRasa) -> None:
    rasa.delay = 0.01
    dispatcher, conversation = make(), await begin(log)
    for number in range(5):
        await log.accept(conversation, str(number), f"bericht {number}")
        dispatcher.wake(conversation)
    await all_handled(log)
    assert await said(log, conversation) == [f"Je zei: bericht {number}" for number in range(5)]
    assert rasa.most_at_once == 1


async def test_conversations_do_not_wait_for_each_other(make: Make, log: MessageLog, rasa: FakeRasa) -> None:
    rasa.delay = 0.3
    dispatcher = make(at_once=4)
    for _ in range(10):
        conversation = await begin(log)
        await log.accept(conversation, "a", "hallo")
        dispatcher.wake(conversation)
    await all_handled(log)
    assert rasa.most_at_once == 4


async def test_idle_workers_end(make: Make, log: MessageLog) -> None:
    dispatcher, conversation = make(), await begin(log)
    for number in range(3):
        await log.accept(conversation, str(number), "hallo")
        dispatcher.wake(conversation)
        await eventually(lambda: not dispatcher._workers)
    assert len(await said(log, conversation)) == 3


async def test_what_was_waiting_is_picked_up_at_start(make: Make, log: MessageLog) -> None:
    conversations = [await begin(log) for _ in range(3)]
    for conversation in conversations:
        await log.accept(conversation, "a", "hallo")
    await make().start()
    await all_handled(log)
    assert [await said(log, conversation) for conversation in conversations] == [["Je zei: hallo"]] * 3


@pytest.mark.parametrize("breakdown", ["stopped", "503", "401", "429"])
async def test_an_outage_is_told_once_and_answered_after(
    make: Make, log: MessageLog, rasa: FakeRasa, breakdown: str
) -> None:
    if breakdown == "stopped":
        await rasa.stop()
    else:
        rasa.status = int(breakdown)
    dispatcher, conversation = make(), await begin(log)
    await log.accept(conversation, "a", "hallo")
    await log.accept(conversation, "b", "ben je er?")
    dispatcher.wake(conversation)
    await eventually_true(lambda: said(log, conversation, "system"))
    await asyncio.sleep(0.15)
    if breakdown == "stopped":
        await rasa.start()
    rasa.status = 200
    await all_handled(log)
    [notice] = await said(log, conversation, "system")
    assert "storing" in notice and "Bel 071 366 00 00." in notice
    assert await said(log, conversation) == ["Je zei: hallo", "Je zei: ben je er?"]


async def test_a_short_breakdown_is_not_told(make: Make, log: MessageLog, rasa: FakeRasa) -> None:
    rasa.status = 503
    dispatcher, conversation = make(), await begin(log)
    await log.accept(conversation, "a", "hallo")
    dispatcher.wake(conversation)
    await eventually(lambda: rasa.requests)
    rasa.status = 200
    await all_handled(log)
    assert await said(log, conversation, "system") == []
    assert await said(log, conversation) == ["Je zei: hallo"]


async def test_a_restart_during_an_outage_tells_it_no_second_time(make: Make, log: MessageLog, rasa: FakeRasa) -> None:
    rasa.status = 503
    conversation = await begin(log)
    await log.accept(conversation, "a", "hallo")
    for _ in range(2):
        dispatcher = make()
        await dispatcher.start()
        await asyncio.sleep(0.2)
        await dispatcher.close()
    assert len(await said(log, conversation, "system")) == 1


@pytest.mark.parametrize(("status", "tries"), [(422, 1), (500, PATIENCE.failures)])
async def test_a_message_that_is_refused_or_breaks_every_time_blocks_nothing(
    make: Make, log: MessageLog, rasa: FakeRasa, status: int, tries: int
) -> None:
    rasa.status = status
    dispatcher, conversation = make(), await begin(log)
    await log.accept(conversation, "a", "iets raars")
    dispatcher.wake(conversation)
    await all_handled(log)
    assert len(rasa.requests) == tries
    rasa.status = 200
    await log.accept(conversation, "b", "hallo")
    dispatcher.wake(conversation)
    await all_handled(log)
    sorry, answer = await said(log, conversation)
    assert sorry.startswith("Sorry") and "071 366 00 00" in sorry
    assert answer == "Je zei: hallo"


async def test_a_message_that_breaks_once_is_answered(make: Make, log: MessageLog, rasa: FakeRasa) -> None:
    rasa.status = 500
    dispatcher, conversation = make(), await begin(log)
    await log.accept(conversation, "a", "hallo")
    dispatcher.wake(conversation)
    await eventually(lambda: rasa.requests)
    rasa.status = 200
    await all_handled(log)
    assert await said(log, conversation) == ["Je zei: hallo"]


async def test_killed_between_rasas_answer_and_the_log(make: Make, log: MessageLog, rasa: FakeRasa) -> None:
    answered = asyncio.Event()

    class DyingLog(MessageLog):
        async def settle(self, message: Message, replies: object) -> bool:
            answered.set()
            await asyncio.Event().wait()
            raise AssertionError("not reached")

    conversation = await begin(log)
    await log.accept(conversation, "a", "hallo")
    dying = make(DyingLog(log._engine, Announcer()))
    dying.wake(conversation)
    await answered.wait()
    await dying.close()
    assert await said(log, conversation) == []

    await make().start()
    await all_handled(log)
    assert await said(log, conversation) == ["Je zei: hallo"]
    assert (len(rasa.requests), len(rasa.turns)) == (2, 1)


async def test_killed_while_rasa_thinks(make: Make, log: MessageLog, rasa: FakeRasa) -> None:
    rasa.delay = 0.1
    conversation = await begin(log)
    await log.accept(conversation, "a", "hallo")
    dying = make()
    dying.wake(conversation)
    await eventually(lambda: rasa.requests)
    await dying.close()
    await make().start()
    await all_handled(log)
    assert await said(log, conversation) == ["Je zei: hallo"]


async def test_two_dispatchers_at_once_say_nothing_twice(make: Make, log: MessageLog, rasa: FakeRasa) -> None:
    rasa.delay = 0.02
    conversation = await begin(log)
    await log.accept(conversation, "a", "hallo")
    await asyncio.gather(make().start(), make().start())
    await all_handled(log)
    await asyncio.sleep(0.05)
    assert await said(log, conversation) == ["Je zei: hallo"]


async def test_a_database_that_fails_for_a_moment(make: Make, log: MessageLog) -> None:
    class StumblingLog(MessageLog):
        stumbles = 3

        async def settle(self, message: Message, replies: list[Reply]) -> bool:
            self.stumbles -= 1
            if self.stumbles >= 0:
                raise OSError("disk")
            return await super().settle(message, replies)

    conversation = await begin(log)
    await log.accept(conversation, "a", "hallo")
    make(StumblingLog(log._engine, Announcer())).wake(conversation)
    await all_handled(log)
    assert await said(log, conversation) == ["Je zei: hallo"]


async def test_typing_is_off_during_an_outage(
    make: Make, log: MessageLog, rasa: FakeRasa, announcer: Announcer
) -> None:
    rasa.status = 503
    dispatcher, conversation = make(), await begin(log)
    await log.accept(conversation, "a", "hallo")
    dispatcher.wake(conversation)
    await eventually_true(lambda: said(log, conversation, "system"))
    await eventually(lambda: not announcer.is_typing(conversation))


async def test_no_word_of_a_resident_reaches_the_operators_log(
    make: Make, log: MessageLog, rasa: FakeRasa, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    dispatcher, conversation = make(), await begin(log)
    for status in (422, 500, 503):
        rasa.status = status
        await log.accept(conversation, str(status), "geheim woord 06 12345678")
        dispatcher.wake(conversation)
        await eventually(lambda: len(rasa.requests) >= 1)
        await asyncio.sleep(0.05)
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("bot.")]
    assert ours and not any("geheim" in line or "12345678" in line for line in ours)
