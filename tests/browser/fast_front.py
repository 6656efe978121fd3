"""A real front with a stand-in for Rasa, in a thread of its own, for browser tests that are about the widget."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import web
from sqlalchemy import select

from bot.app import init_app
from bot.messages.log import MessageLog
from bot.messages.wake import Announcer
from bot.settings import Settings
from bot.storage.tables import conversations
from bot.web import keys
from tests.fake_rasa import SECRET, FakeRasa, reply

MUNICIPALITY_FILE = Path(__file__).parents[2] / "data" / "municipality.yml"
OPTIONS = ("Geldig paspoort", "Verlopen", "Kwijt of gestolen")
T = TypeVar("T")


def script(message: dict[str, Any]) -> list[dict[str, Any]]:
    """Noor's part in these tests: it depends only on what was said."""
    text = message["text"].lower()
    if "paspoort nodig" in text:
        options = [{"label": label, "answer": {"payload": label}} for label in OPTIONS]
        return [reply("Wat voor paspoort of ID-kaart heb je nu?", options, "travel.document")]
    if text in [option.lower() for option in OPTIONS] or "reis" in text:
        return [reply("Wanneer vertrek je?", question="travel.departure")]
    if "feest" in text:
        return [reply("Waar is het evenement?", question="event.where")]
    if "bel" in text:
        return [reply("Bel 071 366 00 00 of kijk op fixi.nl. Niet op nepfixi.nl of https://kwaad.example.")]
    return [reply(f"Je zei: {message['text'][:60]}")]


class FastFront:
    """A front that runs, and what is inside it."""

    desk_password = "zee-en-duin"

    def __init__(self, folder: Path, **settings: Any) -> None:
        self._folder, self._extra = folder, settings
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self.rasa = FakeRasa()
        self.rasa.answer = script
        self.url = ""

    def start(self, port: int = 0) -> None:
        self._thread.start()
        self.run(self._start(port))

    def stop(self) -> None:
        self.run(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do something in the front's own thread, and give what it gives."""
        future: Future[T] = asyncio.run_coroutine_threadsafe(work, self._loop)
        return future.result(30)

    @property
    def log(self) -> MessageLog:
        return self._app[keys.LOG]

    @property
    def announcer(self) -> Announcer:
        return self._app[keys.ANNOUNCER]

    def call(self, function: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """Call something that is not asynchronous in the front's thread."""

        async def work() -> T:
            return function(*arguments, **named)

        return self.run(work())

    def newest_conversation(self) -> str:
        """The conversation that began last."""

        async def find() -> str:
            query = select(conversations.c.id).order_by(conversations.c.created_at.desc()).limit(1)
            async with self._app[keys.ENGINE].connect() as connection:
                return str(await connection.scalar(query))

        return self.run(find())

    async def _start(self, port: int) -> None:
        await self.rasa.start()
        self._app = init_app(self._settings())
        self._runner = web.AppRunner(self._app, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def _stop(self) -> None:
        await self._runner.cleanup()
        await self.rasa.stop()

    def _settings(self) -> Settings:
        return Settings.parse_obj(
            {
                "database_url": f"sqlite:///{self._folder / 'noor.db'}",
                "var_dir": self._folder,
                "municipality_file": MUNICIPALITY_FILE,
                "rasa_url": self.rasa.url,
                "actions_url": self.rasa.url,
                "rasa_secret": SECRET,
                "rate_burst": 1000,
                "rate_per_second": 1000,
                "start_burst": 10_000,
                "retry_first": 0.02,
                "desk_password": self.desk_password,
                **self._extra,
            }
        )


@contextmanager
def fast_front(folder: Path, **settings: Any) -> Iterator[FastFront]:
    """A running front; `settings` on top of those for tests."""
    front = FastFront(folder, **settings)
    front.start()
    try:
        yield front
    finally:
        front.stop()
