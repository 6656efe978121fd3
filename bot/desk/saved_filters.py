"""The filters that a colleague keeps: each a name for what stands in the list's address."""

from typing import NamedTuple
from urllib.parse import parse_qsl

from aiohttp import web
from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.desk.access import HOME, audit, colleague
from bot.desk.choices import Choices
from bot.desk.forms import read_form
from bot.desk.rendering import render
from bot.messages.rows import utc_now
from bot.storage.desk_tables import saved_filters
from bot.storage.unbroken import unbroken
from bot.web.keys import ENGINE, MUNICIPALITY

_LONGEST_NAME = 60
_MOST = 20
_FULL = f"Je hebt al {_MOST} filters. Verwijder er eerst een."
_NO_NAME = "Geef het filter een naam."


class SavedFilter(NamedTuple):
    """A filter that was kept."""

    id: int
    name: str
    query: str

    @property
    def values(self) -> dict[str, str]:
        """What the address says."""
        return dict(parse_qsl(self.query))


class SavedFilters:
    """Each colleague's own."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @unbroken
    async def of(self, staff_id: str) -> list[SavedFilter]:
        """Theirs, in the order of their names."""
        columns = saved_filters.c
        query = select(columns.id, columns.name, columns.query).where(columns.staff_id == staff_id)
        async with self._engine.connect() as connection:
            return [SavedFilter(*row) for row in await connection.execute(query.order_by(columns.name, columns.id))]

    @unbroken
    async def keep(self, staff_id: str, name: str, query: str) -> bool:
        """Keep a filter; the same name again takes the place of the earlier one. False when there are too many."""
        columns = saved_filters.c
        async with self._engine.begin() as connection:
            await connection.execute(delete(saved_filters).where(columns.staff_id == staff_id, columns.name == name))
            count = select(func.count()).select_from(saved_filters).where(columns.staff_id == staff_id)
            if int(await connection.scalar(count)) >= _MOST:
                return False
            await connection.execute(insert(saved_filters).values(staff_id=staff_id, name=name, query=query))
        return True

    @unbroken
    async def remove(self, staff_id: str, filter_id: int) -> bool:
        """Whether it was theirs and is gone."""
        theirs = (saved_filters.c.staff_id == staff_id) & (saved_filters.c.id == filter_id)
        async with self._engine.begin() as connection:
            return bool((await connection.execute(delete(saved_filters).where(theirs))).rowcount)


async def show(request: web.Request) -> web.Response:
    """All of them, to remove some."""
    return await _show(request)


async def keep(request: web.Request) -> web.StreamResponse:
    """Keep the filter in the field `filter` under a name."""
    form, me, choices = await read_form(request), colleague(request), _choices(request)
    name = " ".join(form.text("name", _LONGEST_NAME).split())
    chosen = choices.read(dict(parse_qsl(form.raw("filter"))))
    if not name:
        return await _show(request, _NO_NAME, choices.query(chosen))
    if not await SavedFilters(request.config_dict[ENGINE]).keep(me.id, name, choices.query(chosen)):
        return await _show(request, _FULL, choices.query(chosen))
    await audit(request).write(me, "filter kept", None, utc_now())
    raise web.HTTPSeeOther(choices.address(chosen))


async def remove(request: web.Request) -> web.StreamResponse:
    """Remove one of one's own."""
    number = int(request.match_info["id"])
    if not await SavedFilters(request.config_dict[ENGINE]).remove(colleague(request).id, number):
        raise web.HTTPNotFound
    await audit(request).write(colleague(request), "filter removed", None, utc_now())
    raise web.HTTPSeeOther(f"{HOME}/filters")


async def _show(request: web.Request, error: str | None = None, query: str = "") -> web.Response:
    choices = _choices(request)
    kept = await SavedFilters(request.config_dict[ENGINE]).of(colleague(request).id)
    read = [(one, choices.read(one.values)) for one in kept]
    filters = [(one, choices.address(chosen), choices.words(chosen)) for one, chosen in read]
    context: dict[str, object] = {"filters": filters, "error": error, "query": query}
    return render(request, "saved_filters.html", context, 400 if error else 200)


def _choices(request: web.Request) -> Choices:
    municipality = request.config_dict[MUNICIPALITY]
    return Choices.of(municipality, colleague(request).visible(municipality.departments.keys()))


ROUTES = [
    web.get("/filters", show),
    web.post("/filters", keep),
    web.post(r"/filters/{id:\d{1,9}}/verwijderen", remove),
]
