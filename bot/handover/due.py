"""By when a department reacts: working hours, counted from the moment of the handover."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo

from holidays import HolidayBase, country_holidays

from bot.municipality import WEEKDAYS, Municipality, Urgency, WorkingTime

_DAY = timedelta(days=1)


def due_at(created: datetime, norm_hours: float, working_time: WorkingTime) -> datetime:
    """The moment (aware, UTC) at which `norm_hours` working hours have passed since `created` (aware).

    It always lies within working time. Raises ValueError for a naive `created` or for negative hours.
    """
    if created.tzinfo is None:
        raise ValueError("created has no time zone")
    if norm_hours < 0:
        raise ValueError("norm_hours is negative")
    left = timedelta(hours=norm_hours)
    shifts = _shifts(created, working_time)
    start, end = next(shifts)
    begin = max(created.astimezone(timezone.utc), start)
    while left > (room := end - begin):
        left -= max(room, timedelta(0))
        begin, end = next(shifts)
    return begin + left


def due_by_norm(municipality: Municipality, department: str, urgency: Urgency, now: datetime) -> datetime:
    """By when a department reacts to what it gets `now`.

    Raises `ValueError` for a department that is unknown or not ours to hand over to.
    """
    found = municipality.departments.get(department)
    if found is None:
        raise ValueError(f"handover: there is no department {department!r}")
    if found.external:
        raise ValueError(f"handover: {department!r} is not ours to hand over to")
    return due_at(now, municipality.norm_hours(department, urgency), municipality.working_time)


def working_shifts(since: datetime, working_time: WorkingTime) -> Iterator[tuple[datetime, datetime]]:
    """Start and end (UTC) of each working day, from the local day of `since` (aware) on; there is no last one."""
    return _shifts(since, working_time)


def is_working_time(moment: datetime, working_time: WorkingTime) -> bool:
    """Whether departments work at `moment` (aware)."""
    start, end = next(_shifts(moment, working_time))
    return start <= moment < end


def working_days_between(start: date, end: date) -> int:
    """How many Dutch working days lie after `start`, up to and including `end`; 0 when `end` is not later.

    These are the days that laws and national terms count, whatever a municipality's own working time is.
    """
    return _holidays("NL").get_working_days_count(start + _DAY, end) if end > start else 0


def _shifts(since: datetime, working_time: WorkingTime) -> Iterator[tuple[datetime, datetime]]:
    """Start and end (UTC) of each working day, from the local day of `since` on."""
    zone = ZoneInfo(working_time.timezone)
    free = _holidays(working_time.holidays)
    day = since.astimezone(zone).date()
    while True:
        if WEEKDAYS[day.weekday()] in working_time.days and day not in free:
            start = datetime.combine(day, working_time.start, zone)
            end = datetime.combine(day, working_time.end, zone)
            yield start.astimezone(timezone.utc), end.astimezone(timezone.utc)
        day += _DAY


@cache
def _holidays(country: str) -> HolidayBase:
    return country_holidays(country)
