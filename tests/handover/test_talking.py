"""A colleague talks with the resident of a handover; Noor is silent in between, whatever crosses."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.act import Worker
from bot.handover.life import Life
from bot.handover.record import Handover, State
from bot.handover.refusals import AlreadyLive, Closed, ConversationGone, NotLive, TakenByOther
from bot.handover.store import HandoverStore
from bot.handover.talking import Talking
from bot.messages import texts
from bot.messages.log import MessageLog
from bot.storage.tables import conversations
from tests.handover.conftest import NOW
from tests.handover.test_life import happened
from tests.handover.test_store import new

LATER = NOW + timedelta(hours=1)


async def said(log: MessageLog, handover: Handover) -> list[tuple[str, str]]:
    return [(line.sender, line.text) for line in await log.after(handover.conversation_id, 0)][1:]


async def state_of(store: HandoverStore, handover: Handover) -> State:
    found = await store.get(handover.reference)
    assert found is not None
    return found.state


async def test_an_answer_is_said_once_and_claims(
    talking: Talking, store: HandoverStore, log: MessageLog, life: Life, handover: Handover, anna: Worker
) -> None:
    for _ in range(2):
        await talking.answer(handover, anna, LATER, "Je paspoort is klaar.", "a")
    await talking.answer(handover, anna, LATER + timedelta(hours=1), "Neem je oude mee.", "b")
    assert await said(log, handover) == [("staff", "Je paspoort is klaar."), ("staff", "Neem je oude mee.")]
    assert [line.author for line in await log.after(handover.conversation_id, 0)][1:] == ["Anna de Wit"] * 2
    found = await store.get(handover.reference)
    assert found is not None and (found.state, found.claimed_by) == (State.ANSWERED, anna.id)
    assert found.answered_at == LATER
    assert [what for what, _ in await happened(life, handover)] == ["created", "claimed", "answered", "answered"]


async def test_twenty_clicks_are_one_answer(
    talking: Talking, log: MessageLog, handover: Handover, anna: Worker
) -> None:
    await asyncio.gather(*(talking.answer(handover, anna, LATER, "Dag.", "a") for _ in range(20)))
    assert await said(log, handover) == [("staff", "Dag.")]


async def test_what_another_has_is_not_answered(
    talking: Talking, life: Life, log: MessageLog, handover: Handover, anna: Worker, bo: Worker, carla: Worker
) -> None:
    await life.claim(handover, anna, LATER)
    for other in (bo, carla):
        with pytest.raises(TakenByOther):
            await talking.answer(handover, other, LATER, "Dag.", "a")
        with pytest.raises(TakenByOther):
            await talking.take_over(handover, other, LATER)
    assert await said(log, handover) == []


async def test_live_until_it_is_handed_back(
    talking: Talking, store: HandoverStore, log: MessageLog, life: Life, handover: Handover, anna: Worker
) -> None:
    for _ in range(2):
        await talking.take_over(handover, anna, LATER)
    assert await log.live_with(handover.conversation_id) == "Anna de Wit"
    assert await state_of(store, handover) is State.LIVE
    for number in range(3):
        await talking.answer(handover, anna, LATER, f"Regel {number}", str(number))
    await talking.hand_back(handover, anna, LATER)
    assert await log.live_with(handover.conversation_id) is None
    assert await state_of(store, handover) is State.ANSWERED
    events = [what for what, _ in await happened(life, handover)]
    assert events == ["created", "claimed", "taken_over", "answered", "handed_back"]
    with pytest.raises(NotLive):
        await talking.hand_back(handover, anna, LATER)


async def test_handed_back_without_a_word_it_is_still_to_be_answered(
    talking: Talking, store: HandoverStore, handover: Handover, anna: Worker
) -> None:
    await talking.take_over(handover, anna, LATER)
    await talking.hand_back(handover, anna, LATER)
    assert await state_of(store, handover) is State.CLAIMED


async def test_one_conversation_has_one_colleague_whatever_the_handover(
    talking: Talking, store: HandoverStore, handover: Handover, anna: Worker, bo: Worker
) -> None:
    other = await store.write(new(conversation_id=handover.conversation_id, goal="event"), NOW)
    await talking.take_over(handover, anna, LATER)
    with pytest.raises(AlreadyLive, match="Anna de Wit is nu met deze inwoner in gesprek"):
        await talking.take_over(other, bo, LATER)
    with pytest.raises(AlreadyLive):
        await talking.answer(other, bo, LATER, "Dag.", "a")
    assert await state_of(store, other) is State.NEW


async def test_only_who_has_it_or_leads_hands_it_back(
    talking: Talking, log: MessageLog, handover: Handover, anna: Worker, bo: Worker, carla: Worker
) -> None:
    await talking.take_over(handover, anna, LATER)
    with pytest.raises(TakenByOther):
        await talking.hand_back(handover, bo, LATER)
    await talking.hand_back(handover, carla, LATER)
    assert await log.live_with(handover.conversation_id) is None


@pytest.mark.parametrize(
    ("act", "more", "text"),
    [
        ("release", (), texts.LET_GO),
        ("forward", ("kcc", "Voor jullie."), texts.forwarded("Klantcontactcentrum")),
        ("close", ("connected",), texts.HANDED_BACK),
    ],
)
async def test_whatever_ends_a_colleagues_part_hands_back_first_and_says_what_happens_now(
    talking: Talking, life: Life, log: MessageLog, handover: Handover, anna: Worker, act: str, more: tuple, text: str
) -> None:
    await talking.take_over(handover, anna, LATER)
    await getattr(life, act)(handover, anna, LATER, *more)
    assert await log.live_with(handover.conversation_id) is None
    assert (await said(log, handover))[-1] == ("system", text)
    assert [what for what, _ in await happened(life, handover)][-2] == "handed_back"


async def test_when_the_colleague_is_gone_noor_takes_it_back_with_an_apology(
    talking: Talking, life: Life, store: HandoverStore, log: MessageLog, handover: Handover, anna: Worker
) -> None:
    await talking.take_over(handover, anna, LATER)
    [live] = await talking.live()
    assert await talking.take_back(live, LATER)
    assert not await talking.take_back(live, LATER)
    assert (await said(log, handover))[-1] == ("system", texts.COLLEAGUE_GONE)
    found = await store.get(handover.reference)
    assert found is not None and (found.state, found.claimed_by) == (State.NEW, None)
    assert (await life.history(handover.reference))[-1] == ("taken_back", "noor", LATER, "Anna de Wit")


async def test_a_conversation_that_was_deleted_is_not_answered(
    talking: Talking, life: Life, store: HandoverStore, handover: Handover, anna: Worker, engine: AsyncEngine
) -> None:
    async with engine.begin() as connection:
        await connection.execute(delete(conversations))
    with pytest.raises(ConversationGone):
        await talking.answer(handover, anna, LATER, "Dag.", "a")
    with pytest.raises(ConversationGone):
        await talking.take_over(handover, anna, LATER)
    assert await state_of(store, handover) is State.NEW
    await life.close(handover, anna, LATER, "connected")


async def test_a_live_conversation_that_is_deleted_can_be_closed(
    talking: Talking, life: Life, store: HandoverStore, handover: Handover, anna: Worker, engine: AsyncEngine
) -> None:
    await talking.take_over(handover, anna, LATER)
    async with engine.begin() as connection:
        await connection.execute(delete(conversations))
    await life.close(handover, anna, LATER, "connected")
    with pytest.raises(Closed):
        await talking.answer(handover, anna, LATER, "Dag.", "a")
    assert await state_of(store, handover) is State.CLOSED
