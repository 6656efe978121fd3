"""A page that looks like a phone, for who wants to try WhatsApp without an account."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.whatsapp.meta import Meta
from tests.whatsapp.phone import Phone

_FILES = Path(__file__).parent / "phone_page"
_CSP = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob: data:"
_EVERY = 0.1
_DAY = 24 * 3600.0
_DUNES = (52.24361, 4.42833)


class PhonePage:
    """The page and its calls, on the same server as the stand-in. Each window is another person."""

    def __init__(self, meta: Meta) -> None:
        self._meta = meta
        self._phones: dict[str, Phone] = {}
        meta.app.add_routes(
            [
                web.get("/", self._page),
                web.post("/phone", self._new),
                web.get("/phone/{number}/events", self._events),
                web.post("/phone/{number}/photo", self._photo),
                web.post("/phone/{number}/{act}", self._act),
                web.static("/phone_page", _FILES),
            ]
        )
        self._acts: dict[str, Callable[[Phone, dict[str, Any]], object]] = {
            "write": lambda phone, asked: phone.write(asked["text"], asked.get("answers", "")),
            "press": lambda phone, asked: phone.press(asked["title"], _bubble(phone, asked["id"])),
            "choose": lambda phone, asked: phone.choose(asked["title"], _bubble(phone, asked["id"])),
            "location": lambda phone, _: phone.send_location(*_DUNES, "Vuurtoren", "Vuurtorenplein, Noordwijk"),
            "voice": lambda phone, _: phone.send_file("audio", b"OggS", "audio/ogg; codecs=opus", voice=True),
            "edit": lambda phone, asked: phone.edit(asked["id"], asked["text"]),
            "revoke": lambda phone, asked: phone.revoke(asked["id"]),
            "react": lambda phone, asked: phone.react(asked["id"], asked["emoji"]),
            "tomorrow": lambda _phone, _asked: self._meta.clock.forward(_DAY),
        }

    async def _page(self, _request: web.Request) -> web.FileResponse:
        return web.FileResponse(_FILES / "index.html", headers={"Content-Security-Policy": _CSP})

    async def _new(self, _request: web.Request) -> web.Response:
        phone = self._meta.phone()
        self._phones[phone.number] = phone
        return web.json_response({"number": phone.number, "business": self._meta.account.name})

    async def _act(self, request: web.Request) -> web.Response:
        phone = self._phone(request)
        try:
            self._acts[request.match_info["act"]](phone, await request.json())
        except (LookupError, TypeError, ValueError) as error:
            raise web.HTTPUnprocessableEntity(text=str(error)) from None
        return web.Response(status=204)

    async def _photo(self, request: web.Request) -> web.Response:
        try:
            self._phone(request).send_photo(await request.read(), request.content_type)
        except ValueError as error:
            raise web.HTTPUnprocessableEntity(text=str(error)) from None
        return web.Response(status=204)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """The whole screen, again each time that something on it changes."""
        phone = self._phone(request)
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        shown = ""
        while True:
            now = json.dumps(self._screen(phone))
            if now != shown:
                await response.write(f"data: {now}\n\n".encode())
                shown = now
            await asyncio.sleep(_EVERY)

    def _screen(self, phone: Phone) -> dict[str, Any]:
        bubbles = [asdict(bubble) for bubble in phone.screen]
        for bubble in bubbles:
            bubble["seen"] = bubble["id"] in phone.read_by_noor
        refused = [f"{call.refused}: {call.body}" for call in self._meta.calls if call.refused]
        waiting = 0 if self._meta.webhooks.idle else self._meta.webhooks.delivered.refused
        return {"bubbles": bubbles, "typing": phone.noor_types, "refused": refused[-5:], "unreached": waiting > 0}

    def _phone(self, request: web.Request) -> Phone:
        phone = self._phones.get(request.match_info["number"])
        if phone is None:
            raise web.HTTPNotFound(text="Deze telefoon is er niet meer. Laad de pagina opnieuw.")
        return phone


def _bubble(phone: Phone, bubble_id: str) -> Any:
    return next(bubble for bubble in phone.screen if bubble.id == bubble_id)
