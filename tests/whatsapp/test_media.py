"""Files of residents: fetched in two steps with the token, and gone after a while."""

import hashlib

import pytest
from aiohttp import ClientSession

from tests.waiting import eventually
from tests.whatsapp.conftest import Call
from tests.whatsapp.media import ADDRESS_FOR, ID_FOR, MOST
from tests.whatsapp.meta import Meta
from tests.whatsapp.receiver import Receiver

PHOTO = b"\xff\xd8\xff a photo"


@pytest.fixture
async def media_id(meta: Meta, front: Receiver) -> str:
    """The id of a photo that somebody sent."""
    meta.phone().send_photo(PHOTO, caption="Dit is de kuil")
    await eventually(lambda: front.bodies)
    image = front.updates("messages")[0]["image"]
    assert (image["caption"], image["mime_type"]) == ("Dit is de kuil", "image/jpeg")
    assert image["sha256"] == hashlib.sha256(PHOTO).hexdigest()
    return str(image["id"])


async def test_two_steps(meta: Meta, get: Call, media_id: str) -> None:
    status, about = await get(f"/{meta.account.version}/{media_id}")
    assert (status, about["id"], about["file_size"], about["messaging_product"]) == (
        200,
        media_id,
        len(PHOTO),
        "whatsapp",
    )
    assert await get(about["url"]) == (200, PHOTO)


async def test_the_address_asks_for_the_token(meta: Meta, get: Call, media_id: str, session: ClientSession) -> None:
    _, about = await get(f"/{meta.account.version}/{media_id}")
    async with session.get(about["url"]) as answer:
        assert answer.status == 401


async def test_the_address_lasts_minutes_and_a_new_one_can_be_asked(meta: Meta, get: Call, media_id: str) -> None:
    _, about = await get(f"/{meta.account.version}/{media_id}")
    meta.clock.forward(ADDRESS_FOR)
    assert (await get(about["url"]))[0] == 404
    _, about = await get(f"/{meta.account.version}/{media_id}")
    assert (await get(about["url"]))[0] == 200


async def test_the_id_lasts_a_week(meta: Meta, get: Call, media_id: str) -> None:
    meta.clock.forward(ID_FOR)
    status, answer = await get(f"/{meta.account.version}/{media_id}")
    assert (status, answer["error"]["code"], answer["error"]["error_subcode"]) == (400, 100, 33)


async def test_an_id_that_never_was(meta: Meta, get: Call) -> None:
    status, answer = await get(f"/{meta.account.version}/123")
    assert (status, answer["error"]["code"]) == (400, 100)


async def test_no_photo_larger_than_whatsapp_takes(meta: Meta) -> None:
    with pytest.raises(ValueError, match="does not send"):
        meta.phone().send_photo(b"a" * (MOST["image"] + 1))
