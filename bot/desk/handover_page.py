"""One handover on one page, and the photos that came with it."""

from aiohttp import web

from bot.desk.access import audit, colleague, handover_of
from bot.desk.rendering import render
from bot.desk.transcript import read_transcript
from bot.desk.views import Views
from bot.messages.rows import utc_now
from bot.web.keys import LOG, MUNICIPALITY, PHOTOS


async def handover(request: web.Request) -> web.Response:
    """One handover; the reference may be written as somebody read it aloud."""
    found, now = await handover_of(request), utc_now()
    log = request.config_dict[LOG]
    contacts = await log.contacts(found.conversation_id)
    transcript = await read_transcript(log, found.conversation_id)
    await audit(request).write(colleague(request), "read", found.reference, now)
    view = Views(request.config_dict[MUNICIPALITY]).page(found, now, contacts, transcript)
    return render(request, "handover.html", {"h": view})


async def photo(request: web.Request) -> web.FileResponse:
    """A photo of the conversation that led to a handover."""
    found = await handover_of(request)
    file = request.config_dict[PHOTOS].find(found.conversation_id, request.match_info["photo"])
    if file is None:
        raise web.HTTPNotFound
    return web.FileResponse(file, headers={"Content-Type": "image/jpeg"})


ROUTES = [
    web.get("/overdrachten/{reference}", handover),
    web.get("/overdrachten/{reference}/foto/{photo}", photo),
]
