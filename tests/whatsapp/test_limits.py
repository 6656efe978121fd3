"""How many, to whom and when: each limit of Meta's lets the last one through and refuses the next."""

import pytest

from tests.waiting import eventually
from tests.whatsapp.conftest import Call
from tests.whatsapp.limits import A_SECOND, PAIR_BURST, PAIR_EVERY, WINDOW
from tests.whatsapp.messages import template, text
from tests.whatsapp.meta import Meta
from tests.whatsapp.phone import Phone
from tests.whatsapp.receiver import Receiver


@pytest.fixture
async def phone(meta: Meta, front: Receiver) -> Phone:
    """Somebody who has just written."""
    phone = meta.phone(number="31612345678")
    phone.write("Hoi")
    await eventually(lambda: front.bodies)
    return phone


async def code(send: Call, body: object) -> int:
    """The code of the refusal, 0 for none."""
    status, answer = await send(body)
    return int(answer["error"]["code"]) if status != 200 else 0


async def test_the_window_closes_after_24_hours(meta: Meta, phone: Phone, send: Call) -> None:
    meta.network.habits.templates["antwoord", "nl"] = "Er is een antwoord."
    meta.clock.forward(WINDOW - 5)
    assert await code(send, text()) == 0
    meta.clock.forward(10)
    assert await code(send, text()) == 131047
    assert await code(send, template()) == 0
    assert await code(send, text()) == 131047, "a template opens nothing"
    phone.write("Ben je er nog?")
    await eventually(lambda: meta.network.rate.most)
    assert await code(send, text()) == 0


async def test_who_never_wrote_gets_only_templates(meta: Meta, send: Call) -> None:
    meta.phone(number="31687654321")
    assert await code(send, text(to="31687654321")) == 131047


async def test_a_closed_window_may_be_told_later(meta: Meta, phone: Phone, front: Receiver, send: Call) -> None:
    meta.network.habits.errors_later = True
    meta.clock.forward(WINDOW)
    assert await code(send, text(biz_opaque_callback_data="m1")) == 0
    await eventually(lambda: front.updates("statuses"))
    (told,) = front.updates("statuses")
    assert (told["status"], told["biz_opaque_callback_data"]) == ("failed", "m1")
    assert told["errors"][0]["code"] == 131047
    assert phone.received == []


async def test_nobody_there(meta: Meta, front: Receiver, send: Call) -> None:
    assert await code(send, text(to="31600000000")) == 131026
    meta.network.habits.errors_later = True
    assert await code(send, text(to="31600000000")) == 0
    await eventually(lambda: front.updates("statuses"))
    assert front.updates("statuses")[0]["errors"][0]["code"] == 131026


async def test_who_blocked_the_number_is_not_reached(phone: Phone, send: Call) -> None:
    phone.blocked = True
    assert await code(send, text()) == 131026


async def test_one_person_gets_a_burst_and_then_one_every_six_seconds(meta: Meta, phone: Phone, send: Call) -> None:
    assert [await code(send, text()) for _ in range(PAIR_BURST)] == [0] * PAIR_BURST
    assert await code(send, text()) == 131056
    meta.clock.forward(PAIR_EVERY + 0.1)
    assert [await code(send, text()), await code(send, text())] == [0, 131056]
    meta.clock.forward(PAIR_EVERY * 10)
    assert [await code(send, text()) for _ in range(11)] == [0] * 10 + [131056]


async def test_another_person_is_not_in_that_burst(meta: Meta, phone: Phone, send: Call) -> None:
    meta.network.window.open(meta.phone(number="31687654321"))
    for _ in range(PAIR_BURST):
        await send(text())
    assert await code(send, text()) == 131056
    assert await code(send, text(to="31687654321")) == 0


async def test_the_number_sends_80_a_second_in_and_out(
    meta: Meta, phone: Phone, send: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = meta.clock.now() + 10
    monkeypatch.setattr(meta.clock, "now", lambda: now)
    for number in range(A_SECOND - 1):
        meta.network.window.open(meta.phone(number=f"3161234{number:04}"))
        assert await code(send, text(to=f"3161234{number:04}")) == 0
    meta.network.rate.arrived()
    assert await code(send, text()) == 130429
    monkeypatch.setattr(meta.clock, "now", lambda: now + 1)
    assert await code(send, text()) == 0


async def test_what_is_refused_does_not_count(meta: Meta, phone: Phone, send: Call) -> None:
    for _ in range(PAIR_BURST + 5):
        await send(text(""))
    assert await code(send, text()) == 0


async def test_a_reading_is_no_message(meta: Meta, phone: Phone, front: Receiver, send: Call) -> None:
    wamid = front.updates("messages")[0]["id"]
    read = {"messaging_product": "whatsapp", "status": "read", "message_id": wamid}
    for _ in range(PAIR_BURST + 5):
        assert await code(send, read) == 0
    assert phone.read_by_noor == {wamid}
