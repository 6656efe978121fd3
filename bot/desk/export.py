"""All that is held of one conversation, for who asks to see it, and taking it away."""

from aiohttp import web

from bot.desk.access import HOME, audit, colleague, handover_of, require
from bot.desk.dossier import Dossier, as_zip, read_dossier
from bot.desk.rendering import render
from bot.desk.staff import Role
from bot.handover.record import Handover
from bot.messages.rows import utc_now
from bot.privacy.forgetting import forget_conversation
from bot.web.keys import ANNOUNCER, ENGINE, LOG, MUNICIPALITY, PHOTOS, REACH, SETTINGS


async def ask_export(request: web.Request) -> web.Response:
    """What the file will hold."""
    found, dossier = await _dossier(request)
    await audit(request).write(colleague(request), "read", found.reference, utc_now())
    return render(request, "export.html", {"h": found, "dossier": dossier, "whole": _may_see(request, dossier)})


async def export(request: web.Request) -> web.Response:
    """The file."""
    found, dossier = await _dossier(request)
    _must_see(request, dossier)
    await audit(request).write(colleague(request), "exported", found.reference, utc_now())
    body = as_zip(dossier, request.config_dict[PHOTOS], request.config_dict[MUNICIPALITY])
    name = f"gesprek-{found.reference}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return web.Response(body=body, content_type="application/zip", headers=headers)


async def ask_deletion(request: web.Request) -> web.Response:
    """What goes away, and what stays."""
    found, dossier = await _dossier(request)
    await audit(request).write(colleague(request), "read", found.reference, utc_now())
    context = {"h": found, "dossier": dossier, "whole": _may_see(request, dossier), "error": None}
    return render(request, "deletion.html", context)


async def delete(request: web.Request) -> web.StreamResponse:
    """Take it away, once somebody is sure."""
    found, dossier = await _dossier(request)
    _must_see(request, dossier)
    me, now = colleague(request), utc_now()
    if (await request.post()).get("sure") != "yes":
        error = "Zet eerst het vinkje. Dan weet je zeker dat je dit wilt."
        context = {"h": found, "dossier": dossier, "whole": True, "error": error}
        return render(request, "deletion.html", context, 422)
    # Written first: that somebody did this must be known even when it fails halfway.
    await audit(request).write(me, "deleted", found.reference, now, found.conversation_id)
    tracker_url = request.config_dict[SETTINGS].tracker_url
    photos, engine = request.config_dict[PHOTOS], request.config_dict[ENGINE]
    await forget_conversation(engine, tracker_url, photos, found.conversation_id, me.name, now)
    request.config_dict[ANNOUNCER].wake(found.conversation_id)
    raise web.HTTPSeeOther(f"{HOME}/overdrachten/{found.reference}?gedaan=verwijderen")


async def _dossier(request: web.Request) -> tuple[Handover, Dossier]:
    require(request, Role.COORDINATOR)
    found = await handover_of(request)
    app = request.config_dict
    tracker, reach = app[SETTINGS].tracker_url, app[REACH]
    return found, await read_dossier(app[ENGINE], app[LOG], tracker, reach, found.conversation_id)


def _may_see(request: web.Request, dossier: Dossier) -> bool:
    """Whether all departments that the conversation went to are theirs: a part of it would be no answer."""
    return all(colleague(request).sees(name) for name in dossier.departments)


def _must_see(request: web.Request, dossier: Dossier) -> None:
    if not _may_see(request, dossier):
        raise web.HTTPForbidden


ROUTES = [
    web.get("/overdrachten/{reference}/uitvoer", ask_export),
    web.post("/overdrachten/{reference}/uitvoer", export),
    web.get("/overdrachten/{reference}/verwijderen", ask_deletion),
    web.post("/overdrachten/{reference}/verwijderen", delete),
]
