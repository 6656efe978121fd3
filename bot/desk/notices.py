"""The emergency notice: written, looked at, put up on all channels at once, and ended."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.desk.access import HOME, audit, require
from bot.desk.plain_dutch import hints
from bot.desk.rendering import render
from bot.desk.staff import Role
from bot.desk.times import Clock
from bot.messages.notices import MAX_TEXT, Notice
from bot.messages.rows import utc_now
from bot.web.keys import MUNICIPALITY, NOTICES

PAGE = f"{HOME}/noodbericht"


@dataclass(frozen=True)
class _Draft:
    """What was typed, and what is wrong with it, by field; begins and ends are None until they can be read."""

    text: str = ""
    begins: str = ""
    ends: str = ""
    begins_at: datetime | None = None
    ends_at: datetime | None = None
    errors: dict[str, str] | None = None


async def page(request: web.Request) -> web.Response:
    """The notices, and the form for a new one."""
    return await _page(request, _Draft())


async def post(request: web.Request) -> web.StreamResponse:
    """Show how a notice will look; put it up when that was seen."""
    me, now = require(request, Role.ADMINISTRATOR), utc_now()
    form = await request.post()
    draft = _read(form, _clock(request), now)
    if draft.errors:
        return await _page(request, draft, status=422)
    if form.get("do") != "put_up":
        return await _page(request, draft, preview=form.get("do") == "preview")
    begins_at = draft.begins_at or now
    notice_id = await request.config_dict[NOTICES].put_up(draft.text, me.name, begins_at, draft.ends_at)
    # None after a double click.
    if notice_id is not None:
        await audit(request).write(me, "notice put up", str(notice_id), now, draft.text)
    raise web.HTTPSeeOther(PAGE)


async def end(request: web.Request) -> web.StreamResponse:
    """End a notice."""
    me, now = require(request, Role.ADMINISTRATOR), utc_now()
    given = request.match_info["notice"]
    if len(given) > 9 or not await request.config_dict[NOTICES].end(int(given), now):
        raise web.HTTPNotFound
    await audit(request).write(me, "notice ended", given, now)
    raise web.HTTPSeeOther(PAGE)


async def _page(request: web.Request, draft: _Draft, *, preview: bool = False, status: int = 200) -> web.Response:
    require(request, Role.ADMINISTRATOR)
    now, clock = utc_now(), _clock(request)
    newest = await request.config_dict[NOTICES].newest()
    context = {
        "draft": draft,
        "errors": draft.errors or {},
        "preview": preview,
        "hints": hints(draft.text) if preview else [],
        "longest": MAX_TEXT,
        "going": [_line(one, now, clock) for one in newest if not one.is_over(now)],
        "past": [_line(one, now, clock) for one in newest if one.is_over(now)],
    }
    return render(request, "notices.html", context, status)


def _read(form: Any, clock: Clock, now: datetime) -> _Draft:
    text, begins, ends = (
        value.strip() if isinstance(value := form.get(name), str) else "" for name in ("text", "begins", "ends")
    )
    text = text.replace("\r\n", "\n")
    errors: dict[str, str] = {}
    moments: dict[str, datetime | None] = {"begins": None, "ends": None}
    for name, typed in (("begins", begins), ("ends", ends)):
        try:
            moments[name] = clock.read(typed)
        except ValueError:
            errors[name] = "Vul een datum en een tijd in, of laat dit leeg."
    if not text:
        errors["text"] = "Typ eerst wat iedereen moet weten."
    elif len(text) > MAX_TEXT:
        errors["text"] = f"De tekst heeft {len(text)} tekens. Er passen {MAX_TEXT} tekens in."
    begins_at, ends_at = moments["begins"], moments["ends"]
    if ends_at is not None and ends_at <= max(begins_at or now, now):
        errors["ends"] = "Het einde moet later zijn dan het begin, en nog komen."
    return _Draft(text, begins, ends, begins_at, ends_at, errors)


def _line(notice: Notice, now: datetime, clock: Clock) -> dict[str, Any]:
    return {
        "id": notice.id,
        "text": notice.text,
        "who": notice.who,
        "begins": clock.text(notice.begins_at),
        "ends": clock.text(notice.ends_at),
        "holds": notice.holds(now),
    }


def _clock(request: web.Request) -> Clock:
    return Clock(request.config_dict[MUNICIPALITY].working_time.timezone)


ROUTES = [
    web.get("/noodbericht", page),
    web.post("/noodbericht", post),
    web.post(r"/noodbericht/{notice:\d+}/einde", end),
]
