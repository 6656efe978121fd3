"""Noor's front and Meta together: what a standstill may not do."""

import asyncio

from sqlalchemy import update

from bot.storage.whatsapp_tables import outbox
from bot.web import keys
from tests.waiting import eventually
from tests.whatsapp.meta import Meta
from tests.whatsapp.whole_front import UNSURE_FOR, WholeFront


async def test_word_of_a_message_is_waited_for_again_after_a_standstill(meta: Meta, noor: WholeFront) -> None:
    phone = meta.phone()
    phone.write("Hoi")
    await eventually(lambda: phone.texts[1:] == ["Je zei: Hoi"] and meta.webhooks.idle)
    # As it is when the front is killed right after Meta has taken it.
    async with noor.app[keys.ENGINE].begin() as connection:
        await connection.execute(update(outbox).values(state="sending", message_hash=None))
    await noor.stop()
    await asyncio.sleep(UNSURE_FOR)
    await noor.start()
    await asyncio.sleep(UNSURE_FOR / 2)
    assert len(phone.received) == 2, "Meta had no time to tell that they had arrived"
