"""Calling Meta's Cloud API: what was taken, what was refused, and what nobody knows the fate of."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientConnectorError, ClientError, ClientResponse, ClientSession, ClientTimeout, TCPConnector

from bot.channels.whatsapp.bounded import read_at_most
from bot.channels.whatsapp.config import Config

_TIMEOUT = ClientTimeout(total=20.0, sock_connect=5.0)
# A connection that Meta is about to close must not be used for a message: nobody would know whether it arrived.
_KEEP_ALIVE = 5.0
_MOST_ANSWER = 256 * 1024


class Refused(Exception):
    """Meta did not take it. code: Meta's own, if it gave one; status: of HTTP."""

    def __init__(self, code: int | None, status: int, subcode: int | None = None) -> None:
        super().__init__(f"Meta refused: code {code}, status {status}")
        self.code, self.status, self.subcode = code, status, subcode


class Unreachable(Exception):
    """Meta was not reached, so it has nothing."""


class Unsure(Exception):
    """Something went wrong under way: Meta may have it or not."""


@asynccontextmanager
async def open_client(config: Config) -> AsyncIterator["Client"]:
    """A client with connections of its own, as long as the block lasts."""
    connector = TCPConnector(limit=0, keepalive_timeout=_KEEP_ALIVE)
    async with ClientSession(connector=connector, timeout=_TIMEOUT) as session:
        yield Client(session, config)


class Client:
    """Calls for one number. The session belongs to the caller."""

    def __init__(self, session: ClientSession, config: Config) -> None:
        self._session = session
        self._graph = config.graph
        self._number_id = config.number_id
        self._headers = {"Authorization": f"Bearer {config.access_token}"}

    async def send(self, message: Mapping[str, Any]) -> str:
        """Send a message; Meta's id for it. Raises `Refused`, `Unreachable` and `Unsure`."""
        answer = await self._call("POST", f"{self._graph}/{self._number_id}/messages", message)
        try:
            return str(answer["messages"][0]["id"])
        except (KeyError, IndexError, TypeError):
            raise Unsure("Meta's answer holds no id") from None

    async def mark_read(self, message_id: str, *, typing: bool) -> None:
        """Show that a message was read, and that an answer is being written. Raises as `send` does."""
        body: dict[str, Any] = {"messaging_product": "whatsapp", "status": "read", "message_id": message_id}
        if typing:
            body["typing_indicator"] = {"type": "text"}
        await self._call("POST", f"{self._graph}/{self._number_id}/messages", body)

    async def about_number(self, fields: str) -> dict[str, Any]:
        """What Meta knows of the number. Raises as `send` does."""
        return await self._call("GET", f"{self._graph}/{self._number_id}?fields={fields}")

    async def subscribed_apps(self, account_id: str) -> dict[str, Any]:
        """The apps that Meta tells of what happens in this WhatsApp account. Raises as `send` does."""
        return await self._call("GET", f"{self._graph}/{account_id}/subscribed_apps")

    async def subscribe(self, account_id: str) -> dict[str, Any]:
        """Let Meta tell the app of what happens in this WhatsApp account. Raises as `send` does."""
        return await self._call("POST", f"{self._graph}/{account_id}/subscribed_apps")

    async def media(self, media_id: str, most: int) -> bytes:
        """The bytes of what a resident sent. Raises as `send` does, and `TooLarge`."""
        if not re.fullmatch(r"[\w.-]{1,200}", media_id):
            raise Refused(None, 404)
        about = await self._call("GET", f"{self._graph}/{media_id}?phone_number_id={self._number_id}")
        url = about.get("url")
        if not isinstance(url, str):
            raise Refused(None, 404)
        try:
            async with self._session.get(url, headers=self._headers) as response:
                if response.status != 200:
                    raise Refused(None, response.status)
                return await _at_most(response, most)
        except (ClientError, asyncio.TimeoutError, OSError, ValueError) as error:
            raise Unreachable(type(error).__name__) from error

    async def _call(self, method: str, url: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        try:
            async with self._session.request(method, url, json=body, headers=self._headers) as response:
                return await _answer(response)
        except ClientConnectorError as error:
            raise Unreachable(type(error).__name__) from error
        except (ClientError, asyncio.TimeoutError, OSError) as error:
            raise Unsure(type(error).__name__) from error


class TooLarge(Exception):
    """It has more bytes than we take."""


async def _answer(response: ClientResponse) -> dict[str, Any]:
    try:
        answer = _read_json(await _at_most(response, _MOST_ANSWER))
    except TooLarge:
        raise Unsure("Meta's answer has no end") from None
    if response.status == 200:
        return answer
    error = answer.get("error")
    if isinstance(error, dict):
        code, subcode = error.get("code"), error.get("error_subcode")
        raise Refused(code if isinstance(code, int) else None, response.status, subcode)
    # Not Meta itself but something before it, such as a proxy.
    if response.status >= 500:
        raise Unsure(f"status {response.status}")
    if response.status == 429:
        raise Refused(None, response.status)
    raise Unreachable(f"status {response.status}")


def _read_json(raw: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}


async def _at_most(response: ClientResponse, most: int) -> bytes:
    content = await read_at_most(response.content, response.content_length, most)
    if content is None:
        raise TooLarge
    return content
