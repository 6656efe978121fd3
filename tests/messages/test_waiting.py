"""Residents who wait for a colleague hear when nobody comes, once, whatever happens meanwhile."""

from datetime import timedelta

import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.app import init_app
from bot.handover.act import Worker
from bot.handover.calls import Calls
from bot.handover.life import Life
from bot.handover.record import Handover, NewHandover
from bot.handover.talking import Talking
from bot.messages import rows
from bot.messages.rows import utc_now
from bot.messages.waiting import Waiting
from bot.settings import Settings
from bot.web import keys
from tests.chat import Chat
from tests.fake_rasa import FakeRasa, reply
from tests.waiting import eventually

PATIENCE = timedelta(minutes=3)


async def wait_for_somebody(front: TestClient) -> tuple[Chat, str, Handover]:
    """A resident who waits: their chat, the conversation, the handover."""
    chat = await Chat.begin(front)
    token = chat.headers["Authorization"].removeprefix("Bearer ")
    conversation = await front.app[keys.LOG].conversation_of(token)
    new = NewHandover(
        conversation_id=conversation, message_id="1", goal="person", goal_label="Een medewerker spreken",
        outcome="call_back", department="kcc", urgency="normal", summary="-", question="-", live_wanted=True,
    )  # fmt: skip
    return chat, conversation, await front.app[keys.HANDOVERS].write(new, utc_now())


@pytest.fixture
def waiting(front: TestClient) -> Waiting:
    app = front.app
    calls = Calls(app[keys.ENGINE], app[keys.MUNICIPALITY])
    return Waiting(app[keys.ENGINE], calls, app[keys.DISPATCHER], app[keys.ANNOUNCER], PATIENCE)


async def test_nobody_came(front: TestClient, rasa: FakeRasa, waiting: Waiting) -> None:
    rasa.answer = lambda message: [reply("Hoe kunnen we je bereiken?", question="contact")]
    chat, _, written = await wait_for_somebody(front)
    assert await waiting.look(utc_now() + PATIENCE - timedelta(seconds=5)) == 0
    assert await waiting.look(utc_now() + PATIENCE) == 1
    assert await waiting.look(utc_now() + PATIENCE) == 0
    assert (await chat.texts(3))[1:] == ["Er is nu geen collega vrij.", "Hoe kunnen we je bereiken?"]
    assert [turn["choice"]["payload"] for turn in rasa.turns] == ['/choose{"choice": "live=missed"}']
    assert not (await front.app[keys.HANDOVERS].get(written.reference)).live_wanted


async def test_a_message_that_was_given_the_same_id_stops_nobody(
    front: TestClient, rasa: FakeRasa, waiting: Waiting
) -> None:
    chat, conversation, written = await wait_for_somebody(front)
    await front.app[keys.LOG].accept(conversation, f"live:{written.reference}", "hoi")
    assert await waiting.look(utc_now() + PATIENCE) == 1
    assert "Er is nu geen collega vrij." in await chat.texts(4)


async def test_who_cannot_be_told_keeps_nobody_else_waiting(
    front: TestClient, waiting: Waiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, troubled, _ = await wait_for_somebody(front)
    later, _, _ = await wait_for_somebody(front)
    lock = rows.lock

    async def fails_for_one(connection: AsyncConnection, conversation_id: str) -> None:
        if conversation_id == troubled:
            raise OSError("disk")
        await lock(connection, conversation_id)

    monkeypatch.setattr(rows, "lock", fails_for_one)
    assert await waiting.look(utc_now() + PATIENCE) == 1
    assert (await later.texts(2))[1] == "Er is nu geen collega vrij."
    monkeypatch.undo()
    assert await waiting.look(utc_now() + PATIENCE) == 1


async def test_a_colleague_came_in_time(front: TestClient, rasa: FakeRasa, waiting: Waiting) -> None:
    _, conversation, _ = await wait_for_somebody(front)
    await front.app[keys.LOG].take_over(conversation, "Anna")
    assert await waiting.look(utc_now() + PATIENCE) == 0
    assert rasa.turns == []


async def test_who_waited_when_the_front_stopped_hears_it_afterwards(
    settings: Settings, front: TestClient, rasa: FakeRasa, aiohttp_client
) -> None:
    chat, _, _ = await wait_for_somebody(front)
    await front.close()
    restarted = await aiohttp_client(init_app(settings.copy(update={"live_wait_minutes": 0.0001})))
    chat.client = restarted
    assert (await chat.texts(3))[1] == "Er is nu geen collega vrij."
    await eventually(lambda: len(rasa.turns) == 1)


async def test_a_colleague_who_comes_for_another_question_is_enough_and_nothing_is_lost(
    front: TestClient, waiting: Waiting
) -> None:
    """Between the look and the word, somebody took the conversation over: who waits keeps waiting."""
    _, conversation, written = await wait_for_somebody(front)
    await front.app[keys.LOG].take_over(conversation, "Anna")
    assert not await waiting._tell(written.reference, conversation, utc_now())
    assert (await front.app[keys.HANDOVERS].get(written.reference)).live_wanted


async def test_once_a_colleague_came_nobody_hears_later_that_nobody_is_free(
    front: TestClient, rasa: FakeRasa, waiting: Waiting
) -> None:
    """The contact centre takes over, and after the time to wait it forwards."""
    chat, _, written = await wait_for_somebody(front)
    app, anna, now = front.app, Worker("anna", "Anna"), utc_now()
    await Talking(app[keys.ENGINE], app[keys.ANNOUNCER]).take_over(written, anna, now)
    life = Life(app[keys.ENGINE], app[keys.MUNICIPALITY], app[keys.ANNOUNCER])
    await life.forward(written, anna, now + PATIENCE, "burgerzaken", "Voor jullie.")
    assert await waiting.look(now + 2 * PATIENCE) == 0
    assert "Er is nu geen collega vrij." not in await chat.texts(3) and rasa.turns == []
