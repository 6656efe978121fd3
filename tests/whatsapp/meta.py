"""A stand-in for Meta's WhatsApp Cloud API that is as strict as the real one, on this machine."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiohttp import web

from tests.whatsapp.account import Account
from tests.whatsapp.calls import Read, read_call
from tests.whatsapp.clock import Clock
from tests.whatsapp.errors import GraphError
from tests.whatsapp.faults import Faults
from tests.whatsapp.habits import Habits
from tests.whatsapp.media import Media
from tests.whatsapp.network import Network
from tests.whatsapp.phone import Phone
from tests.whatsapp.webhooks import Delivery, Webhooks

MOST_BODY = 1024**2


@dataclass
class Call:
    """A call that Meta answered: when, what it asked, and the code of its refusal, 0 for none."""

    at: float
    path: str
    body: Any = None
    refused: int = 0


class Meta:
    """The server. `url` is where it listens; everything else is in its parts."""

    def __init__(
        self,
        account: Account | None = None,
        *,
        delivery: Delivery | None = None,
        faults: Faults | None = None,
        habits: Habits | None = None,
    ) -> None:
        self.account = account or Account()
        self.clock = Clock()
        self.media = Media(self.clock)
        self.faults = faults or Faults()
        self.calls: list[Call] = []
        self.subscribed = False
        self.url = ""
        self.app = web.Application(middlewares=[self._as_meta], client_max_size=MOST_BODY)
        number = "/{version:v[0-9]+[.][0-9]+}/{id:[0-9]+}"
        self.app.add_routes([web.post(f"{number}/messages", self._messages), web.get(number, self._object)])
        apps = f"{number}/subscribed_apps"
        self.app.add_routes([web.get(apps, self._subscribed), web.post(apps, self._subscribe_app)])
        self.app.add_routes([web.get("/whatsapp_business/attachments/", self._download)])
        self.webhooks = Webhooks(self.account.app_secret, self.account.account_id, delivery or Delivery())
        self._habits = habits or Habits()

    async def start(self, port: int = 0) -> None:
        """Listen on loopback."""
        self.network = Network(self.account, self.webhooks, self.clock, self.media, self._habits)
        self._runner = web.AppRunner(self.app, shutdown_timeout=0.2, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        await self.webhooks.open()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Stop, whatever was still under way."""
        await self.webhooks.close()
        await self._runner.cleanup()

    async def subscribe(self, webhook: str) -> None:
        """Bring what happens to this address from now on, once it has proved to be ours. Raises ValueError."""
        challenge = str(secrets.randbelow(10**10))
        asked = {"hub.mode": "subscribe", "hub.verify_token": self.account.verify_token, "hub.challenge": challenge}
        async with aiohttp.ClientSession() as session, session.get(webhook, params=asked) as response:
            if response.status != 200 or await response.text() != challenge:
                raise ValueError(f"the callback URL could not be validated: {response.status}")
        self.webhooks.url = webhook

    def phone(self, name: str = "Truus Duin", number: str = "", *, hides_number: bool = False) -> Phone:
        """A person who has WhatsApp."""
        return self.network.phone(name, number, hides_number=hides_number)

    @property
    def refusals(self) -> list[int]:
        """The codes of all that was refused, in order; not of what failed on purpose."""
        return [call.refused for call in self.calls if call.refused]

    @web.middleware
    async def _as_meta(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        if request.match_info.http_exception is not None or not _is_metas(request):
            return await handler(request)
        return await self.faults.around(request, lambda asked: self._answer(asked, handler))

    async def _answer(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        call = Call(self.clock.now(), request.path)
        self.calls.append(call)
        try:
            if request.headers.get("Authorization") != f"Bearer {self.account.token}":
                raise GraphError(190)
            call.body = (await request.read()).decode(errors="replace")
            return await handler(request)
        except web.HTTPRequestEntityTooLarge:
            call.refused = 100
            return GraphError(100, "The request is too large", status=413).response()
        except GraphError as error:
            call.refused = error.code
            return error.response()

    async def _messages(self, request: web.Request) -> web.Response:
        self._check_version(request)
        if request.match_info["id"] != self.account.phone_number_id:
            raise _no_object(request.match_info["id"])
        if request.content_type != "application/json":
            raise GraphError(100, "The parameter messaging_product is required.")
        asked = read_call(await request.read())
        if isinstance(asked, Read):
            self.network.read(asked)
            return web.json_response({"success": True})
        message, part = asked
        own_id, number = self.network.accept(message, part)
        contact = {"input": message.to or message.recipient, "wa_id": number}
        return web.json_response({"messaging_product": "whatsapp", "contacts": [contact], "messages": [{"id": own_id}]})

    async def _object(self, request: web.Request) -> web.Response:
        self._check_version(request)
        if request.match_info["id"] == self.account.phone_number_id:
            proof = request.query.get("appsecret_proof")
            if proof is not None and proof != self.account.proof:
                raise GraphError(100, "Invalid appsecret_proof provided in the API argument")
            fields = [name for name in request.query.get("fields", "").split(",") if name]
            return web.json_response(self.account.about(fields))
        return web.json_response(self.media.about(request.match_info["id"], self.url))

    async def _subscribed(self, request: web.Request) -> web.Response:
        self._check_account(request)
        app = {
            "id": "670843887433847",
            "name": "Noor",
            "link": "https://www.facebook.com/games/?app_id=670843887433847",
        }
        return web.json_response({"data": [{"whatsapp_business_api_data": app}] if self.subscribed else []})

    async def _subscribe_app(self, request: web.Request) -> web.Response:
        self._check_account(request)
        self.subscribed = True
        return web.json_response({"success": True})

    async def _download(self, request: web.Request) -> web.Response:
        try:
            content, mime_type = self.media.content(request.query["mid"], request.query["hash"])
        except LookupError:
            return web.Response(status=404)
        return web.Response(body=content, content_type=mime_type)

    def _check_account(self, request: web.Request) -> None:
        self._check_version(request)
        if request.match_info["id"] != self.account.account_id:
            raise _no_object(request.match_info["id"])

    def _check_version(self, request: web.Request) -> None:
        if request.match_info["version"] != self.account.version:
            raise GraphError(100, f"Unknown version {request.match_info['version']}", subcode=2635)


def _is_metas(request: web.Request) -> bool:
    return "id" in request.match_info or request.path.startswith("/whatsapp_business/")


def _no_object(name: str) -> GraphError:
    details = (
        f"Unsupported post request. Object with ID '{name}' does not exist, cannot be loaded due to missing permissions"
    )
    return GraphError(100, details, subcode=33)
