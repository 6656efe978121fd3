"""Handovers are kept once, with a reference and a due time."""

import asyncio
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover import store as store_module
from bot.handover.record import FactLine, NewHandover, State
from bot.handover.store import HandoverStore
from bot.municipality import Municipality
from bot.storage.tables import handover_events

# A Monday, 13:00 in Noordwijk.
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=timezone.utc)
ALL = {"burgerzaken"}


def new(**change: Any) -> NewHandover:
    fields: dict[str, Any] = {
        "conversation_id": "c1",
        "message_id": "7",
        "goal": "travel",
        "goal_label": "Op reis gaan",
        "outcome": "urgent_passport",
        "department": "burgerzaken",
        "urgency": "high",
        "products": ("Paspoort", "Nooddocument"),
        "summary": "Vliegt 12 december naar Turkije; paspoort verlopen.",
        "question": "Spoedpaspoort aanvragen",
        "facts": (FactLine("destination", "Land", "Turkije", "naar turkije"),),
        "decided_by": ("destination",),
        "contact": "phone",
        "visit_wanted": False,
    }
    return NewHandover(**fields | change)


@pytest.fixture
def store(engine: AsyncEngine, municipality: Municipality) -> HandoverStore:
    return HandoverStore(engine, municipality)


async def test_what_is_written_can_be_read(store: HandoverStore) -> None:
    written = await store.write(new(), NOW)
    assert await store.get(written.reference) == written
    assert (written.state, written.created_at) == (State.NEW, NOW)
    assert written.facts == new().facts and written.products == new().products


async def test_the_due_time_is_the_departments_norm(store: HandoverStore, municipality: Municipality) -> None:
    hours = municipality.norm_hours("burgerzaken", "acute")
    written = await store.write(new(urgency="acute"), NOW)
    assert written.due_at == NOW + timedelta(hours=hours)


async def test_the_same_again_gives_the_first(store: HandoverStore) -> None:
    first = await store.write(new(), NOW)
    again = await store.write(new(summary="Anders gezegd."), NOW + timedelta(hours=1))
    assert again == first
    assert await store.of(first.conversation_id) == [first]


async def test_the_same_from_several_sides_at_once_is_one(store: HandoverStore, engine: AsyncEngine) -> None:
    written = await asyncio.gather(*(store.write(new(), NOW) for _ in range(8)))
    assert len({handover.reference for handover in written}) == 1
    async with engine.connect() as connection:
        events = (await connection.execute(select(handover_events))).all()
    assert [(event.what, event.who, event.at) for event in events] == [("created", "noor", NOW)]


@pytest.mark.parametrize("change", [{"goal": "event"}, {"message_id": "8"}, {"conversation_id": "c2"}])
async def test_another_goal_message_or_conversation_is_another(store: HandoverStore, change: dict[str, str]) -> None:
    first, second = await store.write(new(), NOW), await store.write(new(**change), NOW)
    assert first.reference != second.reference


async def test_a_taken_reference_is_drawn_again(store: HandoverStore, monkeypatch) -> None:
    drawn = iter(["AAA-AAA", "AAA-AAA", "BBB-BBB"])
    monkeypatch.setattr(store_module, "new_reference", lambda: next(drawn))
    await store.write(new(), NOW)
    assert (await store.write(new(goal="event"), NOW)).reference == "BBB-BBB"


@pytest.mark.parametrize("department", ["nergens", "marechaussee"])
async def test_a_department_that_is_not_ours_gets_none(store: HandoverStore, department: str) -> None:
    with pytest.raises(ValueError, match=department):
        await store.write(new(department=department), NOW)
    assert await store.of(new().conversation_id) == []


async def test_what_noor_answered_waits_for_nobody(store: HandoverStore) -> None:
    written = await store.write(new(outcome_code="answered_by_noor"), NOW)
    assert (written.state, written.due_at) == (State.ANSWERED, None)


async def test_an_unknown_reference_is_none(store: HandoverStore) -> None:
    assert await store.get("K4P-7WD") is None
