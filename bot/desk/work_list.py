"""The work list: the handovers of a colleague's departments."""

from aiohttp import web

from bot.desk.access import colleague
from bot.desk.rendering import render
from bot.desk.views import Views
from bot.messages.rows import utc_now
from bot.web.keys import HANDOVERS, MUNICIPALITY


async def work_list(request: web.Request) -> web.Response:
    """The list."""
    now, municipality = utc_now(), request.config_dict[MUNICIPALITY]
    visible = colleague(request).visible(municipality.departments.keys())
    newest = await request.config_dict[HANDOVERS].newest(visible)
    return render(request, "handovers.html", {"handovers": [Views(municipality).line(one, now) for one in newest]})


ROUTES = [web.get("", work_list)]
