"""A resident's browser: the three calls of the website's chat."""

import itertools
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient
from async_timeout import timeout


class Chat:
    """One conversation, known by its token; the cookie jar plays no part."""

    def __init__(self, client: TestClient, token: str) -> None:
        self.client = client
        self.headers = {"Authorization": f"Bearer {token}"}
        self._ids = itertools.count(1)

    @classmethod
    async def begin(cls, client: TestClient) -> "Chat":
        response = await client.post("/api/chat/conversations")
        assert response.status == 201
        client.session.cookie_jar.clear()
        return cls(client, (await response.json())["token"])

    async def post(self, **body: Any) -> ClientResponse:
        return await self.client.post("/api/chat/messages", json=body, headers=self.headers)

    async def say(self, text: str) -> int:
        """Send a message that must be accepted; its position."""
        response = await self.post(id=f"m{next(self._ids)}", text=text)
        assert response.status == 202, await response.text()
        return int((await response.json())["position"])

    @asynccontextmanager
    async def events(self, after: int = 0, **headers: str) -> AsyncIterator[AsyncIterator[dict[str, Any]]]:
        """The event stream; each event is a dict of its fields with `data` parsed."""
        path = f"/api/chat/events?after={after}"
        async with self.client.get(path, headers={**self.headers, **headers}) as response:
            assert response.status == 200, await response.text()
            yield read_events(response)

    async def messages(self, count: int, after: int = 0, patience: float = 5.0) -> list[dict[str, Any]]:
        """The first `count` messages after a position, waiting for them."""
        found: list[dict[str, Any]] = []

        async def read() -> None:
            async with self.events(after) as events:
                async for event in events:
                    if event.get("event") == "message":
                        found.append(event["data"])
                        if len(found) == count:
                            return

        async with timeout(patience):
            await read()
        return found

    async def texts(self, count: int, after: int = 0, patience: float = 5.0) -> list[str]:
        return [message["text"] for message in await self.messages(count, after, patience)]


async def read_events(response: ClientResponse) -> AsyncIterator[dict[str, Any]]:
    event: dict[str, Any] = {}
    async for line in response.content:
        name, _, value = line.decode().rstrip("\n").partition(": ")
        if name:
            event[name] = json.loads(value) if name == "data" else value
        else:
            if not line.strip() and event:
                yield event
                event = {}
            elif value:
                yield {"comment": value}
