"""The public calls of the website's chat, for a resident without a browser."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

from aiohttp import ClientResponse, ClientSession, ClientTimeout
from async_timeout import timeout

from benchmarks.residents.turns import Reply, Said

#: Noor's messages of one turn come together; so long one more is waited for when nothing says that she is done.
A_MOMENT = 0.5
ANSWER_WITHIN = 60.0

_Events: TypeAlias = "asyncio.Queue[tuple[str, dict[str, Any]]]"


class Chat:
    """One conversation with its event stream."""

    def __init__(self, session: ClientSession, url: str, headers: dict[str, str], events: _Events) -> None:
        self.first_id = ""
        self._session = session
        self._url = url
        self._headers = headers
        self._events = events

    async def say(self, reply: Reply) -> tuple[int, Said]:
        """The position of a message in the log, and what Noor said to it. Raises TimeoutError without an answer."""
        id = str(uuid.uuid4())
        self.first_id = self.first_id or id
        body = {"id": id, "option": reply.option} if reply.option else {"id": id, "text": reply.text}
        async with self._session.post(f"{self._url}/messages", json=body, headers=self._headers) as response:
            if response.status >= 400:
                raise RuntimeError(f"{reply}: {await response.text()}")
            position = int((await response.json())["position"])
        async with timeout(ANSWER_WITHIN):
            return position, await self._turn(position)

    async def _turn(self, position: int) -> Said:
        heard: list[dict[str, Any]] = []
        while True:
            try:
                async with timeout(A_MOMENT if heard else ANSWER_WITHIN):
                    name, data = await self._events.get()
            except asyncio.TimeoutError:
                if not heard:
                    raise
                break
            if name == "message" and data["from"] != "resident" and data["position"] > position:
                heard.append(data)
            elif name == "typing" and not data["on"] and heard:
                break
        last = heard[-1]
        options = tuple((option["label"], option["id"]) for option in last["options"])
        return Said("\n".join(message["text"] for message in heard), last["question"], options)


@asynccontextmanager
async def conversation(session: ClientSession, noor: str) -> AsyncIterator[Chat]:
    """A new conversation with the Noor at this address."""
    url = f"{noor}/api/chat"
    async with session.post(f"{url}/conversations") as response:
        response.raise_for_status()
        began = await response.json()
    headers = {"Authorization": f"Bearer {began['token']}"}
    stream = session.get(f"{url}/events?after={began['position']}", headers=headers, timeout=ClientTimeout(total=None))
    async with stream as response:
        response.raise_for_status()
        events: _Events = asyncio.Queue()
        reading = asyncio.create_task(_read(response, events))
        try:
            yield Chat(session, url, headers, events)
        finally:
            reading.cancel()


async def _read(stream: ClientResponse, events: _Events) -> None:
    name = ""
    async for line in stream.content:
        field, _, value = line.decode().rstrip("\n").partition(": ")
        if field == "event":
            name = value
        elif field == "data":
            events.put_nowait((name, json.loads(value)))
