"""The stream that tells a colleague's browser when handovers of their departments came or changed."""

import asyncio
import json
import logging
from collections.abc import Iterable
from contextlib import suppress

from aiohttp import web
from async_timeout import timeout

from bot.desk.access import colleague, read_session
from bot.desk.changes import ANY_DEPARTMENT, Change, Changes
from bot.handover.counts import Counts, count_open
from bot.messages.rows import utc_now
from bot.messages.wake import of_department
from bot.web.keys import ANNOUNCER, MUNICIPALITY, READER

logger = logging.getLogger(__name__)

CHANGES = web.AppKey("changes", Changes)
# Seconds: handovers become overdue without anybody doing something, and sessions end.
_LOOK_EVERY = 15.0


async def news(request: web.Request) -> web.StreamResponse:
    """Server-sent events `handovers`: how many are new and overdue, and which ones arrived since the last event.

    The first comes at once. The stream ends with the session, or when the colleague is given other departments.
    """
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no"}
    )
    await response.prepare(request)
    with suppress(ConnectionResetError):
        await response.write(b"retry: 2000\n\n")
        try:
            await _send_until_over(request, response)
        except ConnectionResetError:
            raise
        except Exception:
            # The stream has begun, so all that is left is to end it: the browser comes back.
            logger.exception("a stream of news broke")
    return response


async def _send_until_over(request: web.Request, response: web.StreamResponse) -> None:
    app, reader = request.config_dict, colleague(request)
    announcer, changes = app[ANNOUNCER], app[CHANGES]
    departments = reader.visible(app[MUNICIPALITY].departments.keys())
    told, seen = None, changes.count
    with announcer.listen(ANY_DEPARTMENT, *map(of_department, sorted(departments))) as listener:
        while not announcer.closed and reader.is_still(await read_session(request)):
            listener.news.clear()
            new, seen = changes.since(seen, departments), changes.count
            # What was made and sent on in between arrives once.
            arrived = {change.reference: change for change in new if change.is_arrival_for(reader.id)}
            counts = await count_open(app[READER], departments, utc_now())
            if new or counts != told:
                await response.write(_event(counts, arrived.values(), request))
                told = counts
            else:
                await response.write(b": still here\n\n")
            with suppress(asyncio.TimeoutError):
                async with timeout(_LOOK_EVERY):
                    await listener.news.wait()


def _event(counts: Counts, changes: Iterable[Change], request: web.Request) -> bytes:
    names = request.config_dict[MUNICIPALITY].departments
    arrived = [
        {"reference": new.reference, "goal": new.goal_label, "department": names[new.department].name}
        for new in changes
    ]
    data = {"new": counts.new, "overdue": counts.overdue, "arrived": arrived}
    return f"event: handovers\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


ROUTES = [web.get("/nieuws", news)]
