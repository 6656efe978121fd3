"""What is counted: which days, departments and channel."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Column, and_, or_, true

from bot.storage.desk_tables import wishes

LONGEST = timedelta(days=366)
#: The choice of wishes that went to no department.
NONE = "geen"


@dataclass(frozen=True)
class Selection:
    """first, last: days in the municipality, both counted. visible: the departments whose figures may be seen, None for
    all. department: one of them, or `NONE`; channel: one of them. Without those: all."""

    first: date
    last: date
    visible: Collection[str] | None = None
    department: str | None = None
    channel: str | None = None

    @property
    def days(self) -> list[date]:
        """Each day."""
        return [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]

    def wishes(self, department: Column = wishes.c.department) -> Any:
        """A condition on wishes; `department` where something else than where Noor sent them counts."""
        parts = [wishes.c.day.between(self.first, self.last), self._departments(department)]
        if self.channel is not None:
            parts.append(wishes.c.channel == self.channel)
        return and_(*parts)

    def _departments(self, department: Column) -> Any:
        if self.department == NONE:
            return department.is_(None)
        if self.department is not None:
            return department == self.department
        if self.visible is None:
            return true()
        return or_(department.in_(sorted(self.visible)), department.is_(None))
