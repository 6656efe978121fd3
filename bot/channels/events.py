"""The server-sent event stream of one conversation."""

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import web
from async_timeout import timeout

from bot.messages.log import MessageLog
from bot.messages.message import Message
from bot.messages.wake import Announcer, Listener, Typist

KEEP_ALIVE = 15.0
_BATCH = 50
_OTHERS: tuple[Typist, ...] = ("staff", "noor")


class EventStream:
    """Reads the log from a position on: a slow reader costs no memory, a returning one misses nothing."""

    def __init__(
        self,
        log: MessageLog,
        announcer: Announcer,
        conversation_id: str,
        position: int,
        keep_alive: float = KEEP_ALIVE,
        kinds: Mapping[str, str] | None = None,
        notice: Callable[[], str | None] = lambda: None,
    ) -> None:
        """`kinds`: what kind of answer each question expects; `notice`: the emergency notice that holds now."""
        self._log = log
        self._announcer = announcer
        self._conversation_id = conversation_id
        self._position = position
        self._keep_alive = keep_alive
        self._kinds = kinds or {}
        self._notice = notice
        # Whoever returns may show a notice or a colleague that is there no longer.
        self._shown = self._colleague = "" if position else None
        self._typist: str | None = None
        self._told = False

    async def send_to(self, response: web.StreamResponse) -> None:
        """Write events until the reader leaves or the process stops."""
        await response.write(b"retry: 2000\n\n")
        with self._announcer.listen(self._conversation_id) as listener:
            listener.tell(messages=True)
            while not self._announcer.closed:
                if await self._wait(listener.news):
                    await self._send_news(listener, response)
                else:
                    await response.write(b": still here\n\n")

    async def _wait(self, news: asyncio.Event) -> bool:
        try:
            async with timeout(self._keep_alive):
                await news.wait()
        except asyncio.TimeoutError:
            return False
        news.clear()
        return True

    async def _send_news(self, listener: Listener, response: web.StreamResponse) -> None:
        while listener.has_messages:
            listener.has_messages = False
            messages = await self._log.after(self._conversation_id, self._position, _BATCH)
            # A change of hands comes with a message of the system; whoever comes in has to be told once. It goes
            # first, because to a colleague no question is answered with a button.
            if not self._told or any(message.sender == "system" for message in messages):
                await self._send_colleague(response)
            for message in messages:
                await response.write(_event("message", self._public(message), message.position))
                self._position = message.position
            listener.has_messages = listener.has_messages or len(messages) == _BATCH
        await self._send_typing(response)
        await self._send_notice(response)

    async def _send_notice(self, response: web.StreamResponse) -> None:
        """What is to be shown as long as it holds, when that changed. It is also told once, as a message."""
        notice = self._notice()
        if notice != self._shown:
            self._shown = notice
            await response.write(_event("notice", {"text": notice}))

    async def _send_colleague(self, response: web.StreamResponse) -> None:
        """Who has the conversation, when that changed."""
        self._told = True
        colleague = await self._log.live_with(self._conversation_id)
        if colleague != self._colleague:
            self._colleague = colleague
            await response.write(_event("live", {"name": colleague}))

    async def _send_typing(self, response: web.StreamResponse) -> None:
        """Who is writing, when that changed. A colleague counts before Noor, who is silent then."""
        writing = (who for who in _OTHERS if self._announcer.is_typing(self._conversation_id, who))
        typist = next(writing, None)
        if typist != self._typist:
            who = typist or self._typist
            name = self._colleague if who == "staff" else None
            self._typist = typist
            await response.write(_event("typing", {"on": typist is not None, "from": who, "name": name}))

    def _public(self, message: Message) -> dict[str, Any]:
        options = [{"id": option["id"], "label": option["label"]} for option in message.options or ()]
        return {
            "position": message.position,
            "id": message.external_id if message.sender == "resident" else None,
            "from": message.sender,
            "name": message.author,
            "text": message.text,
            "options": options,
            "question": message.question,
            "expects": self._kinds.get(message.question) if message.question else None,
            "photo": (message.attachment or {}).get("photo"),
            "at": message.created_at.isoformat(),
        }


def _event(name: str, data: dict[str, Any], position: int | None = None) -> bytes:
    head = "" if position is None else f"id: {position}\n"
    return f"{head}event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
