"""A front for the stand-in's own tests: it takes webhooks in and keeps them."""

import json
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.whatsapp.account import Account


class Receiver:
    """Verifies the subscription, acknowledges with `status`, and keeps what came."""

    def __init__(self, account: Account) -> None:
        self.status = 200
        self.bodies: list[bytes] = []
        self.signatures: list[str] = []
        self._account = account
        app = web.Application(client_max_size=4 * 1024**2)
        app.add_routes([web.get("/hook", self._verify), web.post("/hook", self._receive)])
        self._server = TestServer(app)

    async def start(self) -> str:
        """The address to subscribe."""
        await self._server.start_server()
        return str(self._server.make_url("/hook"))

    async def stop(self) -> None:
        await self._server.close()

    def updates(self, kind: str) -> list[dict[str, Any]]:
        """All messages or statuses, in the order in which they came."""
        return [update for body in self.bodies for value in values(body) for update in value.get(kind, [])]

    async def _verify(self, request: web.Request) -> web.Response:
        right = request.query.get("hub.verify_token") == self._account.verify_token
        return web.Response(text=request.query["hub.challenge"]) if right else web.Response(status=403)

    async def _receive(self, request: web.Request) -> web.Response:
        self.bodies.append(await request.read())
        self.signatures.append(request.headers["X-Hub-Signature-256"])
        return web.Response(status=self.status)


def values(body: bytes) -> list[dict[str, Any]]:
    """The values of the changes in a webhook."""
    return [change["value"] for entry in json.loads(body)["entry"] for change in entry["changes"]]
