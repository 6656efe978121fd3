"""A stand-in that runs, a front that listens to it, and a client that calls it."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.settings import Settings
from tests.whatsapp.meta import Meta
from tests.whatsapp.receiver import Receiver
from tests.whatsapp.whole_front import WholeFront

Call = Callable[..., Awaitable[tuple[int, Any]]]


@pytest.fixture
async def meta() -> AsyncIterator[Meta]:
    meta = Meta()
    await meta.start()
    yield meta
    await meta.stop()


@pytest.fixture
async def front(meta: Meta) -> AsyncIterator[Receiver]:
    """Where the stand-in tells what happens."""
    receiver = Receiver(meta.account)
    await meta.subscribe(await receiver.start())
    yield receiver
    await receiver.stop()


@pytest.fixture
async def noor(settings: Settings, meta: Meta) -> AsyncIterator[WholeFront]:
    """Noor's own front, told by the stand-in."""
    noor = WholeFront(settings, meta)
    await noor.start()
    yield noor
    await noor.stop()


@pytest.fixture
def send(meta: Meta, session: ClientSession) -> Call:
    """POST to the number's messages: the status and the answer."""

    async def post(body: Any, **changed: Any) -> tuple[int, dict[str, Any]]:
        version = changed.get("version", meta.account.version)
        number = changed.get("number", meta.account.phone_number_id)
        content_type = changed.get("content_type", "application/json")
        headers = {
            "Authorization": f"Bearer {changed.get('token', meta.account.token)}",
            "Content-Type": content_type,
        }
        url = f"{meta.url}/{version}/{number}/messages"
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        async with session.post(url, headers=headers, data=data) as answer:
            return answer.status, await answer.json()

    return post


@pytest.fixture
def get(meta: Meta, session: ClientSession) -> Call:
    """GET a path, or an address as it is: the status and the answer."""

    async def ask(path: str, token: str | None = None) -> tuple[int, Any]:
        headers = {"Authorization": f"Bearer {token or meta.account.token}"}
        async with session.get(path if path.startswith("http") else meta.url + path, headers=headers) as answer:
            return (
                answer.status,
                await answer.json() if answer.content_type == "application/json" else await answer.read(),
            )

    return ask
