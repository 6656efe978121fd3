from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handover.due import due_at, is_working_time, working_days_between
from bot.municipality import WorkingTime

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OFFICE = WorkingTime(
    timezone="Europe/Amsterdam",
    days=["monday", "tuesday", "wednesday", "thursday", "friday"],
    start="09:00",
    end="17:00",
    holidays="NL",
    source="test",
    owner="test",
    checked=date(2026, 11, 23),
    sure="U",
)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("created", "hours", "due"),
    [
        ("2026-11-23 10:00", 1, "2026-11-23 11:00"),
        ("2026-11-23 16:30", 1, "2026-11-24 09:30"),
        ("2026-11-23 16:00", 1, "2026-11-23 17:00"),
        ("2026-11-23 10:00", 16, "2026-11-25 10:00"),
        ("2026-11-23 09:00", 8, "2026-11-23 17:00"),
        ("2026-11-23 10:00", 40, "2026-11-30 10:00"),
        ("2026-11-23 03:00", 4, "2026-11-23 13:00"),
        ("2026-11-23 23:59", 4, "2026-11-24 13:00"),
        ("2026-11-27 16:00", 4, "2026-11-30 12:00"),
        ("2026-11-28 12:00", 1, "2026-11-30 10:00"),
        ("2026-12-24 16:30", 1, "2026-12-28 09:30"),
        ("2026-12-25 10:00", 4, "2026-12-28 13:00"),
        ("2026-12-31 16:00", 4, "2027-01-04 12:00"),
        ("2027-04-26 16:30", 1, "2027-04-28 09:30"),
        ("2026-03-27 16:30", 1, "2026-03-30 09:30"),
        ("2026-10-23 16:30", 1, "2026-10-26 09:30"),
        ("2026-11-23 10:00", 0.5, "2026-11-23 10:30"),
        ("2026-11-23 20:00", 0, "2026-11-24 09:00"),
    ],
    ids=[
        "within the day",
        "over the night",
        "to the end of the day",
        "two days",
        "a whole day",
        "a week",
        "before opening",
        "late at night",
        "over the weekend",
        "in the weekend",
        "over Christmas",
        "on Christmas",
        "over New Year",
        "over King's Day",
        "clock goes forward",
        "clock goes back",
        "half an hour",
        "nothing left to wait for",
    ],
)
def test_due_times(created: str, hours: float, due: str) -> None:
    result = due_at(local(created).astimezone(timezone.utc), hours, OFFICE)
    assert result == local(due)
    assert result.tzinfo is timezone.utc


@pytest.mark.parametrize(
    ("moment", "works"),
    [
        ("2026-11-23 09:00", True),
        ("2026-11-23 16:59", True),
        ("2026-11-23 17:00", False),
        ("2026-11-23 08:59", False),
        ("2026-11-28 12:00", False),
        ("2026-12-25 12:00", False),
    ],
)
def test_working_time(moment: str, works: bool) -> None:
    assert is_working_time(local(moment), OFFICE) is works


def test_other_working_days() -> None:
    shop = OFFICE.copy(update={"days": frozenset({"saturday"}), "start": time(10), "end": time(12)})
    assert due_at(local("2026-11-23 10:00"), 3, shop) == local("2026-12-05 11:00")


@pytest.mark.parametrize(("created", "hours"), [(datetime(2026, 11, 23), 1), (local("2026-11-23"), -1)])
def test_what_makes_no_sense_is_refused(created: datetime, hours: float) -> None:
    with pytest.raises(ValueError, match=r"time zone|negative"):
        due_at(created, hours, OFFICE)


moments = st.datetimes(datetime(2024, 1, 1), datetime(2032, 1, 1), timezones=st.just(timezone.utc))
norms = st.floats(0, 80)


@given(moments, norms)
def test_a_due_time_is_working_time(created: datetime, hours: float) -> None:
    due = due_at(created, hours, OFFICE)
    assert due >= created
    assert due.astimezone(AMSTERDAM).weekday() < 5
    assert time(9) <= due.astimezone(AMSTERDAM).time() <= time(17)
    assert working_days_between(due.date() - timedelta(days=1), due.date()) == 1


@given(moments, norms, norms)
def test_more_hours_are_never_due_earlier(created: datetime, some: float, more: float) -> None:
    assert due_at(created, min(some, more), OFFICE) <= due_at(created, max(some, more), OFFICE)


@given(moments, st.timedeltas(timedelta(0), timedelta(days=10)), norms)
def test_what_comes_later_is_never_due_earlier(created: datetime, later: timedelta, hours: float) -> None:
    assert due_at(created, hours, OFFICE) <= due_at(created + later, hours, OFFICE)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), 0),
        (date(2026, 11, 23), date(2026, 11, 24), 1),
        (date(2026, 11, 23), date(2026, 11, 30), 5),
        (date(2026, 11, 27), date(2026, 11, 30), 1),
        (date(2026, 11, 28), date(2026, 11, 29), 0),
        (date(2026, 12, 24), date(2026, 12, 28), 1),
        (date(2026, 11, 24), date(2026, 11, 23), 0),
    ],
    ids=[
        "today",
        "tomorrow",
        "a week",
        "over the weekend",
        "in the weekend",
        "over Christmas",
        "back in time",
    ],
)
def test_working_days_between(start: date, end: date, days: int) -> None:
    assert working_days_between(start, end) == days
