"""How long residents waited for an answer and for the end, by the clock and in working hours, and who answered late."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.insight.columns import NEVER, day_of, joined, joined_moments, seconds_of
from bot.desk.insight.figures import By, Cell, Spread, Tables
from bot.desk.insight.selection import Selection
from bot.handover.due import working_shifts
from bot.municipality import WorkingTime
from bot.storage.tables import handovers
from bot.storage.types import UtcDateTime

#: From when it came in to the first answer of a person, and to when it was closed; by the clock and in working time.
MEASURES = ("answer_clock", "answer_working", "close_clock", "close_working")
_NOT_DUE, _LATE, _IN_TIME = "-", "l", "t"


async def count_handovers(
    connection: AsyncConnection,
    selection: Selection,
    begins: Sequence[datetime],
    working_time: WorkingTime,
    now: datetime,
    tables: Tables,
) -> None:
    """Handovers, those that are late, and how long they took.

    begins: when each day begins, and the day after the last (aware). Percentiles are taken here: SQLite has none, and
    working hours as a join took a hundred times longer.
    """
    where = joined(handovers.c.department + "\t" + handovers.c.channel)
    moments = [joined_moments(handovers.c[name]) for name in ("created_at", "answered_at", "closed_at")]
    query = select(where, *moments, joined(_lateness(now))).where(selection.handovers(begins[0], begins[-1]))
    row = (await connection.execute(query)).one()
    if row[0] is not None:
        await asyncio.to_thread(_count, row, selection, begins, working_time, now, tables)


def _count(
    row: Any,
    selection: Selection,
    begins: Sequence[datetime],
    working_time: WorkingTime,
    now: datetime,
    tables: Tables,
) -> None:
    places = row[0].split("\n")
    created, answered, closed = map(seconds_of, row[1:4])
    # A sign each, with a line's end in between.
    signs = np.frombuffer(row[4].encode(), dtype="S1")[::2]
    has_due, late = signs != _NOT_DUE.encode(), signs == _LATE.encode()
    worked = _WorkedBy(working_time, begins[0], now)
    durations = {
        "answer_clock": answered - created,
        "answer_working": worked(answered) - worked(created),
        "close_clock": closed - created,
        "close_working": worked(closed) - worked(created),
    }
    happened = {"answer": answered != NEVER, "close": closed != NEVER}
    held, number_of = _cells(selection, places, day_of(created, begins))
    for number, (one, is_due, is_late) in enumerate(
        zip(*(np.bincount(number_of, weights=w, minlength=len(held)) for w in (None, has_due, late)), strict=True)
    ):
        tables.add(held[number], handovers=int(one), due=int(is_due), late=int(is_late))
    for measure, taken in durations.items():
        chosen = np.flatnonzero(happened[measure.partition("_")[0]])
        chosen = chosen[np.argsort(taken[chosen])]
        for by in By:
            keys = {key: number for number, key in enumerate(dict.fromkeys(cell.key(by) for cell in held))}
            key_of = np.array([keys[cell.key(by)] for cell in held], dtype=np.int32)[number_of[chosen]]
            # By key, and within it still by how long it took.
            values = np.split(
                taken[chosen[np.argsort(key_of, kind="stable")]],
                np.cumsum(np.bincount(key_of, minlength=len(keys)))[:-1],
            )
            for key, times in zip(keys, values, strict=True):
                if len(times):
                    tables.at(by, key).times[measure] = _spread(times)


def _lateness(now: datetime) -> Any:
    """A sign for each handover: whether its department reacted within the term that it has now, as the list says it."""
    reacted = func.coalesce(handovers.c.reacted_at, now, type_=UtcDateTime)
    late = handovers.c.due_at < reacted
    return case((handovers.c.due_at.is_(None), _NOT_DUE), (late, _LATE), else_=_IN_TIME)


def _cells(selection: Selection, places: Sequence[str], days: Any) -> tuple[list[Cell], Any]:
    """The cells that handovers are in, and the number of that of each: by where it is, "department channel"."""
    names = {place: number for number, place in enumerate(dict.fromkeys(places))}
    place_of = np.fromiter(map(names.__getitem__, places), dtype=np.int64, count=len(places))
    used, number_of = np.unique(days * len(names) + place_of, return_inverse=True)
    split = [name.split("\t") for name in names]
    return [Cell(selection.days[at // len(names)], *split[at % len(names)]) for at in used.tolist()], number_of


def _spread(times: Any) -> Spread:
    """Of times in order: the smallest that half, and nine tenths, of them do not exceed; in whole numbers."""
    median, p90 = (int(times[-(-len(times) * tenths // 10) - 1]) for tenths in (5, 9))
    return Spread(median, p90, len(times))


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
