"""What is counted: which days, departments and channel."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Column, and_, or_, true

from bot.storage.desk_tables import wishes
from bot.storage.tables import handovers

LONGEST = timedelta(days=366)
#: The choice of wishes that went to no department.
NONE = "geen"


@dataclass(frozen=True)
class Selection:
    """first, last: days in the municipality, both counted. visible: the departments whose figures may be seen, None for
    all. department: one of them, or `NONE`; channel: one of them. Without those: all."""

    first: date
    last: date
    visible: Set[str] | None = None
    department: str | None = None
    channel: str | None = None

    @property
    def days(self) -> list[date]:
        """Each day."""
        return [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]

    def wishes(self, day: Any = wishes.c.day) -> Any:
        """A condition on wishes."""
        return and_(day.between(self.first, self.last), self._of(wishes.c.department, wishes.c.channel))

    def handovers(self, begin: datetime, end: datetime) -> Any:
        """A condition on handovers that came in from `begin` (aware) to before `end`; the department that has one now
        counts."""
        came_in = and_(handovers.c.created_at >= begin, handovers.c.created_at < end)
        return and_(came_in, self._of(handovers.c.department, handovers.c.channel))

    def begins(self, zone: ZoneInfo) -> list[datetime]:
        """When each day begins, and the day after the last."""
        return [datetime.combine(day, time.min, zone) for day in (*self.days, self.last + timedelta(days=1))]

    def _of(self, department: Column, channel: Column) -> Any:
        return and_(self._departments(department), true() if self.channel is None else channel == self.channel)

    def _departments(self, department: Column) -> Any:
        if self.department == NONE:
            return department.is_(None)
        if self.department is not None:
            return department == self.department
        if self.visible is None:
            return true()
        return or_(department.in_(sorted(self.visible)), department.is_(None))
