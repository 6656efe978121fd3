"""The work list: the handovers of a colleague's departments, page by page, and how many there are of each kind."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.filters import Filter
from bot.handover.record import OPEN_STATES, Handover
from bot.handover.store import read_handover
from bot.storage.events import ARRIVALS, REOPENED
from bot.storage.tables import handover_events, handovers
from bot.storage.unbroken import unbroken

PAGE = 40
_LATEST = 2000


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
    async def waiting(self) -> list[Handover]:
        """Of residents who wait in the chat for a colleague right now, the longest waiting first."""
        columns = handovers.c
        query = select(handovers).where(columns.live_wanted, self._ours).order_by(columns.created_at).limit(PAGE)
        async with self.engine.connect() as connection:
            return [read_handover(row) for row in await connection.execute(query)]

    @unbroken
    async def named(self, references: Sequence[str]) -> list[Handover]:
        """These handovers in this order, without those that are not theirs to see."""
        query = select(handovers).where(handovers.c.reference.in_(references), self._ours)
        async with self.engine.connect() as connection:
            found = {row.reference: read_handover(row) for row in await connection.execute(query)}
        return [found[reference] for reference in references if reference in found]

    @unbroken
    async def arrived(self, chosen: Filter, seen: int) -> int:
        """How many came since a page was `seen` that belong on this list; of a page left open for days, the latest."""
        events = handover_events.c
        latest = select(func.max(events.id) - _LATEST).scalar_subquery()
        arrived = events.what.in_(ARRIVALS) & ((events.what != REOPENED) | (handovers.c.claimed_by != self.me))
        query = (
            select(func.count(func.distinct(handovers.c.reference)))
            .select_from(handover_events)
            .join(handovers, handovers.c.reference == events.reference)
            .where(events.id > seen, events.id > latest, arrived, *self._conditions(chosen))
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


def count(groups: Sequence[Group], chosen: Filter) -> int:
    """How many of the open handovers are what is chosen."""
    return sum(group.number for group in _chosen(groups, chosen))


def count_by(name: str, groups: Sequence[Group], chosen: Filter) -> Counter[str]:
    """How many there are of each department (or another `name` of `Filter`), whichever of those is chosen."""
    counts: Counter[str] = Counter()
    any_of_them: dict[str, Any] = {name: None}
    for group in _chosen(groups, replace(chosen, **any_of_them)):
        counts[getattr(group, name)] += group.number
    return counts


def _chosen(groups: Sequence[Group], chosen: Filter) -> Sequence[Group]:
    if chosen.status not in ("open", "all"):
        groups = [group for group in groups if group.state == chosen.status]
    for name in ("mine", "late"):
        if getattr(chosen, name):
            groups = [group for group in groups if getattr(group, name)]
    for name in ("department", "urgency", "channel", "goal"):
        if (value := getattr(chosen, name)) is not None:
            groups = [group for group in groups if getattr(group, name) == value]
    return groups
