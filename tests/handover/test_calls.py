"""Who waits in the chat for a colleague: until one came, whatever happens to the handover afterwards."""

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.act import Worker
from bot.handover.calls import Calls
from bot.handover.life import Life
from bot.handover.record import Handover, State
from bot.handover.refusals import Missing
from bot.handover.store import HandoverStore
from bot.handover.talking import Talking
from bot.messages import texts
from bot.messages.log import MessageLog
from bot.municipality import Municipality
from tests.handover.conftest import NOW
from tests.handover.test_life import happened
from tests.handover.test_store import new
from tests.handover.test_talking import said

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def calls(engine: AsyncEngine, municipality: Municipality) -> Calls:
    return Calls(engine, municipality)


@pytest.fixture
async def waits(store: HandoverStore, log: MessageLog) -> Handover:
    """Of a resident who waits in the chat for the customer contact centre."""
    conversation = (await log.start("website", "Hoi, ik ben Noor.")).conversation_id
    return await store.write(new(conversation_id=conversation, department="kcc", live_wanted=True), NOW)


async def now_of(store: HandoverStore, handover: Handover) -> Handover:
    found = await store.get(handover.reference)
    assert found is not None
    return found


@pytest.mark.parametrize("end", ["hand_back", "release", "forward", "close", "take_back", "reopen"])
async def test_who_was_talked_to_waits_no_longer_whatever_follows(
    calls: Calls, talking: Talking, life: Life, store: HandoverStore, waits: Handover, anna: Worker, end: str
) -> None:
    await talking.take_over(waits, anna, LATER)
    if end == "take_back":
        assert await talking.take_back(await now_of(store, waits), LATER)
    elif end == "hand_back":
        await talking.hand_back(waits, anna, LATER)
    elif end == "forward":
        await life.forward(waits, anna, LATER, "burgerzaken", "Voor jullie.")
    elif end == "release":
        await life.release(waits, anna, LATER)
    else:
        await life.close(waits, anna, LATER, "connected")
        if end == "reopen":
            await life.reopen(waits, anna, LATER)
    assert await calls.waiting_since(LATER + timedelta(days=9)) == []
    assert not (await now_of(store, waits)).live_wanted


async def test_who_was_answered_waits_no_longer_also_when_it_is_forwarded(
    calls: Calls, talking: Talking, life: Life, store: HandoverStore, waits: Handover, anna: Worker
) -> None:
    await talking.answer(waits, anna, LATER, "Ik kom zo.", "a")
    assert not await calls.waits(waits.reference) and not (await now_of(store, waits)).live_wanted
    await life.forward(waits, anna, LATER, "burgerzaken", "Voor jullie.")
    assert await calls.waiting_since(LATER) == []


@pytest.mark.parametrize("act", ["claim", "release", "forward"])
async def test_to_whom_nobody_spoke_still_waits(
    calls: Calls, life: Life, waits: Handover, anna: Worker, act: str
) -> None:
    await life.claim(waits, anna, LATER)
    if act == "release":
        await life.release(waits, anna, LATER)
    if act == "forward":
        await life.forward(waits, anna, LATER, "burgerzaken", "Voor jullie.")
    assert await calls.waiting_since(LATER) == [(waits.reference, waits.conversation_id)]


async def test_when_it_is_closed_who_waits_hears_that_nobody_comes(
    calls: Calls, life: Life, log: MessageLog, waits: Handover, handover: Handover, anna: Worker
) -> None:
    await life.close(waits, anna, LATER, "connected")
    assert await said(log, waits) == [("system", texts.CLOSED_MEANWHILE)]
    assert not await calls.waits(waits.reference)
    await life.close(handover, anna, LATER, "connected")
    assert await said(log, handover) == [], "of who does not wait, nothing was promised"


async def test_a_close_that_is_refused_tells_nothing(
    calls: Calls, life: Life, log: MessageLog, waits: Handover, anna: Worker
) -> None:
    with pytest.raises(Missing):
        await life.close(waits, anna, LATER, "nonsense")
    assert await said(log, waits) == [] and await calls.waits(waits.reference)


async def test_a_call_back_goes_to_the_department_that_should_have_it(
    calls: Calls, store: HandoverStore, life: Life, waits: Handover
) -> None:
    await calls.call_back(waits.reference, "burgerzaken", "phone", [], LATER)
    found = await now_of(store, waits)
    assert (found.department, found.contact, found.state) == ("burgerzaken", "phone", State.NEW)
    assert (await happened(life, waits))[-1] == ("call back", "noor")


@pytest.mark.parametrize("act", ["forward", "hand_back", "take_back"])
async def test_a_call_back_stays_where_a_colleague_left_it(
    calls: Calls, talking: Talking, life: Life, store: HandoverStore, waits: Handover, anna: Worker, act: str
) -> None:
    if act == "forward":
        await life.forward(waits, anna, LATER, "vth", "Voor jullie.")
    else:
        await talking.take_over(waits, anna, LATER)
        if act == "take_back":
            await talking.take_back(await now_of(store, waits), LATER)
        else:
            await talking.hand_back(waits, anna, LATER)
    where = (await now_of(store, waits)).department
    await calls.call_back(waits.reference, "burgerzaken", "phone", [], LATER)
    found = await now_of(store, waits)
    assert (found.department, found.contact) == (where, "phone")


@pytest.mark.parametrize("act", ["close", "answer"])
async def test_a_call_back_that_was_promised_is_work_again(
    calls: Calls, talking: Talking, life: Life, store: HandoverStore, waits: Handover, anna: Worker, act: str
) -> None:
    """A colleague ended it while Noor asked for the number: somebody still has to call."""
    if act == "close":
        await life.close(waits, anna, LATER, "call_back")
    else:
        await talking.answer(waits, anna, LATER, "Ik kijk ernaar.", "a")
    await calls.call_back(waits.reference, "burgerzaken", "phone", [], LATER)
    found = await now_of(store, waits)
    assert (found.state, found.claimed_by, found.department) == (State.CLAIMED, anna.id, "kcc")
    assert (found.closed_at, found.outcome_code, found.reacted_at) == (None, None, None)
