"""Sending: one worker for each conversation with something to go; in order, each once, within Meta's limits."""

import asyncio
import logging
from datetime import timedelta

from async_timeout import timeout

from bot.channels.whatsapp.client import Client, Refused, Unreachable, Unsure
from bot.channels.whatsapp.config import Config
from bot.channels.whatsapp.marks import Marks
from bot.channels.whatsapp.outbox import TEMPLATE, Item, Outbox
from bot.channels.whatsapp.outgoing import Body, template
from bot.channels.whatsapp.pace import WINDOW, NumberPace, PersonPace, Retrying
from bot.channels.whatsapp.people import People
from bot.channels.whatsapp.refusals import in_words, meaning
from bot.channels.whatsapp.sealing import Unreadable
from bot.messages.rows import utc_now

logger = logging.getLogger(__name__)

# Meta's clock and ours differ, and a message is under way for a moment.
_MARGIN = timedelta(seconds=30)
_AFTER_TROUBLE = 5.0


class Sender:
    """Idle workers end. Only one process may send."""

    def __init__(
        self,
        config: Config,
        outbox: Outbox,
        people: People,
        client: Client,
        marks: Marks,
        number: NumberPace,
        retrying: Retrying,
        at_once: int = 16,
    ) -> None:
        self._config, self._outbox, self._people = config, outbox, people
        self._client, self._marks = client, marks
        self._number, self._person, self._retrying = number, PersonPace(), retrying
        self._room = asyncio.Semaphore(at_once)
        self._turn = asyncio.Lock()
        self._known: set[str] = set()
        self._workers: dict[str, asyncio.Task[None]] = {}
        self._bells: dict[str, asyncio.Event] = {}
        self._refused_access = False
        self._began = utc_now()

    async def start(self) -> None:
        """Go on where an earlier process stopped."""
        self._began = now = utc_now()
        self._known = await self._people.all()
        for conversation_id, times in (await self._outbox.recent()).items():
            self._person.replay(conversation_id, [(now - time).total_seconds() for time in times])
        await self._outbox.try_again()
        for conversation_id in await self._outbox.unfinished():
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

    async def close(self) -> None:
        """Stop; what was being sent is waited for, so that its fate is known."""
        workers = list(self._workers.values())
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)

    async def _work(self, conversation_id: str) -> None:
        bell = self._bells[conversation_id]
        try:
            # Nothing may be awaited between finding no news and leaving, or news in between is missed.
            while bell.is_set():
                try:
                    await self._send_all(conversation_id, bell)
                except Exception as error:
                    # Whatever it is, the message stays in the outbox, so a later try is always right.
                    logger.error("a message could not be sent: %s", type(error).__name__, exc_info=error)
                    bell.set()
                    await asyncio.sleep(_AFTER_TROUBLE)
        finally:
            del self._workers[conversation_id], self._bells[conversation_id]

    async def _send_all(self, conversation_id: str, bell: asyncio.Event) -> None:
        bell.clear()
        await self._outbox.queue(conversation_id)
        while (item := await self._outbox.next(conversation_id)) is not None:
            if pause := await self._step(item):
                try:
                    async with timeout(pause):
                        await bell.wait()
                except asyncio.TimeoutError:
                    continue
            if bell.is_set():
                return

    async def _step(self, item: Item) -> float:
        """Do what is next for this message; the seconds to wait before looking again."""
        if (pause := self._not_before(item)) > 0:
            return pause
        if item.tries >= self._retrying.tries:
            logger.error("a message was parked: after %d tries Meta has not taken it", item.tries)
            await self._outbox.note(item, "parked", while_in=("pending", "sending"), reason="tries", next_at=None)
            return 0.0
        if item.part != TEMPLATE and not _window_is_open(item):
            await self._outbox.park(item, invite=self._config.template is not None)
            return 0.0
        if (pause := self._person.wait(item.conversation_id)) > 0:
            return pause
        # In turn: whoever waits longest for room goes first, and only one of them looks.
        async with self._turn:
            await self._number.room()
        self._person.take(item.conversation_id)
        await self._marks.settled(item.conversation_id)
        async with self._room:
            sending = asyncio.create_task(self._send(item))
            try:
                await asyncio.shield(sending)
            except asyncio.CancelledError:
                await asyncio.gather(sending, return_exceptions=True)
                raise
        return 0.0

    def _not_before(self, item: Item) -> float:
        now = utc_now()
        if item.state == "sending" and item.tried_at is not None:
            # It went, or not: what became of it is in a status that Meta will bring, as soon as there is a process.
            return self._retrying.unsure_for - (now - max(item.tried_at, self._began)).total_seconds()
        return (item.next_at - now).total_seconds() if item.next_at is not None else 0.0

    async def _send(self, item: Item) -> None:
        part = await self._outbox.claim(item)
        if part is None:
            return
        try:
            own_id = await self._client.send(self._body(item, part))
        except Unreadable:
            logger.error("a message cannot be sent: its number was encrypted with another NOOR_WHATSAPP_KEY")
            await self._outbox.note(item, "failed", reason="key")
        except Unsure as error:
            logger.warning("a message may have gone or not (%s): waiting for word of it", error)
        except Unreachable as error:
            logger.warning("Meta cannot be reached: %s", error)
            await self._later(item, self._retrying.pause(item.tries + 1))
        except Refused as error:
            await self._was_refused(item, error)
        else:
            self._number.went_well()
            self._refused_access = False
            await self._outbox.note(item, "sent", message_hash=self._config.vault.hash(own_id), reason=None, error=None)

    def _body(self, item: Item, part: Body) -> Body:
        if item.part == TEMPLATE and self._config.template is not None:
            part = template(self._config.template, self._config.template_language)
        return {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            **self._people.addressee(item.number, item.user),
            **part,
            # Meta gives it back in every status, also when its answer to this call is lost.
            "biz_opaque_callback_data": f"{item.position}.{item.part}",
        }

    async def _was_refused(self, item: Item, error: Refused) -> None:
        what, tries = meaning(error.code, error.status), item.tries + 1
        if what != "access" or not self._refused_access:
            say = logger.error if what in ("access", "never") else logger.warning
            say("Meta refused a message, code %s: %s", error.code, in_words(error.code))
        self._refused_access = what == "access"
        if what == "never":
            await self._outbox.note(item, "failed", reason="refused", error=error.code)
        elif what == "window":
            await self._outbox.window_closed(item)
        elif what == "too_fast":
            self._number.refused()
            await self._later(item, self._retrying.back_off(tries), error.code)
        elif what == "too_often":
            await self._later(item, self._retrying.back_off(tries), error.code)
        else:
            await self._later(item, self._retrying.pause(tries), error.code)

    async def _later(self, item: Item, seconds: float, code: int | None = None) -> None:
        await self._outbox.note(item, "pending", next_at=utc_now() + timedelta(seconds=seconds), error=code)


def _window_is_open(item: Item) -> bool:
    return item.last_inbound_at is not None and utc_now() < item.last_inbound_at + WINDOW - _MARGIN
