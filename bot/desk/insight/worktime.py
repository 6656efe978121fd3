"""Working hours in SQL: how much working time had passed at a moment, on any database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, Integer, case, cast, extract, literal_column, select, text

from bot.handover.due import working_shifts
from bot.municipality import WorkingTime

DAY = 86_400
_MARGIN = timedelta(days=1)
_NO_TIME = timedelta(0)


@dataclass(frozen=True)
class WorkDay:
    """number: the day, as `WorkTime.number` gives it; starts, ends: its working time, seconds since 1970; before: the
    working seconds of the days before it."""

    number: int
    starts: int
    ends: int
    before: int


_COLUMNS = tuple(WorkDay.__dataclass_fields__)


class WorkTime:
    """A calendar to join with. Days are cut at midnight of standard time, when nobody works, summer or winter."""

    def __init__(self, working_time: WorkingTime, first: date, last: date) -> None:
        """For moments from the day before `first` to the day after `last`."""
        zone = ZoneInfo(working_time.timezone)
        begin, end = (datetime.combine(day, time.min, zone) for day in (first - _MARGIN, last + 2 * _MARGIN))
        winter, summer = (datetime(first.year, month, 1, tzinfo=zone).utcoffset() for month in (1, 7))
        self._offset = round(min(winter or _NO_TIME, summer or _NO_TIME).total_seconds())
        self.days = list(self._days(working_time, begin, end))

    def number(self, moment: Any) -> Any:
        """The day of a moment in seconds since 1970."""
        return (moment + self._offset) / DAY

    def calendar(self) -> Any:
        """The days as a table, for a statement's WITH."""
        rows = ", ".join(f"({one.number}, {one.starts}, {one.ends}, {one.before})" for one in self.days)
        # Both databases call the columns of VALUES so.
        columns = [literal_column(f"column{i}", Integer).label(name) for i, name in enumerate(_COLUMNS, 1)]
        return select(*columns).select_from(text(f"(VALUES {rows}) AS days")).cte("calendar")

    @staticmethod
    def passed(moment: Any, day: Any) -> Any:
        """The working seconds up to a moment, given the row of its day."""
        starts, ends = day.c.starts, day.c.ends
        return day.c.before + case((moment <= starts, 0), (moment >= ends, ends - starts), else_=moment - starts)

    def _days(self, working_time: WorkingTime, first: datetime, last: datetime) -> Iterator[WorkDay]:
        shifts = {}
        for begin, end in working_shifts(first, working_time):
            if begin > last:
                break
            shifts[self._number(begin)] = round(begin.timestamp()), round(end.timestamp())
        before = 0
        for number in range(self._number(first), self._number(last) + 1):
            starts, ends = shifts.get(number, (0, 0))
            yield WorkDay(number, starts, ends, before)
            before += ends - starts

    def _number(self, moment: datetime) -> int:
        return (round(moment.timestamp()) + self._offset) // DAY


def seconds(moment: Any) -> Any:
    """A column of moments as whole seconds since 1970."""
    return cast(extract("epoch", moment), BigInteger)
