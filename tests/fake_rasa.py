"""A stand-in for Rasa that speaks the protocol of its private channel and is strict about it."""

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

SECRET = "test-secret"
Answer = Callable[[dict[str, Any]], list[dict[str, Any]]]


def reply(text: str, options: list[dict[str, Any]] | None = None, question: str | None = None) -> dict[str, Any]:
    """One reply in the agreed form."""
    return {"text": text, "options": options or [], "question": question}


def echo(message: dict[str, Any]) -> list[dict[str, Any]]:
    return [reply(f"Je zei: {message['text']}")]


class FakeRasa:
    """Answers the same id with the same replies; can be slow, refuse, break down and come back."""

    def __init__(self) -> None:
        self.port = unused_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.answer: Answer = echo
        self.status = 200
        self.delay = 0.0
        self.requests: list[dict[str, Any]] = []
        self.turns: list[dict[str, Any]] = []
        self.at_once = self.most_at_once = 0
        self._known: dict[tuple[str, str], list[dict[str, Any]]] = {}
        self._server: TestServer | None = None

    async def start(self) -> None:
        app = web.Application()
        app.add_routes([web.post("/webhooks/noor/messages", self._receive), web.get("/webhooks/noor/", self._ready)])
        app.add_routes([web.get("/health", self._ready)])
        self._server = TestServer(app, port=self.port)
        await self._server.start_server()

    async def stop(self) -> None:
        if self._server is not None:
            await self._server.close()
            self._server = None

    async def _ready(self, _request: web.Request) -> web.Response:
        return web.json_response({}, status=self.status)

    async def _receive(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {SECRET}":
            return web.json_response({"error": "wrong secret"}, status=401)
        message = await request.json()
        shape = {name: type(value).__name__ for name, value in message.items() if name != "choice"}
        if shape != dict.fromkeys(("conversation", "id", "text", "channel"), "str") or "choice" not in message:
            return web.json_response({"error": f"not a message: {shape}"}, status=422)
        self.requests.append(message)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.delay)
        finally:
            self.at_once -= 1
        if self.status != 200:
            return web.json_response({"error": "as told"}, status=self.status)
        return web.json_response({"replies": self._replies(message)})

    def _replies(self, message: dict[str, Any]) -> list[dict[str, Any]]:
        key = message["conversation"], message["id"]
        if key not in self._known:
            self.turns.append(message)
            self._known[key] = self.answer(message)
        return self._known[key]
