"""Noor's own front with the stand-ins for Meta and for Rasa on either side."""

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.app import init_app
from bot.settings import Settings
from tests.whatsapp.account import new_key
from tests.whatsapp.meta import Meta

UNSURE_FOR = 1.0


class WholeFront:
    """A front that can be stopped and started again on the same database."""

    app: web.Application

    def __init__(self, settings: Settings, meta: Meta) -> None:
        self.key = new_key()
        given = {
            "whatsapp_number_id": meta.account.phone_number_id,
            "whatsapp_access_token": meta.account.token,
            "whatsapp_app_secret": meta.account.app_secret,
            "whatsapp_verify_token": meta.account.verify_token,
            "whatsapp_key": self.key,
            "whatsapp_graph_url": meta.url,
            "whatsapp_unsure_for": UNSURE_FOR,
        }
        self.settings = Settings.parse_obj({**settings.dict(), **given})
        self._meta = meta

    async def start(self) -> None:
        """Listen, and be told by Meta."""
        self.app = init_app(self.settings)
        self._server = TestServer(self.app)
        await self._server.start_server()
        await self._meta.subscribe(str(self._server.make_url("/whatsapp/webhook")))

    async def stop(self) -> None:
        await self._server.close()
