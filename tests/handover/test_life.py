"""Who has a handover, where it is in its life, and what is refused."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.act import Worker
from bot.handover.due import due_by_norm
from bot.handover.life import MAX_NOTE, OUTCOMES, Life
from bot.handover.record import OUTCOME_CODES, Handover, State
from bot.handover.refusals import (
    Closed,
    JustClaimed,
    Missing,
    Moved,
    NotClaimed,
    NotClosed,
    Refusal,
    TakenByOther,
    WrongDepartment,
)
from bot.handover.store import HandoverStore
from bot.messages.wake import DESK, Announcer
from bot.municipality import Municipality
from tests.handover.conftest import NOW, worker

LATER = NOW + timedelta(hours=1)


async def happened(life: Life, handover: Handover) -> list[tuple[str, str]]:
    return [(what, who) for what, who, _, _ in await life.history(handover.reference)]


async def test_of_twenty_who_claim_at_once_one_has_it(
    life: Life, store: HandoverStore, handover: Handover, engine: AsyncEngine
) -> None:
    colleagues = [await worker(engine, f"Collega {number}") for number in range(20)]
    tries = await asyncio.gather(*(life.claim(handover, one, LATER) for one in colleagues), return_exceptions=True)
    [winner] = [one for one, tried in zip(colleagues, tries, strict=True) if tried is None]
    found = await store.get(handover.reference)
    assert found is not None and (found.claimed_by, found.state) == (winner.id, State.CLAIMED)
    refused = [tried for tried in tries if tried is not None]
    assert [type(one) for one in refused] == [JustClaimed] * 19
    assert {str(one) for one in refused} == {f"{winner.name} was je net voor. Deze overdracht is al opgepakt."}
    assert await happened(life, handover) == [("created", "noor"), ("claimed", winner.name)]


async def test_claiming_twice_is_claiming_once(life: Life, handover: Handover, anna: Worker) -> None:
    await life.claim(handover, anna, LATER)
    await life.claim(handover, anna, LATER)
    assert await happened(life, handover) == [("created", "noor"), ("claimed", "Anna de Wit")]


async def test_let_go_it_is_for_anybody(
    life: Life, store: HandoverStore, handover: Handover, anna: Worker, bo: Worker
) -> None:
    await life.claim(handover, anna, LATER)
    await life.release(handover, anna, LATER)
    released = await store.get(handover.reference)
    assert released == handover
    await life.claim(handover, bo, LATER)
    assert (await happened(life, handover))[1:] == [
        ("claimed", "Anna de Wit"),
        ("released", "Anna de Wit"),
        ("claimed", "Bo Smit"),
    ]


async def test_what_a_colleague_has_only_a_coordinator_lets_go_of(
    life: Life, store: HandoverStore, handover: Handover, anna: Worker, bo: Worker, carla: Worker
) -> None:
    await life.claim(handover, anna, LATER)
    for refused in (
        life.release(handover, bo, LATER),
        life.forward(handover, bo, LATER, "kcc", "Voor jullie."),
        life.close(handover, bo, LATER, "answered"),
    ):
        with pytest.raises(TakenByOther, match="Anna de Wit heeft deze overdracht"):
            await refused
    await life.release(handover, carla, LATER)
    found = await store.get(handover.reference)
    assert found is not None and found.claimed_by is None


async def test_what_nobody_has_nobody_lets_go_of(life: Life, handover: Handover, anna: Worker) -> None:
    with pytest.raises(NotClaimed):
        await life.release(handover, anna, LATER)


async def test_another_department_gets_it_new_with_its_own_norm(
    life: Life, store: HandoverStore, handover: Handover, anna: Worker, municipality: Municipality
) -> None:
    await life.claim(handover, anna, LATER)
    await life.forward(handover, anna, LATER, "kcc", "  Gaat over een afspraak. ")
    found = await store.get(handover.reference)
    assert found is not None
    assert (found.department, found.state, found.claimed_by) == ("kcc", State.NEW, None)
    assert found.due_at == due_by_norm(municipality, "kcc", "high", LATER)
    assert (await life.history(handover.reference))[-1] == (
        "forwarded",
        "Anna de Wit",
        LATER,
        "Burgerzaken → Klantcontactcentrum: Gaat over een afspraak.",
    )


async def test_who_still_sees_it_at_the_old_department_can_do_nothing(
    life: Life, handover: Handover, anna: Worker, bo: Worker
) -> None:
    await life.forward(handover, anna, LATER, "kcc", "Voor jullie.")
    with pytest.raises(Moved):
        await life.claim(handover, bo, LATER)
    with pytest.raises(Moved):
        await life.note(handover, bo, LATER, "Nog iets.")


@pytest.mark.parametrize("department", ["burgerzaken", "nergens", "marechaussee", ""])
async def test_it_goes_only_to_another_department_of_ours(
    life: Life, handover: Handover, anna: Worker, department: str
) -> None:
    with pytest.raises(WrongDepartment):
        await life.forward(handover, anna, LATER, department, "Voor jullie.")


@pytest.mark.parametrize("code", list(OUTCOMES))
async def test_closed_with_how_it_ended(
    life: Life, store: HandoverStore, handover: Handover, anna: Worker, code: str
) -> None:
    await life.close(handover, anna, LATER, code, "Alles geregeld.")
    found = await store.get(handover.reference)
    assert found is not None
    assert (found.state, found.outcome_code, found.closed_at) == (State.CLOSED, code, LATER)
    assert found.claimed_by == anna.id
    assert found.answered_at == (LATER if code in ("answered", "connected") else None)
    assert (await life.history(handover.reference))[-1][3] == f"{OUTCOMES[code]}. Alles geregeld."


async def test_what_is_closed_stays_as_it_is_until_it_is_opened_again(
    life: Life, store: HandoverStore, handover: Handover, anna: Worker, bo: Worker
) -> None:
    with pytest.raises(NotClosed):
        await life.reopen(handover, bo, LATER)
    await life.close(handover, anna, NOW, "call_back")
    for refused in (
        life.claim(handover, bo, LATER),
        life.release(handover, anna, LATER),
        life.forward(handover, anna, LATER, "kcc", "Voor jullie."),
        life.close(handover, anna, LATER, "answered"),
    ):
        with pytest.raises(Closed):
            await refused
    await life.note(handover, bo, LATER, "Belde terug.")
    await life.reopen(handover, bo, LATER)
    found = await store.get(handover.reference)
    assert found is not None
    assert (found.state, found.claimed_by, found.closed_at, found.outcome_code) == (State.CLAIMED, bo.id, None, None)
    assert found.due_at is not None and handover.due_at is not None and found.due_at > handover.due_at


@pytest.mark.parametrize("note", ["", "  \n", "x" * (MAX_NOTE + 1)])
async def test_what_must_be_filled_in(life: Life, handover: Handover, anna: Worker, note: str) -> None:
    for refused in (
        life.note(handover, anna, LATER, note),
        life.forward(handover, anna, LATER, "kcc", note),
        life.close(handover, anna, LATER, "nonsense"),
    ):
        with pytest.raises(Missing):
            await refused
    assert await happened(life, handover) == [("created", "noor")]


async def test_both_the_page_and_the_lists_hear_of_each_act(
    life: Life, handover: Handover, anna: Worker, announcer: Announcer
) -> None:
    with announcer.listen(handover.conversation_id) as page, announcer.listen(DESK) as lists:
        await life.claim(handover, anna, LATER)
        assert page.news.is_set() and lists.news.is_set()


def test_each_outcome_has_words_and_each_refusal_a_sentence() -> None:
    assert set(OUTCOMES) == set(OUTCOME_CODES)
    kinds = [kind for kind in Refusal.__subclasses__() if kind not in (TakenByOther, Missing)]
    for sentence in [str(kind("Bo") if kind.__init__.__code__.co_argcount > 1 else kind()) for kind in kinds]:
        assert sentence.endswith(".") and sentence[0].isupper()
