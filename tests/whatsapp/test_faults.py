"""Failing on purpose: what went wrong, and whether it was done all the same."""

import asyncio

import aiohttp
import pytest

from tests.whatsapp.conftest import Call
from tests.whatsapp.faults import KINDS
from tests.whatsapp.messages import text
from tests.whatsapp.meta import Meta
from tests.whatsapp.phone import Phone


@pytest.fixture
def phone(meta: Meta) -> Phone:
    phone = meta.phone(number="31612345678")
    meta.network.window.open(phone)
    meta.faults.chance = 1.0
    meta.faults.silent_for = 0.01
    return phone


@pytest.mark.parametrize(("kind", "status", "code"), [("429", 429, 80007), ("500", 500, 131000)])
async def test_refused_for_no_reason(meta: Meta, phone: Phone, send: Call, kind: str, status: int, code: int) -> None:
    meta.faults.kinds = (kind,)
    got, answer = await send(text())
    assert (got, answer["error"]["code"], phone.received) == (status, code, [])


@pytest.mark.parametrize("kind", ["cut before", "cut after", "silent before", "silent after"])
async def test_no_answer(meta: Meta, phone: Phone, send: Call, kind: str) -> None:
    meta.faults.kinds = (kind,)
    with pytest.raises(aiohttp.ClientConnectionError):
        await send(text())
    await asyncio.sleep(0.05)
    assert len(phone.received) == (1 if kind.endswith("after") else 0)


async def test_as_often_as_was_asked_and_of_every_kind(meta: Meta, phone: Phone, send: Call) -> None:
    meta.faults.chance = 0.1
    answered = failed = 0
    for _ in range(1000):
        meta.clock.forward(6)
        try:
            status, _ = await send(text())
        except aiohttp.ClientConnectionError:
            status = 0
        answered += status == 200
        failed += status != 200
    assert failed == sum(meta.faults.done.values())
    assert 60 < failed < 150
    assert all(meta.faults.done[kind] for kind in KINDS)


async def test_the_same_seed_fails_the_same_calls(meta: Meta, phone: Phone, send: Call) -> None:
    meta.faults.chance, meta.faults.kinds = 0.5, ("500",)

    async def run() -> list[int]:
        meta.faults.__post_init__()
        return [(await send(text()))[0] for _ in range(10)]

    assert await run() == await run()
