"""A front and the stand-in together, without Rasa: what goes wrong between the two."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import TestServer
from sqlalchemy import update

from bot.app import init_app
from bot.settings import Settings
from bot.storage.whatsapp_tables import outbox
from bot.web import keys
from tests.waiting import eventually
from tests.whatsapp.account import new_key
from tests.whatsapp.meta import Meta

UNSURE_FOR = 1.0


class Front:
    """A front that is stopped and started again on the same database."""

    def __init__(self, settings: Settings, meta: Meta) -> None:
        self._settings, self._meta = settings, meta

    async def start(self) -> None:
        self.app = init_app(self._settings)
        self._server = TestServer(self.app)
        await self._server.start_server()
        self._meta.webhooks.url = str(self._server.make_url("/whatsapp/webhook"))

    async def stop(self) -> None:
        await self._server.close()


@pytest.fixture
async def front(settings: Settings, meta: Meta) -> AsyncIterator[Front]:
    account = meta.account
    given = {
        "whatsapp_number_id": account.phone_number_id,
        "whatsapp_access_token": account.token,
        "whatsapp_app_secret": account.app_secret,
        "whatsapp_verify_token": account.verify_token,
        "whatsapp_key": new_key(),
        "whatsapp_graph_url": meta.url,
        "whatsapp_unsure_for": UNSURE_FOR,
    }
    front = Front(Settings.parse_obj({**settings.dict(), **given}), meta)
    await front.start()
    yield front
    await front.stop()


async def test_word_of_a_message_is_waited_for_again_after_a_standstill(meta: Meta, front: Front) -> None:
    phone = meta.phone()
    phone.write("Hoi")
    await eventually(lambda: phone.texts[1:] == ["Je zei: Hoi"] and meta.webhooks.idle)
    # As it is when the front is killed right after Meta has taken it.
    async with front.app[keys.ENGINE].begin() as connection:
        await connection.execute(update(outbox).values(state="sending", message_hash=None))
    await front.stop()
    await asyncio.sleep(UNSURE_FOR)
    await front.start()
    await asyncio.sleep(UNSURE_FOR / 2)
    assert len(phone.received) == 2, "Meta had no time to tell that they had arrived"
