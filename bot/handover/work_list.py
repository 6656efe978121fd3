"""The work list: the handovers of a colleague's departments, page by page, and how many there are of each kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.filters import Filter
from bot.handover.record import OPEN_STATES, Handover
from bot.handover.store import read_handover
from bot.storage.tables import handover_events, handovers
from bot.storage.unbroken import unbroken

PAGE = 40
# What brings a handover to a list it was not on before.
_ARRIVALS = ("created", "forwarded", "reopened")


class Page(NamedTuple):
    """Handovers in their order. `more`: whether others come after them. `seen`: for `WorkList.arrived`."""

    handovers: list[Handover]
    more: bool
    seen: int


class Group(NamedTuple):
    """How many open handovers are the same in all that can be chosen."""

    state: str
    department: str
    urgency: str
    channel: str
    goal: str
    mine: bool
    late: bool
    number: int


@dataclass(frozen=True)
class WorkList:
    """What one colleague sees: `departments` are all they may see, `me` is their id, `now` is aware UTC."""

    engine: AsyncEngine
    departments: frozenset[str]
    me: str
    now: datetime

    @unbroken
    async def page(self, chosen: Filter, after: str | None = None) -> Page:
        """What comes after the handover with this reference, wherever that is now; from the beginning without."""
        columns = handovers.c
        query = select(columns.reference).where(*self._conditions(chosen)).order_by(*chosen.order).limit(PAGE + 1)
        async with self.engine.connect() as connection:
            seen = int(await connection.scalar(select(func.max(handover_events.c.id))) or 0)
            if after is not None:
                key = select(columns.reference, columns.urgency, columns.due_at, columns.created_at)
                last = (await connection.execute(key.where(columns.reference == after, self._ours))).first()
                query = query if last is None else query.where(chosen.after(*last))
            references = list(await connection.scalars(query))
        return Page(await self.named(references[:PAGE]), len(references) > PAGE, seen)

    @unbroken
    async def named(self, references: Sequence[str]) -> list[Handover]:
        """These handovers in this order, without those that are not theirs to see."""
        query = select(handovers).where(handovers.c.reference.in_(references), self._ours)
        async with self.engine.connect() as connection:
            found = {row.reference: read_handover(row) for row in await connection.execute(query)}
        return [found[reference] for reference in references if reference in found]

    @unbroken
    async def arrived(self, chosen: Filter, seen: int) -> int:
        """How many came since a page was `seen` that belong on this list."""
        events = handover_events.c
        query = (
            select(func.count(func.distinct(handovers.c.reference)))
            .select_from(handover_events)
            .join(handovers, handovers.c.reference == events.reference)
            .where(events.id > seen, events.what.in_(_ARRIVALS), *self._conditions(chosen))
        )
        async with self.engine.connect() as connection:
            return int(await connection.scalar(query))

    @unbroken
    async def groups(self) -> list[Group]:
        """All open work by everything that can be chosen, to count it in any way."""
        columns = handovers.c
        kinds = [columns.state, columns.department, columns.urgency, columns.channel, columns.goal]
        mine = case((columns.claimed_by == self.me, 1), else_=0).label("mine")
        late = case((columns.due_at < self.now, 1), else_=0).label("late")
        query = (
            select(*kinds, mine, late, func.count())
            .where(self._ours, columns.state.in_(sorted(state.value for state in OPEN_STATES)))
            .group_by(*kinds, "mine", "late")
        )
        async with self.engine.connect() as connection:
            return [Group(*row) for row in await connection.execute(query)]

    @property
    def _ours(self) -> object:
        return handovers.c.department.in_(sorted(self.departments))

    def _conditions(self, chosen: Filter) -> list[object]:
        return chosen.conditions(self.departments, self.me, self.now)


def count(groups: Iterable[Group], chosen: Filter) -> int:
    """How many of the open handovers are what is chosen."""
    return sum(group.number for group in groups if _is(group, chosen))


def _is(group: Group, chosen: Filter) -> bool:
    if chosen.status not in ("open", "all", group.state):
        return False
    if (chosen.mine and not group.mine) or (chosen.late and not group.late):
        return False
    return all(
        getattr(chosen, name) in (None, getattr(group, name)) for name in ("department", "urgency", "channel", "goal")
    )
