"""Handing one message to Meta, and noting what came of it."""

import asyncio
import logging
from datetime import datetime, timedelta

from bot.channels.whatsapp.client import Client, Refused, Unreachable, Unsure
from bot.channels.whatsapp.config import Config
from bot.channels.whatsapp.marks import Marks
from bot.channels.whatsapp.outbox import TEMPLATE, Item, Outbox
from bot.channels.whatsapp.outgoing import Body, template
from bot.channels.whatsapp.pace import NumberPace, Retrying
from bot.channels.whatsapp.people import People
from bot.channels.whatsapp.refusals import in_words, meaning
from bot.channels.whatsapp.sealing import Unreadable
from bot.channels.whatsapp.window import Window
from bot.messages.rows import utc_now

logger = logging.getLogger(__name__)


class Deliverer:
    """at_once: how many calls may be under way together."""

    def __init__(
        self,
        config: Config,
        outbox: Outbox,
        window: Window,
        people: People,
        client: Client,
        marks: Marks,
        number: NumberPace,
        retrying: Retrying,
        at_once: int = 16,
    ) -> None:
        self._config, self._outbox, self._window, self._people = config, outbox, window, people
        self._client, self._marks, self._number, self._retrying = client, marks, number, retrying
        self._room = asyncio.Semaphore(at_once)
        self._turn = asyncio.Lock()
        self._refused_access = False

    async def deliver(self, item: Item) -> bool:
        """Send a message, when it is its turn; whether it is out of the way by that."""
        # Whoever waits longest for room goes first, and only one of them looks.
        async with self._turn:
            await self._number.room()
        try:
            await self._marks.settled(item.conversation_id)
            async with self._room:
                sending = asyncio.create_task(self._send(item))
                try:
                    return await asyncio.shield(sending)
                except asyncio.CancelledError:
                    await asyncio.gather(sending, return_exceptions=True)
                    raise
        finally:
            self._number.answered()

    async def _send(self, item: Item) -> bool:
        if not await self._outbox.claim(item):
            return False
        try:
            own_id = await self._client.send(self._body(item))
        except LookupError as error:
            logger.error("a message cannot be sent: %s", error)
            await self._outbox.note(item, "failed", reason="nothing")
            return True
        except Unreadable:
            logger.error("a message cannot be sent: its number was encrypted with another NOOR_WHATSAPP_KEY")
            await self._outbox.note(item, "failed", reason="key")
            return True
        except Unsure as error:
            logger.warning("a message may have gone or not (%s): waiting for word of it", error)
            await self._outbox.note(item, "sending", next_at=_after(self._retrying.pause(item.tries + 1)))
        except Unreachable as error:
            logger.warning("Meta cannot be reached: %s", error)
            await self._later(item, self._retrying.pause(item.tries + 1))
        except Refused as error:
            return await self._was_refused(item, error)
        else:
            self._number.went_well()
            self._refused_access = False
            own_hash = self._config.vault.hash(own_id)
            await self._outbox.note(item, "sent", message_hash=own_hash, reason=None, error=None)
            return True
        return False

    def _body(self, item: Item) -> Body:
        body = item.body
        if item.part == TEMPLATE and self._config.template is not None:
            body = template(self._config.template, self._config.template_language)
        if body is None:
            raise LookupError("there is nothing to send")
        return {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            **self._people.addressee(item.number, item.user),
            **body,
            # Meta gives it back in every status, also when its answer to this call is lost.
            "biz_opaque_callback_data": item.callback,
        }

    async def _was_refused(self, item: Item, error: Refused) -> bool:
        what, tries = meaning(error.code, error.status, error.subcode), item.tries + 1
        if what == "later" and tries >= self._retrying.tries:
            # Others may go well all the time: it would hold up what comes after it for ever.
            what = "never"
        if what != "access" or not self._refused_access:
            say = logger.error if what in ("access", "never") else logger.warning
            say("Meta refused a message, code %s: %s", error.code, in_words(error.code, error.subcode))
        self._refused_access = what == "access"
        if what == "never":
            await self._outbox.note(item, "failed", reason="refused", error=error.code)
        elif what == "window":
            await self._window.closed(item)
        elif what in ("too_fast", "too_often"):
            if what == "too_fast":
                self._number.refused()
            await self._later(item, self._retrying.back_off(tries), error.code)
        else:
            await self._later(item, self._retrying.pause(tries), error.code)
        return what == "never"

    async def _later(self, item: Item, seconds: float, code: int | None = None) -> None:
        await self._outbox.note(item, "pending", next_at=_after(seconds), error=code)


def _after(seconds: float) -> datetime:
    return utc_now() + timedelta(seconds=seconds)
