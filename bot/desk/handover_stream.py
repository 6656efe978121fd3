"""What happens in the conversation of a handover while somebody has its page open, and who is typing."""

import asyncio
import json
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import aiohttp_jinja2
from aiohttp import web
from async_timeout import timeout

from bot.desk.access import colleague, handover_of, read_session
from bot.desk.changes import ANY_DEPARTMENT
from bot.desk.fields import field, read_fields
from bot.desk.live_watch import note_seen
from bot.desk.views import Views
from bot.handover.record import Handover, State
from bot.handover.related import count_events
from bot.messages.message import Message
from bot.messages.wake import Listener, Typist
from bot.web.keys import ANNOUNCER, ENGINE, HANDOVERS, LOG, MUNICIPALITY, READER

logger = logging.getLogger(__name__)

# Seconds: sessions end without anybody doing something.
_LOOK_EVERY = 15.0
_BATCH = 50
# The browser says every three seconds that somebody is still writing.
_TYPING_FOR = 6.0
_OTHERS: tuple[Typist, ...] = ("resident", "noor")


async def news(request: web.Request) -> web.StreamResponse:
    """Server-sent events from a position on.

    `line`: a line of the transcript, as HTML. `reworded`: some say something else now. `typing`: who is, or null.
    `changed`: so much happened to the handover by now; a page that knows of less is out of date. `gone`: the page is no
    longer for this colleague. `signed-out`: the session is over.
    """
    found = await handover_of(request)
    given = request.headers.get("Last-Event-ID") or request.query.get("after") or "0"
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise web.HTTPBadRequest
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no"}
    )
    await response.prepare(request)
    with suppress(ConnectionResetError):
        try:
            await _Stream(request, response, found, int(given)).send()
        except ConnectionResetError:
            raise
        except Exception:
            # The stream has begun, so all that is left is to end it: the browser comes back.
            logger.exception("the stream of a handover broke")
    return response


@dataclass
class _Stream:
    request: web.Request
    response: web.StreamResponse
    handover: Handover
    position: int
    typist: str | None = None
    events: int = -1

    async def send(self) -> None:
        """Until the reader leaves, the session ends or the process stops."""
        app, reader = self.request.config_dict, colleague(self.request)
        announcer = app[ANNOUNCER]
        await self.response.write(b"retry: 1000\n\n")
        with announcer.listen(self.handover.conversation_id, ANY_DEPARTMENT) as listener:
            listener.tell(messages=True)
            while not announcer.closed:
                quiet = not listener.news.is_set()
                listener.news.clear()
                # However busy the desk is: nothing is sent to who is not to see it any more.
                found = await read_session(self.request)
                if not reader.is_still(found):
                    return await self._write("gone" if found else "signed-out", {})
                await self._send_lines(listener)
                if listener.reworded:
                    listener.reworded = False
                    await self._write("reworded", {})
                await self._send_typing()
                if not await self._send_change(reader.sees):
                    return
                if quiet:
                    await self.response.write(b": still here\n\n")
                if self.handover.state is State.LIVE and self.handover.claimed_by == reader.id:
                    await note_seen(app[ENGINE], reader.id)
                with suppress(asyncio.TimeoutError):
                    async with timeout(_LOOK_EVERY):
                        await listener.news.wait()

    async def _send_lines(self, listener: Listener) -> None:
        while listener.has_messages:
            listener.has_messages = False
            lines = await self.request.config_dict[LOG].after(self.handover.conversation_id, self.position, _BATCH)
            for line in lines:
                await self._write("line", {"position": line.position, "html": self._html(line)}, line.position)
                self.position = line.position
            listener.has_messages = listener.has_messages or len(lines) == _BATCH

    def _html(self, line: Message) -> str:
        said = Views(self.request.config_dict[MUNICIPALITY]).said(line)
        context = {"line": said, "reference": self.handover.reference, "deliveries": {}}
        return aiohttp_jinja2.render_string("handover/line.html", self.request, context)

    async def _send_typing(self) -> None:
        is_typing = self.request.config_dict[ANNOUNCER].is_typing
        conversation_id = self.handover.conversation_id
        typist = next((who for who in _OTHERS if is_typing(conversation_id, who)), None)
        if typist != self.typist:
            self.typist = typist
            await self._write("typing", {"who": typist})

    async def _send_change(self, sees: Callable[[str], bool]) -> bool:
        """Whether the page is still theirs to see."""
        events = await count_events(self.request.config_dict[READER], self.handover.reference)
        if events == self.events:
            return True
        found = await self.request.config_dict[HANDOVERS].get(self.handover.reference)
        if found is None or not sees(found.department):
            await self._write("gone", {})
            return False
        self.handover, self.events = found, events
        await self._write("changed", {"events": events})
        return True

    async def _write(self, event: str, data: dict[str, object], position: int | None = None) -> None:
        head = "" if position is None else f"id: {position}\n"
        await self.response.write(f"{head}event: {event}\ndata: {json.dumps(data)}\n\n".encode())


async def typing(request: web.Request) -> web.Response:
    """The colleague is writing, or stopped; the resident sees that while they talk."""
    found = await handover_of(request)
    if found.state is State.LIVE and found.claimed_by == colleague(request).id:
        on = field(await read_fields(request), "aan") == "1"
        request.config_dict[ANNOUNCER].set_typing(found.conversation_id, on, "staff", _TYPING_FOR)
    return web.Response(status=204)


ROUTES = [
    web.get("/overdrachten/{reference}/nieuws", news, allow_head=False),
    web.post("/overdrachten/{reference}/typt", typing),
]
