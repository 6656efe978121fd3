"""One message to a running Noor, as the website sends it."""

import asyncio
import hashlib
import json
import uuid
from pathlib import Path
from typing import Any

import aiohttp
from async_timeout import timeout

from bot.settings import Settings

ANSWER_WITHIN = 30.0
QUIET_FOR = 0.5


class NotRunning(Exception):
    """Noor cannot be reached or does not answer; the text says what to do."""


async def say(settings: Settings, name: str, text: str) -> list[str]:
    """Send a text in the conversation of that name, made when new; its replies as lines, options numbered.

    A number chooses the option that it stands for. Raises NotRunning.
    """
    file = settings.var_dir / "say" / f"{hashlib.sha256(name.encode()).hexdigest()[:16]}.json"
    url = f"http://127.0.0.1:{settings.port}/api/chat"
    try:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_WITHIN)) as session:
            return await _Speaker(session, url, file).say(text)
    except (aiohttp.ClientError, ConnectionError):
        raise NotRunning(f"Noor draait niet op poort {settings.port}: start haar met `make run`.") from None
    except (asyncio.TimeoutError, TimeoutError):
        raise NotRunning(f"Noor antwoordde niet binnen {ANSWER_WITHIN:.0f} seconden.") from None


class _Speaker:
    def __init__(self, session: aiohttp.ClientSession, url: str, file: Path) -> None:
        self._session = session
        self._url = url
        self._file = file
        self._kept: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}

    async def say(self, text: str) -> list[str]:
        lines = []
        if not await self._known():
            lines = await self._start()
        options = self._kept.get("options", [])
        body: dict[str, str] = {"id": str(uuid.uuid4()), "text": text}
        if text.strip().isdecimal() and 1 <= int(text) <= len(options):
            body = {"id": body["id"], "option": options[int(text) - 1]}
        async with self._session.get(
            f"{self._url}/events", params={"after": self._kept["position"]}, headers=self._headers
        ) as stream:
            async with self._session.post(f"{self._url}/messages", json=body, headers=self._headers) as sent:
                if sent.status >= 400:
                    return [*lines, (await sent.json())["error"]["message"]]
                position = (await sent.json())["position"]
            lines += await self._replies(stream, position)
        self._save()
        return lines

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._kept.get('token', '')}"}

    async def _known(self) -> bool:
        async with self._session.get(f"{self._url}/conversations", headers=self._headers) as response:
            return response.status == 200 and (await response.json())["position"] is not None

    async def _start(self) -> list[str]:
        async with self._session.post(f"{self._url}/conversations") as response:
            self._kept = {"token": (await response.json())["token"], "position": 0, "options": []}
        async with self._session.get(f"{self._url}/events", params={"after": 0}, headers=self._headers) as stream:
            return await self._replies(stream, -1)

    async def _replies(self, stream: aiohttp.ClientResponse, after: int) -> list[str]:
        """Everything that is said after a position, until Noor has nothing more to say."""
        lines: list[str] = []
        events = _events(stream)
        while True:
            try:
                async with timeout(QUIET_FOR if lines else ANSWER_WITHIN):
                    name, data = await anext(events)
            except asyncio.TimeoutError:
                if lines:
                    return lines
                raise
            except StopAsyncIteration:
                return lines
            if name == "typing" and not data["on"] and lines:
                return lines
            if name == "message":
                self._kept["position"] = data["position"]
                if data["from"] != "resident" and data["position"] > after:
                    lines += self._lines(data)

    def _lines(self, message: dict[str, Any]) -> list[str]:
        self._kept["options"] = [option["id"] for option in message["options"]]
        numbered = [f"  {n}. {option['label']}" for n, option in enumerate(message["options"], 1)]
        return [*message["text"].splitlines(), *numbered]

    def _save(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.touch(mode=0o600)
        self._file.write_text(json.dumps(self._kept))


async def _events(stream: aiohttp.ClientResponse) -> Any:
    name = ""
    async for raw in stream.content:
        line = raw.decode().rstrip("\n")
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))
