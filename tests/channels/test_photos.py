"""A photo with a conversation: sent, cleaned, shown to its sender and to staff, and to nobody else."""

from pathlib import Path

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient

from bot.app import init_app
from bot.messages import texts
from bot.settings import Settings
from tests.chat import Chat
from tests.fake_rasa import FakeRasa
from tests.privacy.photos import SECRETS, photo


async def send(chat: Chat, data: bytes, own_id: str = "foto") -> ClientResponse:
    return await chat.client.post(f"/api/chat/photos?id={own_id}", data=data, headers=chat.headers)


def kept_in(folder: Path) -> bytes:
    """Everything that is in the files of a folder."""
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


async def sent_photo(chat: Chat) -> str:
    """Send a photo; its address."""
    assert (await send(chat, photo("JPEG"))).status == 202
    [_, mine, _] = await chat.messages(3)
    return f"/api/chat/photos/{mine['photo']['id']}"


async def test_a_photo_comes_back_clean(front: TestClient, tmp_path: Path) -> None:
    chat = await Chat.begin(front)
    response = await front.get(await sent_photo(chat), headers=chat.headers)
    body = await response.read()
    assert (response.status, response.content_type) == (200, "image/jpeg")
    assert body.startswith(b"\xff\xd8")
    assert not any(secret in kept_in(tmp_path) for secret in SECRETS)


async def test_noor_is_not_bothered_and_the_resident_hears_who_sees_it(front: TestClient, rasa: FakeRasa) -> None:
    chat = await Chat.begin(front)
    await sent_photo(chat)
    [_, mine, told] = await chat.messages(3)
    assert (mine["from"], mine["text"], mine["photo"]["width"]) == ("resident", "Foto", 60)
    assert (told["from"], told["text"]) == ("system", texts.PHOTO_KEPT)
    assert rasa.requests == []


async def test_the_same_id_twice_is_one_photo(front: TestClient, tmp_path: Path) -> None:
    chat = await Chat.begin(front)
    first, again = await send(chat, photo("PNG")), await send(chat, photo("PNG"))
    assert (first.status, again.status) == (202, 200)
    assert await first.json() == await again.json()
    assert len(list((tmp_path / "photos").rglob("*.jpg"))) == 1


async def test_a_photo_of_somebody_else_is_not_there(front: TestClient) -> None:
    chat, other = await Chat.begin(front), await Chat.begin(front)
    address = await sent_photo(chat)
    assert (await front.get(address, headers=other.headers)).status == 404
    assert (await front.get(address)).status == 401


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [(b"", 415, "no_photo"), (b"geen foto", 415, "no_photo"), (b"x" * 2**21, 413, "too_large")],
)
async def test_what_is_no_photo_is_refused_kindly(
    settings: Settings, aiohttp_client, data: bytes, status: int, code: str
) -> None:
    chat = await Chat.begin(await aiohttp_client(init_app(settings.copy(update={"max_photo_mb": 1}))))
    response = await send(chat, data)
    error = (await response.json())["error"]
    assert (response.status, error["code"]) == (status, code)
    assert error["message"].endswith(".")


async def test_without_a_length_it_is_still_not_read_to_the_end(settings: Settings, aiohttp_client) -> None:
    chat = await Chat.begin(await aiohttp_client(init_app(settings.copy(update={"max_photo_mb": 1}))))

    async def endless():
        for _ in range(40):
            yield b"x" * 2**16

    response = await chat.client.post("/api/chat/photos?id=a", data=endless(), headers=chat.headers)
    assert response.status == 413


async def test_ten_megabytes_fit(front: TestClient) -> None:
    chat = await Chat.begin(front)
    data = photo("JPEG")
    assert (await send(chat, data + b"\x00" * (10 * 2**20 - len(data)))).status == 202


async def test_many_photos_wait_and_others_go_on(front: TestClient) -> None:
    chat, other = await Chat.begin(front), await Chat.begin(front)
    statuses = [(await send(chat, b"", f"foto{number}")).status for number in range(8)]
    assert statuses.count(429) == 2
    assert (await send(other, photo("PNG"))).status == 202
    await chat.say("ik kan nog praten")
