"""How many handovers wait."""

from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.counts import Counts, count_open
from bot.handover.store import HandoverStore
from bot.municipality import Municipality
from bot.storage.tables import handovers
from tests.handover.test_store import NOW, new


async def test_open_ones_by_state_and_how_many_are_late(engine: AsyncEngine, municipality: Municipality) -> None:
    store = HandoverStore(engine, municipality)
    for number, state in enumerate(("new", "new", "claimed", "live", "answered", "closed")):
        written = await store.write(new(message_id=str(number)), NOW)
        values = {"state": state, "due_at": NOW + timedelta(hours=number)}
        async with engine.begin() as connection:
            same = handovers.c.reference == written.reference
            await connection.execute(update(handovers).where(same).values(values))
    await store.write(new(department="kcc"), NOW)
    later = NOW + timedelta(hours=2, minutes=30)
    assert await count_open(engine, {"burgerzaken"}, later) == Counts(new=2, claimed=1, live=1, overdue=3)
    assert await count_open(engine, {"kcc"}, NOW) == Counts(new=1)
    assert await count_open(engine, set(), NOW) == Counts()
