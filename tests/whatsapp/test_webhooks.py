"""How the front is told: signed, again until it says 200, and as untidily as is asked for."""

import hashlib
import hmac

from tests.waiting import eventually
from tests.whatsapp.conftest import Call
from tests.whatsapp.messages import text
from tests.whatsapp.meta import Meta
from tests.whatsapp.receiver import Receiver, values


async def test_the_raw_body_is_signed(meta: Meta, front: Receiver) -> None:
    meta.phone(name="Zoë").write("Hé, ik wil verhuizen 🚚")
    await eventually(lambda: front.bodies)
    right = hmac.new(meta.account.app_secret.encode(), front.bodies[0], hashlib.sha256).hexdigest()
    assert front.signatures == [f"sha256={right}"]


async def test_a_message_says_who_and_what(meta: Meta, front: Receiver) -> None:
    phone = meta.phone(name="Zoë", number="31612345678")
    wamid = phone.write("Hoi")
    await eventually(lambda: front.bodies)
    (value,) = values(front.bodies[0])
    assert value["metadata"]["phone_number_id"] == meta.account.phone_number_id
    assert value["contacts"] == [{"profile": {"name": "Zoë"}, "user_id": phone.user_id, "wa_id": "31612345678"}]
    (message,) = value["messages"]
    assert message.pop("timestamp").isdigit()
    assert message == {
        "from": "31612345678",
        "from_user_id": phone.user_id,
        "id": wamid,
        "type": "text",
        "text": {"body": "Hoi"},
    }


async def test_it_is_told_again_until_it_is_acknowledged(meta: Meta, front: Receiver) -> None:
    meta.webhooks.delivery.retry_first = 0.01
    front.status = 500
    meta.phone().write("Hoi")
    await eventually(lambda: len(front.bodies) >= 3)
    assert not meta.webhooks.idle
    front.status = 200
    await eventually(lambda: meta.webhooks.idle)
    assert len(set(front.bodies)) == 1
    assert meta.webhooks.delivered.refused == len(front.bodies) - 1


async def test_in_order_one_by_one_unless_asked_otherwise(meta: Meta, front: Receiver) -> None:
    phone = meta.phone()
    sent = [phone.write(str(number)) for number in range(20)]
    await eventually(lambda: len(front.bodies) == 20)
    assert [message["id"] for message in front.updates("messages")] == sent


async def test_twice(meta: Meta, front: Receiver) -> None:
    meta.webhooks.delivery.doubles = 0.3
    phone = meta.phone()
    sent = [phone.write(str(number)) for number in range(200)]
    await eventually(lambda: meta.webhooks.idle and len(front.bodies) >= 200)
    came = [message["id"] for message in front.updates("messages")]
    assert set(came) == set(sent)
    assert 230 < len(came) < 290


async def test_out_of_order_and_in_batches(meta: Meta, front: Receiver) -> None:
    delivery = meta.webhooks.delivery
    delivery.shuffled, delivery.batch, delivery.gather = True, 10, 0.05
    phone = meta.phone()
    sent = [phone.write(str(number)) for number in range(100)]
    await eventually(lambda: len(front.updates("messages")) == 100)
    came = [message["id"] for message in front.updates("messages")]
    assert sorted(came) == sorted(sent) and came != sent
    assert len({len(values(body)) for body in front.bodies}) > 2
    assert max(len(values(body)) for body in front.bodies) <= 10


async def test_never_more_than_a_thousand_in_one(meta: Meta, front: Receiver) -> None:
    delivery = meta.webhooks.delivery
    delivery.batch, delivery.gather = 5000, 0.1
    phone = meta.phone()
    for number in range(1500):
        phone.write(str(number))
    await eventually(lambda: len(front.updates("messages")) == 1500)
    assert [len(values(body)) for body in front.bodies] == [1000, 500]


async def test_statuses_follow_a_message_with_what_was_said_beside_it(meta: Meta, front: Receiver, send: Call) -> None:
    phone = meta.phone(number="31612345678")
    meta.network.window.open(phone)
    _, answer = await send(text(biz_opaque_callback_data="m17"))
    await eventually(lambda: len(front.updates("statuses")) == 3)
    statuses = front.updates("statuses")
    assert [status["status"] for status in statuses] == ["sent", "delivered", "read"]
    assert {status["id"] for status in statuses} == {answer["messages"][0]["id"]}
    assert {status["biz_opaque_callback_data"] for status in statuses} == {"m17"}
    assert {status["recipient_id"] for status in statuses} == {"31612345678"}
