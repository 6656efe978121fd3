"""The webhook: only what Meta signed is taken, whatever else comes gets the right status and one line in the log."""

import json
import logging
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.whatsapp.incoming import read_update
from bot.channels.whatsapp.reading import Incoming
from bot.channels.whatsapp.signature import HEADER, is_signed, sign
from bot.messages.rows import utc_now
from bot.web import keys
from tests.whatsapp.meta import Meta

PATH = "/whatsapp/webhook"


def update(meta: Meta, **value: Any) -> dict[str, Any]:
    """A post of Meta's."""
    whole = {"messaging_product": "whatsapp", "metadata": meta.account.metadata, **value}
    return {
        "object": "whatsapp_business_account",
        "entry": [{"id": "1", "changes": [{"value": whole, "field": "messages"}]}],
    }


def text(own_id: str = "wamid.1", body: str = "Hallo", sender: str = "31612345678", at: int = 1) -> dict[str, Any]:
    return {"from": sender, "id": own_id, "timestamp": str(at), "type": "text", "text": {"body": body}}


async def post(noor: TestClient, meta: Meta, body: Any, signature: str | None = "") -> int:
    """The status of a post; signed as Meta does unless another signature is given."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    given_ = sign(raw, meta.account.app_secret) if signature == "" else signature
    async with noor.post(PATH, data=raw, headers={HEADER: given_} if given_ is not None else {}) as response:
        return response.status


async def taken_in(noor: TestClient) -> int:
    async with noor.app[keys.ENGINE].connect() as connection:
        return int((await connection.exec_driver_sql("SELECT count(*) FROM whatsapp_inbox")).scalar() or 0)


@pytest.mark.parametrize("signature", [None, "x", "sha256=", "sha256=" + "0" * 64, "sha1=abc", "sha256=é"])
async def test_what_is_not_signed_is_refused_in_one_line(noor: TestClient, meta: Meta, caplog, signature) -> None:
    caplog.clear()
    body = update(meta, messages=[text(body="heel geheim")])
    assert await post(noor, meta, body, signature) == 401
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("bot")]
    assert lines == ["WhatsApp: a wrong signature was refused"]
    assert await taken_in(noor) == 0


async def test_the_signature_is_over_the_raw_body(noor: TestClient, meta: Meta) -> None:
    body = json.dumps(update(meta, messages=[text()]), indent=3).encode()
    assert await post(noor, meta, body) == 200
    assert await post(noor, meta, body + b" ", sign(body, meta.account.app_secret)) == 401


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({}, 200),
        ({"hub.verify_token": "fout"}, 403),
        ({"hub.verify_token": "é"}, 403),
        ({"hub.mode": "unsubscribe"}, 403),
        ({"hub.challenge": ""}, 200),
    ],
)
async def test_the_verification(noor: TestClient, meta: Meta, changed: dict[str, str], status: int) -> None:
    asked = {"hub.mode": "subscribe", "hub.verify_token": meta.account.verify_token, "hub.challenge": "123", **changed}
    response = await noor.get(PATH, params=asked)
    assert response.status == status
    if status == 200:
        assert await response.text() == asked["hub.challenge"]
    assert (await noor.get(PATH)).status == 403


async def test_three_megabytes_are_taken_and_more_is_not(noor: TestClient, meta: Meta) -> None:
    body = json.dumps(update(meta, messages=[text()])).encode()
    assert await post(noor, meta, body + b" " * (3 * 1024**2 - len(body))) == 200
    assert await taken_in(noor) == 1
    assert await post(noor, meta, b" " * (5 * 1024**2)) == 413
    assert await post(noor, meta, b" " * (3 * 1024**2), "sha256=0") == 401


@pytest.mark.parametrize("body", [b"", b"nul", b"\xff\xfe", b"[]", b"3", b"null", b"[" * 100_000, b'{"a":' * 100_000])
async def test_what_is_no_object_is_refused(noor: TestClient, meta: Meta, body: bytes) -> None:
    assert await post(noor, meta, body) == 400


async def test_unknown_types_and_fields_and_empty_lists_are_acknowledged(noor: TestClient, meta: Meta) -> None:
    other_number = {"metadata": {"phone_number_id": "999"}, "messages": [text()]}
    bodies: list[Any] = [
        {},
        {"entry": []},
        {"entry": [{"changes": []}]},
        {"entry": [{"changes": [{"field": "messages", "value": other_number}]}]},
        {"entry": [{"changes": [{"field": "account_update", "value": {"metadata": meta.account.metadata}}]}]},
        update(meta, messages=[], statuses=[], contacts=[]),
        update(meta, messages=[{"id": "wamid.9"}], statuses=[{"id": "wamid.8", "status": "warped"}, {}]),
        update(meta, errors=[{"code": 1}]),
    ]
    assert [await post(noor, meta, body) for body in bodies] == [200] * len(bodies)
    assert await taken_in(noor) == 0


@pytest.mark.both_databases
async def test_every_message_of_every_entry_is_taken(noor: TestClient, meta: Meta) -> None:
    one = update(meta, messages=[text("wamid.1"), text("wamid.2")])
    two = update(meta, messages=[text("wamid.3", sender="31687654321")])
    both = {**one, "entry": [*one["entry"], *two["entry"], *one["entry"]]}
    both["entry"][0]["changes"] *= 2
    assert await post(noor, meta, both) == 200
    assert await taken_in(noor) == 3


async def test_nothing_is_logged_of_what_people_say_or_who_they_are(noor: TestClient, meta: Meta, caplog) -> None:
    caplog.set_level(logging.INFO)
    body = update(meta, messages=[text(body="mijn geheim"), {**text("kapot"), "id": ["geheim"]}, {"geheim": 1}])
    assert await post(noor, meta, body) == 200
    said = [record.getMessage() for record in caplog.records if record.name.startswith("bot")]
    assert said == ["WhatsApp: 2 parts of what Meta posted could not be read"]


def test_the_comparison_of_signatures() -> None:
    assert is_signed(b"a", sign(b"a", "geheim"), "geheim")
    assert not is_signed(b"a", sign(b"a", "anders"), "geheim")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | st.sampled_from(["text", "image"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(max_size=8) | st.sampled_from(["id", "type", "text", "body", "from"]), inner, max_size=5
        )
    ),
    max_leaves=20,
)
KINDS = (
    "text",
    "button",
    "interactive",
    "location",
    "image",
    "document",
    "reaction",
    "edit",
    "revoke",
    "system",
    "ufo",
)


@st.composite
def posts(draw: st.DrawFn) -> dict[str, Any]:
    """Something like a post of Meta's, with anything at all in any of its places."""
    kind = draw(st.sampled_from(KINDS))
    content = draw(
        ANYTHING
        | st.dictionaries(
            st.sampled_from(
                [
                    "body",
                    "id",
                    "latitude",
                    "longitude",
                    "message",
                    "original_message_id",
                    "button_reply",
                    "type",
                    "wa_id",
                    "emoji",
                    "caption",
                ]
            ),
            ANYTHING,
            max_size=6,
        )
    )
    message = {
        "id": draw(st.just("wamid.A") | ANYTHING),
        "from": draw(st.just("31612345678") | ANYTHING),
        "timestamp": draw(st.just("1") | ANYTHING),
        "type": draw(st.just(kind) | ANYTHING),
        kind: content,
    }
    status = {
        "id": draw(st.just("wamid.B") | ANYTHING),
        "status": draw(st.sampled_from(["read", "failed"]) | ANYTHING),
        "errors": draw(ANYTHING),
        "biz_opaque_callback_data": draw(st.just("1.0") | ANYTHING),
    }
    value = {
        "messages": draw(st.just([message]) | ANYTHING),
        "statuses": draw(st.just([status]) | ANYTHING),
        "contacts": draw(ANYTHING),
    }
    return value


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=posts(), deep=ANYTHING)
def test_whatever_meta_posts_is_read_without_a_crash(value: dict[str, Any], deep: Any) -> None:
    metadata = {"phone_number_id": "1"}
    payload = {"entry": [{"changes": [{"field": "messages", "value": {**value, "metadata": metadata}}]}, deep]}
    read = read_update(json.loads(json.dumps(payload)), "1", utc_now())
    for received in read.messages:
        assert Incoming.from_json(received.incoming.to_json()) == received.incoming
        assert received.sent_at <= utc_now()
