"""The stand-in in a thread of its own, for tests and measurements that are not asynchronous."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from tests.whatsapp.account import new_key, settings
from tests.whatsapp.meta import Meta
from tests.whatsapp.phone import Phone

T = TypeVar("T")


class RunningMeta:
    """A stand-in that runs; what is inside it may be read from any thread and is changed with `call`."""

    def __init__(self, meta: Meta, loop: asyncio.AbstractEventLoop) -> None:
        self.meta, self._loop = meta, loop
        self.key = new_key()

    def settings(self) -> dict[str, str]:
        """The environment that makes Noor use it; what became of a message is known soon here."""
        return {**settings(self.meta.account, self.meta.url, self.key), "NOOR_WHATSAPP_UNSURE_FOR": "10"}

    def subscribe(self, front: str) -> None:
        """Tell the Noor at this address what happens from now on."""
        self.run(self.meta.subscribe(f"{front}/whatsapp/webhook"))

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do something in its thread, and give what it gives."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    def call(self, function: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """Call something that is not asynchronous in its thread."""

        async def work() -> T:
            return function(*arguments, **named)

        return self.run(work())

    def phone(self, name: str = "Truus Duin", number: str = "", *, hides_number: bool = False) -> Phone:
        """A person who has WhatsApp."""
        return self.call(self.meta.phone, name, number, hides_number=hides_number)


@contextmanager
def running_meta(make: Callable[[], Meta] = Meta, port: int = 0) -> Iterator[RunningMeta]:
    """A stand-in that runs as long as the block; `make` makes it."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    running = RunningMeta(make(), loop)
    running.run(running.meta.start(port))
    try:
        yield running
    finally:
        running.run(running.meta.stop())
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
