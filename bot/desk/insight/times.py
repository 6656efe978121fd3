"""How long residents waited for an answer and for the end, by the clock and in working hours, and who answered late."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from sqlalchemy import BigInteger, cast, extract, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.insight.figures import By, Cell, Spread, Tables
from bot.desk.insight.selection import Selection
from bot.handover.due import working_shifts
from bot.municipality import WorkingTime
from bot.storage.tables import handovers

#: From when it came in to the first answer of a person, and to when it was closed; by the clock and in working time.
MEASURES = ("answer_clock", "answer_working", "close_clock", "close_working")
_NEVER = -1


def seconds(moment: Any) -> Any:
    """A column of moments as whole seconds since 1970."""
    return cast(extract("epoch", moment), BigInteger)


async def count_handovers(
    connection: AsyncConnection, selection: Selection, working_time: WorkingTime, now: datetime, tables: Tables
) -> None:
    """Handovers, those that are late, and how long they took.

    A row each, and percentiles here: SQLite has none, and working hours as a join took a hundred times longer.
    """
    begins = selection.begins(ZoneInfo(working_time.timezone))
    moments = [handovers.c[name] for name in ("created_at", "answered_at", "closed_at", "due_at")]
    columns = (handovers.c.department, handovers.c.channel, *(func.coalesce(seconds(m), _NEVER) for m in moments))
    query = select(*columns).where(selection.handovers(begins[0], begins[-1]))
    rows = (await connection.execute(query)).all()
    if not rows:
        return
    departments, channels, *told = zip(*rows, strict=True)
    created, answered, closed, due = (np.array(column, dtype=np.int64) for column in told)
    days = np.searchsorted([round(one.timestamp()) for one in begins[:-1]], created, side="right") - 1
    has_due = due != _NEVER
    late = has_due & (np.where(answered == _NEVER, round(now.timestamp()), answered) > due)
    worked = _WorkedBy(working_time, begins[0], now)
    durations = {
        "answer_clock": answered - created,
        "answer_working": worked(answered) - worked(created),
        "close_clock": closed - created,
        "close_working": worked(closed) - worked(created),
    }
    happened = {"answer": answered != _NEVER, "close": closed != _NEVER}
    cells = list(zip(days.tolist(), departments, channels, strict=True))
    numbers = {cell: number for number, cell in enumerate(dict.fromkeys(cells))}
    number_of = np.fromiter((numbers[cell] for cell in cells), dtype=np.int64, count=len(cells))
    names = [Cell(selection.days[day], department, channel) for day, department, channel in numbers]
    for number, (one, is_due, is_late) in enumerate(
        zip(*(np.bincount(number_of, weights=w, minlength=len(names)) for w in (None, has_due, late)), strict=True)
    ):
        tables.add(names[number], handovers=int(one), due=int(is_due), late=int(is_late))
    for by in By:
        keys = {key: number for number, key in enumerate(dict.fromkeys(name.key(by) for name in names))}
        key_of = np.array([keys[name.key(by)] for name in names])[number_of]
        for key, number in keys.items():
            tables.at(by, key).times = _spreads(durations, happened, key_of == number)


def _spreads(durations: Mapping[str, Any], happened: Mapping[str, Any], chosen: Any) -> dict[str, Spread]:
    spreads = {}
    for name in MEASURES:
        values = np.sort(durations[name][chosen & happened[name.partition("_")[0]]])
        if number := len(values):
            # The smallest value that half, and nine tenths, of them do not exceed; in whole numbers.
            median, p90 = (int(values[-(-number * tenths // 10) - 1]) for tenths in (5, 9))
            spreads[name] = Spread(median, p90, number)
    return spreads


class _WorkedBy:
    """The working seconds that have passed at moments, given in seconds since 1970."""

    def __init__(self, working_time: WorkingTime, begin: datetime, end: datetime) -> None:
        shifts: list[tuple[int, int]] = []
        # From a week before, so that there is one before any moment.
        for start, finish in working_shifts(begin - timedelta(days=14), working_time):
            if start > end and shifts:
                break
            shifts.append((round(start.timestamp()), round(finish.timestamp())))
        self._starts, ends = np.array(shifts).T
        self._lengths = ends - self._starts
        self._before = np.cumsum(self._lengths) - self._lengths

    def __call__(self, moments: Any) -> Any:
        shift = np.maximum(np.searchsorted(self._starts, moments, side="right") - 1, 0)
        within = np.clip(moments - self._starts[shift], 0, self._lengths[shift])
        return self._before[shift] + within
