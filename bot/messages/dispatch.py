"""Bringing each message to Rasa and her replies to the log: in order within a conversation, never twice."""

import asyncio
import logging
import time
from dataclasses import dataclass

from bot.dialogue.client import Failed, RasaClient, Refused, Reply, Unavailable
from bot.messages import texts
from bot.messages.log import MessageLog
from bot.messages.message import Message
from bot.messages.metrics import Metrics
from bot.messages.rows import utc_now
from bot.messages.wake import Announcer

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Patience:
    """Seconds: the first and the longest pause between tries, and when residents hear of an outage.

    failures: after so many tries on which Rasa or an action broke, one message is given up.
    """

    first: float = 0.2
    most: float = 5.0
    notice_after: float = 6.0
    failures: int = 6


class Dispatcher:
    """One worker for each conversation that has something to be answered; idle workers end."""

    def __init__(
        self,
        log: MessageLog,
        rasa: RasaClient,
        announcer: Announcer,
        metrics: Metrics,
        *,
        phone: str | None = None,
        at_once: int = 16,
        patience: Patience | None = None,
    ) -> None:
        self._log = log
        self._rasa = rasa
        self._announcer = announcer
        self._metrics = metrics
        self._phone = phone
        self._room = asyncio.Semaphore(at_once)
        self._patience = patience or Patience()
        self._workers: dict[str, asyncio.Task[None]] = {}
        self._news: set[str] = set()
        self._answering: dict[str, int] = {}
        self._down = False

    async def start(self) -> None:
        """Pick up what an earlier process left unanswered."""
        for conversation_id in await self._log.pending():
            self.wake(conversation_id)

    def wake(self, conversation_id: str) -> None:
        """There is a message to answer in this conversation."""
        self._news.add(conversation_id)
        if conversation_id not in self._workers:
            self._workers[conversation_id] = asyncio.create_task(self._work(conversation_id))

    def answering(self, conversation_id: str) -> int | None:
        """The position of the message that is with Rasa now."""
        return self._answering.get(conversation_id)

    async def close(self) -> None:
        """Stop at once; what is unanswered stays so in the log."""
        workers = list(self._workers.values())
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)

    async def _work(self, conversation_id: str) -> None:
        try:
            # Nothing may be awaited between finding no news and leaving, or news in between is missed.
            while conversation_id in self._news:
                await self._answer_all(conversation_id)
        finally:
            self._announcer.set_typing(conversation_id, False)
            del self._workers[conversation_id]

    async def _answer_all(self, conversation_id: str) -> None:
        """Answer what waits, however many tries that takes; but not what breaks Rasa or an action each time."""
        self._news.discard(conversation_id)
        trouble: _Trouble | None = None
        waiting: list[Message] = []
        while True:
            try:
                # Read anew after each answer: what waits may be edited or taken back in the meantime.
                waiting = await self._log.unhandled(conversation_id)
                while waiting:
                    await self._answer(waiting[0], trouble)
                    trouble = None
                    waiting = await self._log.unhandled(conversation_id) if waiting[1:] else []
                return
            except Exception as error:
                # Whatever it is, the message stays in the log, so a later try is always right.
                self._report(error)
                self._announcer.set_typing(conversation_id, False)
                trouble = trouble or _Trouble(self._patience)
                trouble.failures += isinstance(error, Failed)
                if waiting and trouble.is_to_be_told():
                    trouble.told = await self._tell_outage(waiting[0])
                await asyncio.sleep(trouble.next_pause())

    async def _answer(self, message: Message, trouble: "_Trouble | None") -> None:
        self._answering[message.conversation_id] = message.position
        self._announcer.set_typing(message.conversation_id, True)
        try:
            async with self._room:
                replies, result = await self._ask(message, last=trouble is not None and trouble.is_enough())
                await self._log.settle(message, replies)
        finally:
            del self._answering[message.conversation_id]
        self._announcer.set_typing(message.conversation_id, False)
        self._metrics.turns.labels(result).inc()
        self._metrics.turn_seconds.observe((utc_now() - message.created_at).total_seconds())

    async def _ask(self, message: Message, *, last: bool) -> tuple[list[Reply], str]:
        try:
            replies = await self._rasa.send(
                message.conversation_id, str(message.position), message.text, message.choice, message.channel
            )
        except Refused as error:
            logger.error("message %d was refused: %s", message.position, error)
            return [Reply(texts.apology(self._phone))], "refused"
        except Failed as error:
            if not last:
                raise
            logger.error("message %d was given up: %s", message.position, error)
            return [Reply(texts.apology(self._phone))], "failed"
        if self._down:
            self._down = False
            logger.warning("Rasa answers again")
        return replies, "answered"

    def _report(self, error: Exception) -> None:
        self._metrics.retries.inc()
        if isinstance(error, Failed):
            logger.error("a message could not be answered: %s", error)
        elif not isinstance(error, Unavailable):
            logger.error("a message could not be handled: %s", type(error).__name__, exc_info=error)
        elif not self._down:
            self._down = True
            logger.warning("messages wait: %s", error)

    async def _tell_outage(self, message: Message) -> bool:
        """Once for each message that waits long, also after a restart; whether it could be told."""
        try:
            text = texts.outage(self._phone)
            await self._log.say(message.conversation_id, "system", text, f"outage:{message.position}")
        except Exception as error:
            logger.error("an outage could not be told: %s", type(error).__name__, exc_info=error)
            return False
        return True


class _Trouble:
    """How long tries have been failing, and how long to wait before the next."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._since = time.monotonic()
        self._pause = patience.first
        self.told = False
        self.failures = 0

    def is_enough(self) -> bool:
        """Whether the next failure is the last."""
        return self.failures + 1 >= self._patience.failures

    def is_to_be_told(self) -> bool:
        """Whether it is so long that residents should hear of it, and they have not."""
        return not self.told and time.monotonic() - self._since >= self._patience.notice_after

    def next_pause(self) -> float:
        """Seconds; each pause is twice the one before."""
        pause, self._pause = self._pause, min(2 * self._pause, self._patience.most)
        return pause
