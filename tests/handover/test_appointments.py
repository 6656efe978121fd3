"""Calls and visits that were promised, and whether they happened."""

from datetime import datetime, timedelta

import pytest

from bot.handover.act import Worker
from bot.handover.appointments import AlreadyNoted, Appointments
from bot.handover.life import Life
from bot.handover.record import Handover, State
from bot.handover.refusals import Missing, TakenByOther
from bot.handover.store import HandoverStore
from tests.handover.conftest import NOW

TOMORROW = NOW + timedelta(days=1)


async def plan(appointments: Appointments, handover: Handover, by: Worker, **change: object) -> None:
    values: dict[str, object] = {"kind": "call", "at": TOMORROW, "in_words": "dinsdag 24 november 13:00", "note": ""}
    await appointments.plan(handover, by, NOW, **values | change)  # type: ignore[arg-type]


async def test_planned_and_done(
    appointments: Appointments, life: Life, store: HandoverStore, handover: Handover, anna: Worker
) -> None:
    await plan(appointments, handover, anna, note="Na het eten.")
    [planned] = await appointments.of(handover.reference)
    assert (planned.kind, planned.planned_at, planned.planned_by) == ("call", TOMORROW, "Anna de Wit")
    assert planned.result is None
    await appointments.note_result(handover, anna, TOMORROW, planned.id, "done", "Alles besproken.")
    [done] = await appointments.of(handover.reference)
    assert (done.result, done.done_at) == ("done", TOMORROW)
    found = await store.get(handover.reference)
    assert found is not None and (found.state, found.answered_at) == (State.ANSWERED, TOMORROW)
    assert [(what, note) for what, _, _, note in await life.history(handover.reference)][1:] == [
        ("claimed", None),
        ("planned", "Belafspraak dinsdag 24 november 13:00. Na het eten."),
        ("kept", "Belafspraak: gebeurd. Alles besproken."),
    ]


async def test_not_reached_is_not_answered(
    appointments: Appointments, store: HandoverStore, handover: Handover, anna: Worker
) -> None:
    await plan(appointments, handover, anna, kind="visit")
    [planned] = await appointments.of(handover.reference)
    await appointments.note_result(handover, anna, TOMORROW, planned.id, "not_reached", "")
    found = await store.get(handover.reference)
    assert found is not None and (found.state, found.answered_at) == (State.CLAIMED, None)


async def test_how_it_went_is_noted_once(appointments: Appointments, handover: Handover, anna: Worker) -> None:
    await plan(appointments, handover, anna)
    [planned] = await appointments.of(handover.reference)
    await appointments.note_result(handover, anna, TOMORROW, planned.id, "done", "")
    with pytest.raises(AlreadyNoted):
        await appointments.note_result(handover, anna, TOMORROW, planned.id, "not_reached", "")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "letter"}, "kind"),
        ({"at": None}, "at"),
        ({"at": NOW - timedelta(minutes=1)}, "at"),
        ({"note": "x" * 5000}, "note"),
    ],
)
async def test_what_is_missing_or_wrong(
    appointments: Appointments, handover: Handover, anna: Worker, change: dict[str, str | datetime], field: str
) -> None:
    with pytest.raises(Missing) as refused:
        await plan(appointments, handover, anna, **change)
    assert refused.value.field == field
    assert await appointments.of(handover.reference) == []


async def test_another_handovers_appointment_cannot_be_reached(
    appointments: Appointments, store: HandoverStore, handover: Handover, anna: Worker
) -> None:
    from tests.handover.test_store import new

    other = await store.write(new(conversation_id="c2"), NOW)
    await plan(appointments, handover, anna)
    [planned] = await appointments.of(handover.reference)
    with pytest.raises(AlreadyNoted):
        await appointments.note_result(other, anna, TOMORROW, planned.id, "done", "")


async def test_what_a_colleague_has_is_planned_by_that_colleague(
    appointments: Appointments, life: Life, handover: Handover, anna: Worker, bo: Worker
) -> None:
    await life.claim(handover, anna, NOW)
    with pytest.raises(TakenByOther):
        await plan(appointments, handover, bo)
