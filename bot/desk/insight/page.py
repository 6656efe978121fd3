"""The page with figures and charts, and the file for a spreadsheet."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.desk.access import audit, require
from bot.desk.goals import goal_label, own_departments
from bot.desk.insight.charts import Chart, chart
from bot.desk.insight.figures import Figures, Key
from bot.desk.insight.insight import Insight, KeptInsight
from bot.desk.insight.presenting import COLUMNS, FEWEST, OF_GOALS, TIMES, Column, as_csv
from bot.desk.insight.selection import LONGEST, NONE, Selection
from bot.desk.rendering import render
from bot.desk.staff import Role
from bot.desk.times import YEARS
from bot.desk.views import CHANNEL_LABELS
from bot.messages.rows import utc_now
from bot.web.keys import MUNICIPALITY

_USUAL = timedelta(days=27)
_MOST_GOALS = 12
_ENDED = ("Door Noor beantwoord", "Doorgegeven", "Gestopt")
_TIMELY = ("Op tijd", "Te laat")
KEPT = web.AppKey("insight", KeptInsight)
Rows = list[tuple[str, Figures]]


async def insight(request: web.Request) -> web.Response:
    """The figures of a selection."""
    selection, problem = selection_of(request)
    found = await _read(request, selection)
    rows = {name: _rows(request, found, name) for name in ("dag", "afdeling", "kanaal", "doel")}
    goals = rows["doel"][:_MOST_GOALS]
    shown: dict[str, object] = {
        "selection": selection,
        "problem": problem,
        "departments": _visible(request),
        "channels": CHANNEL_LABELS,
        "without_department": NONE,
        "fewest": FEWEST,
        "query": _query(selection),
        "tiles": [(column, column.read(found.total)) for column in COLUMNS if column not in TIMES],
        "times": [(column, column.read(found.total)) for column in TIMES],
        "days": _ended_chart(rows["dag"]),
        "goals": _ended_chart(goals),
        "departments_chart": _timely_chart(rows["afdeling"]),
        "day_rows": _numbers(rows["dag"], _ended),
        "goal_rows": _numbers(goals, _ended),
        "department_rows": _numbers(_with_handovers(rows["afdeling"]), _timely),
        "ended": _ENDED,
        "timely": _TIMELY,
        "tables": [
            (name, title, list(_cells(rows[name], columns)), columns)
            for name, title, columns in (
                ("dag", "Per dag", COLUMNS),
                ("afdeling", "Per afdeling", COLUMNS),
                ("kanaal", "Per kanaal", COLUMNS),
                ("doel", "Per doel", OF_GOALS),
            )
        ],
    }
    return render(request, "insight.html", shown)


async def insight_csv(request: web.Request) -> web.Response:
    """The figures by day, department or channel."""
    selection, _ = selection_of(request)
    per = request.query.get("per", "dag")
    if per not in ("dag", "afdeling", "kanaal"):
        raise web.HTTPNotFound
    rows = _rows(request, await _read(request, selection), per, iso=True)
    name = f"inzicht-per-{per}-{selection.first}-{selection.last}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return web.Response(text=as_csv(per.capitalize(), rows), content_type="text/csv", charset="utf-8", headers=headers)


def selection_of(request: web.Request) -> tuple[Selection, str | None]:
    """What was chosen, and what was wrong with it in words; then the usual four weeks."""
    asking = require(request, Role.COORDINATOR)
    today = utc_now().astimezone(ZoneInfo(request.config_dict[MUNICIPALITY].working_time.timezone)).date()
    chosen, problem = request.query, None
    try:
        first = date.fromisoformat(chosen.get("van") or str(today - _USUAL))
        last = date.fromisoformat(chosen.get("tot") or str(today))
        if first.year not in YEARS or last.year not in YEARS:
            problem = f"Kies jaren van {YEARS[0]} tot en met {YEARS[-1]}. Je ziet nu de laatste vier weken."
        elif first > last:
            problem = "De begindatum ligt na de einddatum. Je ziet nu de laatste vier weken."
        elif last - first >= LONGEST:
            problem = "Kies een periode van hooguit een jaar. Je ziet nu de laatste vier weken."
    except ValueError:
        problem = "Dat is geen datum. Je ziet nu de laatste vier weken."
    if problem:
        first, last = today - _USUAL, today
    department, channel = chosen.get("afdeling") or None, chosen.get("kanaal") or None
    if (department and department not in (*_visible(request), NONE)) or (channel and channel not in CHANNEL_LABELS):
        raise web.HTTPNotFound
    visible = None if asking.may(Role.ADMINISTRATOR) else asking.departments
    return Selection(first, last, visible, department, channel), problem


async def _read(request: web.Request, selection: Selection) -> Insight:
    now, config = utc_now(), request.config_dict
    await audit(request).write(require(request, Role.COORDINATOR), "read figures", selection.department, now)
    return await config[KEPT].read(selection, now)


def _visible(request: web.Request) -> dict[str, str]:
    asking = require(request, Role.COORDINATOR)
    return {k: name for k, name in own_departments(request.config_dict[MUNICIPALITY]).items() if asking.sees(k)}


def _rows(request: web.Request, found: Insight, per: str, iso: bool = False) -> Rows:
    """Labels and figures, in the order in which they are read."""
    names = own_departments(request.config_dict[MUNICIPALITY])

    def department(key: Key) -> str:
        return names.get(str(key), str(key)) if key else "Geen afdeling"

    if per == "dag":
        return [(str(day) if iso else f"{day:%d-%m}", one) for day, one in found.by_day.items()]
    if per == "afdeling":
        return sorted(((department(key), one) for key, one in found.by_department.items()), key=lambda row: row[0])
    if per == "kanaal":
        return [(CHANNEL_LABELS.get(str(key), str(key)), one) for key, one in sorted(found.by_channel.items(), key=str)]
    return sorted(((goal_label(key), one) for key, one in found.by_goal.items()), key=lambda row: -row[1].wishes)


def _ended(one: Figures) -> tuple[int, ...]:
    return one.answered, one.handed_over + one.person, one.stopped


def _timely(one: Figures) -> tuple[int, ...]:
    return one.handovers - one.late, one.late


def _with_handovers(rows: Rows) -> Rows:
    return [row for row in rows if row[1].handovers]


def _numbers(rows: Rows, read: Callable[[Figures], tuple[int, ...]]) -> list[tuple[str, tuple[int, ...]]]:
    return [(label, read(one)) for label, one in rows]


def _ended_chart(rows: Rows) -> Chart:
    return chart(_ENDED, _numbers(rows, _ended))


def _timely_chart(rows: Rows) -> Chart:
    return chart(_TIMELY, _numbers(_with_handovers(rows), _timely))


def _cells(rows: Rows, columns: tuple[Column, ...]) -> Iterator[tuple[str, list[str]]]:
    return ((label, [column.read(one) for column in columns]) for label, one in rows)


def _query(selection: Selection) -> str:
    chosen = {"van": selection.first, "tot": selection.last, "afdeling": selection.department}
    chosen["kanaal"] = selection.channel
    return urlencode({name: value for name, value in chosen.items() if value})


ROUTES = [web.get("/inzicht", insight), web.get("/inzicht.csv", insight_csv)]
