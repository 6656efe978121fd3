"""Who may call, and what the number tells of itself."""

import pytest

from tests.whatsapp.account import Account
from tests.whatsapp.conftest import Call
from tests.whatsapp.messages import text
from tests.whatsapp.meta import MOST_BODY, Meta
from tests.whatsapp.receiver import Receiver


async def test_a_wrong_token(send: Call, get: Call, meta: Meta) -> None:
    status, answer = await send(text(), token="wrong")
    assert (status, answer["error"]["code"], answer["error"]["error_subcode"]) == (401, 190, 463)
    status, answer = await get(f"/{meta.account.version}/{meta.account.phone_number_id}", token="wrong")
    assert (status, answer["error"]["code"]) == (401, 190)


async def test_another_version(send: Call) -> None:
    status, answer = await send(text(), version="v3.0")
    assert (status, answer["error"]["code"]) == (400, 100)
    assert "v3.0" in answer["error"]["message"]


async def test_a_number_that_is_not_ours(send: Call) -> None:
    status, answer = await send(text(), number="123")
    assert (status, answer["error"]["code"], answer["error"]["error_subcode"]) == (400, 100, 33)


async def test_a_form_instead_of_json(send: Call) -> None:
    status, answer = await send(b"to=31612345678", content_type="application/x-www-form-urlencoded")
    assert (status, answer["error"]["code"]) == (400, 100)


async def test_a_body_that_is_too_large(send: Call) -> None:
    status, answer = await send(text("a" * MOST_BODY))
    assert (status, answer["error"]["code"]) == (413, 100)


async def test_the_number_tells_what_is_asked(get: Call, meta: Meta) -> None:
    number = f"/{meta.account.version}/{meta.account.phone_number_id}"
    status, answer = await get(number)
    assert (status, answer["verified_name"], answer["id"]) == (200, "Gemeente Noordwijk", meta.account.phone_number_id)
    assert await get(f"{number}?fields=quality_rating") == (
        200,
        {"quality_rating": "GREEN", "id": meta.account.phone_number_id},
    )
    status, answer = await get(f"{number}?fields=colour")
    assert (status, answer["error"]["code"]) == (400, 100)


async def test_only_who_knows_the_verify_token_is_told(meta: Meta) -> None:
    stranger = Receiver(Account())
    address = await stranger.start()
    with pytest.raises(ValueError, match="could not be validated: 403"):
        await meta.subscribe(address)
    assert meta.webhooks.url == ""
    await stranger.stop()
