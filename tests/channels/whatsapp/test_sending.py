"""Sending over WhatsApp: in order, each once, whatever Meta or the network does, and within Meta's limits."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app import init_app
from bot.channels.whatsapp.deliveries import Deliveries
from bot.channels.whatsapp.sealing import Vault, new_key
from bot.messages.rows import utc_now
from bot.settings import Settings
from bot.storage.engine import open_engine
from bot.storage.tables import conversations
from bot.storage.whatsapp_tables import outbox
from bot.web import keys
from tests.channels.whatsapp.person import greeted, state_is
from tests.fake_rasa import FakeRasa, reply
from tests.waiting import eventually
from tests.whatsapp.faults import Faults
from tests.whatsapp.meta import Meta


async def test_the_desk_can_ask_who_somebody_is(noor: TestClient, meta: Meta) -> None:
    phone, conversation = await greeted(noor, meta)
    reach = noor.app[keys.REACH]["whatsapp"]
    assert await reach.address(conversation) == phone.number
    assert await reach.address("nergens") is None
    other = Deliveries(noor.app[keys.ENGINE], Vault(new_key()), invites=True)
    assert await other.address(conversation) is None


@pytest.mark.parametrize("later", [False, True])
async def test_who_cannot_be_reached_is_told_to_staff(noor: TestClient, meta: Meta, later: bool) -> None:
    phone, conversation = await greeted(noor, meta)
    meta.network.habits.errors_later = later
    phone.blocked = True
    position = await noor.app[keys.LOG].say(conversation, "staff", "Ben je er nog?", author="Anna")
    await state_is(noor, position, "failed")
    assert (await noor.app[keys.REACH]["whatsapp"].deliveries(conversation))[position] == "failed"


@pytest.mark.parametrize("kind", ["429", "500", "cut before", "cut after", "silent after"])
async def test_each_message_goes_once_whatever_fails(noor: TestClient, meta: Meta, rasa: FakeRasa, kind: str) -> None:
    phone, _ = await greeted(noor, meta)
    rasa.answer = lambda message: [reply("Een."), reply("Twee."), reply("Drie.")]
    meta.faults = Faults(0.4, kinds=(kind,), silent_for=0.2, seed=3)
    phone.write("Verder")
    await eventually(lambda: len(phone.received) >= 5, 20)
    assert phone.texts[2:] == ["Een.", "Twee.", "Drie."]


async def test_what_was_being_sent_when_the_front_died_is_not_sent_twice(
    whatsapp_settings: Settings, meta: Meta, aiohttp_client, rasa: FakeRasa
) -> None:
    """Meta has it, but the answer to the call was lost with the process: word of it comes in a status."""
    noor = await aiohttp_client(init_app(whatsapp_settings))
    await meta.subscribe(str(noor.make_url("/whatsapp/webhook")))
    phone, _ = await greeted(noor, meta)
    await noor.close()
    async with open_database(whatsapp_settings) as engine, engine.begin() as connection:
        # As if it died after the call of the last message, and before it noted that it went.
        last = outbox.c.position == 3
        values = {"state": "sending", "message_hash": None, "tried_at": utc_now()}
        await connection.execute(update(outbox).where(last).values(values))
    noor = await aiohttp_client(init_app(whatsapp_settings))
    await meta.subscribe(str(noor.make_url("/whatsapp/webhook")))
    meta.network._webhooks.tell(status(meta, "3.0", "delivered"))
    phone.write("Ben je er?")
    await eventually(lambda: phone.texts[2:] == ["Je zei: Ben je er?"], 0.9)


@pytest.mark.both_databases
async def test_what_never_arrived_is_sent_after_a_while(
    whatsapp_settings: Settings, meta: Meta, aiohttp_client, rasa: FakeRasa
) -> None:
    noor = await aiohttp_client(init_app(whatsapp_settings))
    await meta.subscribe(str(noor.make_url("/whatsapp/webhook")))
    phone, conversation = await greeted(noor, meta)
    meta.faults = Faults(1.0, kinds=("cut before",))
    await noor.app[keys.LOG].say(conversation, "staff", "Hallo?", author="Anna")
    await state_is(noor, 4, "sending")
    await noor.close()
    meta.faults = Faults()
    noor = await aiohttp_client(init_app(whatsapp_settings))
    await eventually(lambda: phone.texts[2:] == ["Anna: Hallo?"])


async def test_a_flood_for_one_person_stays_within_what_meta_lends(
    noor: TestClient, meta: Meta, rasa: FakeRasa
) -> None:
    phone, conversation = await greeted(noor, meta)
    log = noor.app[keys.LOG]
    for number in range(60):
        await log.say(conversation, "staff", f"Bericht {number}", author="Anna")
    await eventually(lambda: len(phone.received) >= 42, 20)
    assert meta.refusals == []
    assert phone.texts[2:] == [f"Anna: Bericht {number}" for number in range(len(phone.received) - 2)]
    assert len(phone.received) < 50


async def test_many_people_at_once_stay_within_the_number_s_rate(noor: TestClient, meta: Meta) -> None:
    phones = [meta.phone() for _ in range(40)]
    for phone in phones:
        phone.write("Hallo")
        # What comes in counts at Meta before we know of it: only a steady flow leaves room that is sure.
        await asyncio.sleep(0.07)
    await eventually(lambda: all(len(phone.received) == 2 for phone in phones), 30)
    async with noor.app[keys.ENGINE].connect() as connection:
        everybody = list(await connection.scalars(select(conversations.c.id)))
    for conversation in 3 * everybody:
        await noor.app[keys.LOG].say(conversation, "staff", "Vandaag komt de wagen later.", author="Anna")
    await eventually(lambda: all(len(phone.received) == 5 for phone in phones), 30)
    assert meta.refusals == []
    assert meta.network.rate.most <= 80


def status(meta: Meta, key: str, name: str) -> dict[str, Any]:
    told = {"id": "wamid.lost", "status": name, "timestamp": "1", "biz_opaque_callback_data": key}
    return {"messaging_product": "whatsapp", "metadata": meta.account.metadata, "statuses": [told]}


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[AsyncEngine]:
    engine = open_engine(settings.database_url)
    yield engine
    await engine.dispose()
