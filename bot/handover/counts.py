"""How many handovers wait, for who watches them."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.record import OPEN_STATES, State
from bot.storage.tables import handovers
from bot.storage.unbroken import unbroken


class Counts(NamedTuple):
    """Handovers that are still to be answered: by state, and how many of them are too late."""

    new: int = 0
    claimed: int = 0
    live: int = 0
    overdue: int = 0


@unbroken
async def count_open(engine: AsyncEngine, departments: Iterable[str], now: datetime) -> Counts:
    """The counts of these departments; `now` is aware UTC."""
    columns = handovers.c
    late = func.sum(case((columns.due_at < now, 1), else_=0))
    query = (
        select(columns.state, func.count(), late)
        .where(columns.department.in_(sorted(departments)), columns.state.in_([state.value for state in OPEN_STATES]))
        .group_by(columns.state)
    )
    async with engine.connect() as connection:
        found = {State(state): (count, overdue) for state, count, overdue in await connection.execute(query)}
    counts = {state.value: found.get(state, (0, 0))[0] for state in OPEN_STATES}
    return Counts(**counts, overdue=sum(overdue for _, overdue in found.values()))
