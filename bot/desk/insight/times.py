"""How long residents waited for an answer and for the end, in hours by the clock and in working hours."""

from datetime import date
from typing import Any

from sqlalchemy import Integer, case, cast, func, literal, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.insight.figures import Key, Spread, handovers_of, key_of_handovers
from bot.desk.insight.selection import Selection
from bot.desk.insight.worktime import WorkTime, seconds
from bot.municipality import WorkingTime
from bot.storage.tables import handovers

#: From when it came in to the first answer of a person, and to when it was closed; by the clock and in working time.
MEASURES = ("answer_clock", "answer_working", "close_clock", "close_working")


async def read_times(
    connection: AsyncConnection, selection: Selection, by: str | None, working_time: WorkingTime, today: date
) -> dict[Key, dict[str, Spread]]:
    """The spread of each measure by the values of `by`; by None: under the key None."""
    query = _spreads(_durations(selection, by, WorkTime(working_time, selection.first, today)))
    times: dict[Key, dict[str, Spread]] = {}
    for row in await connection.execute(query):
        spread = Spread(int(row.median), int(row.p90), int(row.number))
        times.setdefault(row.key if by else None, {})[row.measure] = spread
    return times


def _durations(selection: Selection, by: str | None, work: WorkTime) -> Any:
    tables, chosen = handovers_of(selection)
    created = seconds(handovers.c.created_at)
    columns = [key_of_handovers(by)]
    calendar = work.calendar()
    begun = calendar.alias("begun")
    tables = tables.join(begun, begun.c.number == work.number(created))
    for name, moment in (("answer", handovers.c.answered_at), ("close", handovers.c.closed_at)):
        ended, day = seconds(moment), calendar.alias(f"{name}_day")
        tables = tables.outerjoin(day, day.c.number == work.number(ended))
        columns.append((ended - created).label(f"{name}_clock"))
        columns.append((work.passed(ended, day) - work.passed(created, begun)).label(f"{name}_working"))
    return select(*columns).select_from(tables).where(chosen).cte("durations")


def _spreads(durations: Any) -> Any:
    each = union_all(
        *(
            select(
                durations.c.key, literal(name).label("measure"), cast(durations.c[name], Integer).label("value")
            ).where(durations.c[name].is_not(None))
            for name in MEASURES
        )
    ).subquery()
    same = {"partition_by": (each.c.key, each.c.measure)}
    rank = func.row_number().over(order_by=each.c.value, **same).label("rank")
    number = func.count().over(**same).label("number")
    ranked = select(each, rank, number).subquery()

    def percentile(tenths: int) -> Any:
        return func.min(case((ranked.c.rank * 10 >= ranked.c.number * tenths, ranked.c.value)))

    columns = (percentile(5).label("median"), percentile(9).label("p90"), func.max(ranked.c.number).label("number"))
    return select(ranked.c.key, ranked.c.measure, *columns).group_by(ranked.c.key, ranked.c.measure)
