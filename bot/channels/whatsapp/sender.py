"""Sending: one worker for each conversation with something to go; in order, each once, within Meta's limits."""

import asyncio
import logging
from collections.abc import Iterable
from contextlib import suppress

from async_timeout import timeout

from bot.channels.whatsapp.delivering import Deliverer
from bot.channels.whatsapp.filling import Filling
from bot.channels.whatsapp.outbox import TEMPLATE, Item, Outbox
from bot.channels.whatsapp.pace import PersonPace, Retrying
from bot.channels.whatsapp.people import People
from bot.channels.whatsapp.window import Window, is_open
from bot.messages.rows import utc_now

logger = logging.getLogger(__name__)


class Sender:
    """Idle workers end. Only one process may send. invites: whether there is a template to ask people to write."""

    def __init__(
        self,
        outbox: Outbox,
        filling: Filling,
        window: Window,
        people: People,
        deliverer: Deliverer,
        retrying: Retrying,
        invites: bool,
    ) -> None:
        self._outbox, self._filling, self._window, self._people = outbox, filling, window, people
        self._deliverer, self._retrying, self._invites = deliverer, retrying, invites
        self._person = PersonPace()
        self._known: set[str] = set()
        self._workers: dict[str, asyncio.Task[None]] = {}
        self._bells: dict[str, asyncio.Event] = {}
        # What a worker waits for, as Meta names it in a status.
        self._waits: dict[tuple[int, int], str] = {}
        self._began = utc_now()

    async def start(self) -> None:
        """Go on where an earlier process stopped."""
        self._began = now = utc_now()
        self._known = await self._people.all()
        for conversation_id, times in (await self._outbox.recent()).items():
            self._person.replay(conversation_id, [(now - time).total_seconds() for time in times])
        await self._outbox.try_again()
        for conversation_id in await self._outbox.unfinished() | await self._filling.behind():
            self.wake(conversation_id)

    def know(self, conversation_id: str) -> None:
        """This conversation is on WhatsApp."""
        self._known.add(conversation_id)

    def wake(self, conversation_id: str) -> None:
        """Something was said in this conversation, or became known of it; other channels' are passed over."""
        if conversation_id not in self._known:
            return
        self._bells.setdefault(conversation_id, asyncio.Event()).set()
        if conversation_id not in self._workers:
            self._workers[conversation_id] = asyncio.create_task(self._work(conversation_id))

    def arrived(self, places: Iterable[tuple[int, int]]) -> None:
        """Meta has these messages: who waits to know that goes on."""
        for place in places:
            if (conversation_id := self._waits.get(place)) is not None:
                self.wake(conversation_id)

    async def close(self) -> None:
        """Stop; what was being sent is waited for, so that its fate is known."""
        workers = list(self._workers.values())
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)

    async def _work(self, conversation_id: str) -> None:
        bell, troubles = self._bells[conversation_id], 0
        try:
            # Nothing may be awaited between finding no news and leaving, or news in between is missed.
            while bell.is_set():
                bell.clear()
                try:
                    await self._filling.fill(conversation_id)
                    await self._send_all(conversation_id, bell)
                    troubles = 0
                except Exception as error:
                    # Whatever it is, the message stays in the outbox, so a later try is always right.
                    troubles += 1
                    why = error if troubles == 1 else None
                    logger.error("a message could not be sent: %s", type(error).__name__, exc_info=why)
                    await _news(bell, self._retrying.pause(troubles))
                    bell.set()
        finally:
            del self._workers[conversation_id], self._bells[conversation_id]

    async def _send_all(self, conversation_id: str, bell: asyncio.Event) -> None:
        """Send what waits, until there is nothing or there is news."""
        more = True
        while more and not bell.is_set():
            items = await self._outbox.waiting(conversation_id)
            more = bool(items)
            for item in items:
                if (pause := await self._step(item)) is not None:
                    await self._pause(item, bell, pause)
                    break
                if bell.is_set():
                    return

    async def _step(self, item: Item) -> float | None:
        """Do what is next for this message: None when it is out of the way, else the seconds to wait for it."""
        if (pause := self._not_before(item)) > 0:
            return pause
        if item.part != TEMPLATE and not is_open(item.last_inbound_at):
            await self._window.park(item, self._invites)
            return 0.0
        if (pause := self._person.wait(item.conversation_id)) > 0:
            return pause
        self._person.take(item.conversation_id)
        return None if await self._deliverer.deliver(item) else 0.0

    def _not_before(self, item: Item) -> float:
        now = utc_now()
        pause = (item.next_at - now).total_seconds() if item.next_at is not None else 0.0
        if item.state == "sending" and item.tried_at is not None:
            # It went, or not: what became of it is in a status that Meta will bring, as soon as there is a process.
            waited = (now - max(item.tried_at, self._began)).total_seconds()
            return max(pause, self._retrying.unsure_for - waited)
        return pause

    async def _pause(self, item: Item, bell: asyncio.Event, seconds: float) -> None:
        """Wait so long, or until there is news."""
        if seconds <= 0:
            return
        self._waits[item.place] = item.conversation_id
        try:
            await _news(bell, seconds)
        finally:
            del self._waits[item.place]


async def _news(bell: asyncio.Event, seconds: float) -> None:
    """Return when there is news, or after so long."""
    with suppress(asyncio.TimeoutError):
        async with timeout(seconds):
            await bell.wait()
