"""A front with WhatsApp, and a stand-in for Meta that it talks to."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp.test_utils import TestClient

from bot.app import init_app
from bot.channels.whatsapp.sealing import Vault, new_key
from bot.settings import Settings
from tests.whatsapp.meta import Meta

KEY = new_key()
TEMPLATE = "De gemeente heeft geantwoord. Stuur een bericht."


@pytest.fixture
async def meta() -> AsyncIterator[Meta]:
    meta = Meta()
    await meta.start()
    yield meta
    await meta.stop()


@pytest.fixture
def vault() -> Vault:
    return Vault(KEY)


@pytest.fixture
def whatsapp_settings(settings: Settings, meta: Meta) -> Settings:
    """Settings of a front that talks to the stand-in."""
    given = {
        **settings.dict(),
        "whatsapp_number_id": meta.account.phone_number_id,
        "whatsapp_access_token": meta.account.token,
        "whatsapp_app_secret": meta.account.app_secret,
        "whatsapp_verify_token": meta.account.verify_token,
        "whatsapp_key": KEY,
        "whatsapp_graph_url": meta.url,
        "whatsapp_template": "antwoord",
        "whatsapp_unsure_for": 1.0,
    }
    return Settings.parse_obj(given)


@pytest.fixture
async def noor(
    whatsapp_settings: Settings, meta: Meta, aiohttp_client: Callable[..., Awaitable[TestClient]]
) -> TestClient:
    """A front that Meta brings to what happens."""
    client = await aiohttp_client(init_app(whatsapp_settings))
    await meta.subscribe(str(client.make_url("/whatsapp/webhook")))
    return client


@pytest.fixture
def template(meta: Meta) -> str:
    """What the template says that Meta has approved."""
    meta.network.habits.templates["antwoord", "nl"] = TEMPLATE
    return TEMPLATE
