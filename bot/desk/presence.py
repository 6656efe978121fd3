"""Who is there: saying so, and seeing who else is."""

from aiohttp import web

from bot.desk.access import HOME, audit, colleague
from bot.desk.rendering import render
from bot.handover.due import is_working_time
from bot.messages.rows import utc_now
from bot.web.keys import MUNICIPALITY, PRESENCE

PAGE = f"{HOME}/aanwezig"


async def page(request: web.Request) -> web.Response:
    """Who is there, for each department of ours that the asking colleague may see."""
    me, now, municipality = colleague(request), utc_now(), request.config_dict[MUNICIPALITY]
    found = await request.config_dict[PRESENCE].by_department(now)
    ours = {name: one for name, one in municipality.departments.items() if not one.external}
    seen = me.visible(ours.keys())
    return render(
        request,
        "present.html",
        {
            "departments": [(one.name, found.get(name, [])) for name, one in ours.items() if name in seen],
            "works": is_working_time(now, municipality.working_time),
            "hours": municipality.working_time,
        },
    )


async def say(request: web.Request) -> web.StreamResponse:
    """I am there, or not."""
    available = (await request.post()).get("available") == "yes"
    me, now = colleague(request), utc_now()
    await request.config_dict[PRESENCE].say(me.id, available, now)
    await audit(request).write(me, "present" if available else "absent", None, now)
    if request.headers.get("Accept") == "application/json":
        return web.json_response({"available": available})
    raise web.HTTPSeeOther(await _back(request))


async def heard(request: web.Request) -> web.Response:
    """The browser of somebody who is there lets hear of itself; whether they still are."""
    still = await request.config_dict[PRESENCE].heard(colleague(request).id, utc_now())
    return web.json_response({"available": still})


async def _back(request: web.Request) -> str:
    """The page of the desk that the form was on; never another site."""
    back = (await request.post()).get("back")
    inside = isinstance(back, str) and (back == HOME or back.startswith((f"{HOME}/", f"{HOME}?")))
    return back if inside and isinstance(back, str) and "\\" not in back else PAGE


ROUTES = [
    web.get("/aanwezig", page),
    web.post("/aanwezig", say),
    web.post("/aanwezig/hartslag", heard),
]
