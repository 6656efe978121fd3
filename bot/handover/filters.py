"""Which handovers a colleague wants to see, and in what order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import case, func, literal, tuple_
from sqlalchemy.sql import ColumnElement

from bot.handover.record import OPEN_STATES, URGENCIES, State
from bot.storage.tables import handovers
from bot.storage.types import UtcDateTime

Status = Literal["open", "new", "claimed", "live", "answered", "closed", "all"]
_STATES: dict[Status, frozenset[State]] = {
    "open": OPEN_STATES,
    **{state.value: frozenset({state}) for state in State},
    "all": frozenset(State),
}
_RANK = case({urgency: rank for rank, urgency in enumerate(URGENCIES)}, value=handovers.c.urgency, else_=len(URGENCIES))
_DUE = func.coalesce(handovers.c.due_at, handovers.c.created_at, type_=UtcDateTime)


@dataclass(frozen=True)
class Filter:
    """What is looked for; None: whatever it is. `mine`: what the colleague has. `late`: open and past its due time."""

    status: Status = "open"
    department: str | None = None
    urgency: str | None = None
    channel: str | None = None
    goal: str | None = None
    mine: bool = False
    late: bool = False

    @property
    def is_open(self) -> bool:
        """Whether all of it still has to be answered."""
        return _STATES[self.status] <= OPEN_STATES

    def conditions(self, departments: Iterable[str], me: str, now: datetime) -> list[ColumnElement]:
        """What a row of `handovers` must be; never another department than these. `me`: the colleague's id."""
        columns = handovers.c
        chosen = [name for name in sorted(departments) if self.department in (None, name)]
        found = [columns.department.in_(chosen), columns.state.in_(sorted(s.value for s in _STATES[self.status]))]
        for name in ("urgency", "channel", "goal"):
            if (value := getattr(self, name)) is not None:
                found.append(columns[name] == value)
        if self.mine:
            found.append(columns.claimed_by == me)
        if self.late:
            found.append(columns.due_at < now)
            found.append(columns.state.in_(sorted(state.value for state in OPEN_STATES)))
        return found

    @property
    def order(self) -> list[Any]:
        """Open ones by urgency, then by when they are due; with others among them the newest first."""
        columns = handovers.c
        if self.is_open:
            return [_RANK, _DUE, columns.reference]
        return [columns.created_at.desc(), columns.reference.desc()]

    def after(self, reference: str, urgency: str, due_at: datetime | None, created_at: datetime) -> ColumnElement:
        """The condition that a row comes after another one in `order`."""
        if self.is_open:
            rank = URGENCIES.index(urgency)
            last = (literal(rank), literal(due_at or created_at, UtcDateTime), literal(reference))
            return tuple_(_RANK, _DUE, handovers.c.reference) > tuple_(*last)
        mine = tuple_(handovers.c.created_at, handovers.c.reference)
        return mine < tuple_(literal(created_at, UtcDateTime), literal(reference))
