"""An answer counts within the term in which it was given: what comes anew has to be answered anew."""

from datetime import timedelta

import pytest

from bot.handover.act import Worker
from bot.handover.life import Life
from bot.handover.record import Handover, State
from bot.handover.store import HandoverStore
from bot.handover.talking import Talking
from tests.handover.conftest import NOW
from tests.handover.test_calls import now_of

LATER, LATEST = NOW + timedelta(hours=1), NOW + timedelta(days=1)


@pytest.mark.parametrize("begun", ["forward", "reopen", "take_back"])
async def test_what_begins_anew_is_not_answered_by_being_looked_at(
    talking: Talking, life: Life, store: HandoverStore, handover: Handover, anna: Worker, bo: Worker, begun: str
) -> None:
    """Somebody takes it over live and gives it back without a word."""
    await talking.answer(handover, anna, LATER, "Dag.", "a")
    if begun == "forward":
        await life.forward(handover, anna, LATER, "kcc", "Voor jullie.")
    elif begun == "reopen":
        await life.close(handover, anna, LATER, "answered")
        await life.reopen(handover, bo, LATEST)
    else:
        await talking.take_over(handover, anna, LATER)
        await talking.take_back(await now_of(store, handover), LATER)
    assert (await now_of(store, handover)).reacted_at is None
    await talking.take_over(await now_of(store, handover), bo, LATEST)
    await talking.hand_back(await now_of(store, handover), bo, LATEST)
    assert (await now_of(store, handover)).state is State.CLAIMED
    await talking.answer(await now_of(store, handover), bo, LATEST, "Hier ben ik.", "b")
    found = await now_of(store, handover)
    assert (found.state, found.answered_at, found.reacted_at) == (State.ANSWERED, LATER, LATEST)


async def test_within_one_term_the_first_answer_counts(
    talking: Talking, store: HandoverStore, handover: Handover, anna: Worker
) -> None:
    await talking.answer(handover, anna, LATER, "Dag.", "a")
    await talking.take_over(handover, anna, LATEST)
    await talking.hand_back(handover, anna, LATEST)
    found = await now_of(store, handover)
    assert (found.state, found.answered_at, found.reacted_at) == (State.ANSWERED, LATER, LATER)


@pytest.mark.parametrize(("code", "answered"), [("connected", LATER), ("connecting_failed", None)])
async def test_closing_it_ends_the_term_whether_or_not_the_resident_was_reached(
    life: Life, store: HandoverStore, handover: Handover, anna: Worker, code: str, answered: object
) -> None:
    await life.close(handover, anna, LATER, code)
    found = await now_of(store, handover)
    assert (found.answered_at, found.reacted_at) == (answered, LATER)
