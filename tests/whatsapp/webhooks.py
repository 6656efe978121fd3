"""Telling the front what happened: signed, and, when asked for, twice, out of order, in batches, until it says 200."""

import asyncio
import hashlib
import hmac
import json
import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import aiohttp

# Meta's own limits are 1,000 updates and 3 MB.
MOST_UPDATES: Final = 1000
MOST_BYTES: Final = 3 * 1024**2

Update = dict[str, Any]


@dataclass
class Delivery:
    """How webhooks are brought. `at_once` is how many are under way together: one by one they arrive in order.
    `doubles` is the part that comes twice, `batch` the most updates in one, `gather` how many seconds updates are kept
    for a batch, `shuffled` whether they change places in the meantime."""

    at_once: int = 1
    doubles: float = 0.0
    batch: int = 1
    gather: float = 0.0
    shuffled: bool = False
    seed: int = 1
    retry_first: float = 0.2
    retry_most: float = 5.0
    give_up_after: float = 10.0


@dataclass
class Delivered:
    """What became of the webhooks: how many were posted, how often not with 200, the seconds of each that was."""

    posts: int = 0
    refused: int = 0
    statuses: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


class Webhooks:
    """The way to the front."""

    def __init__(self, app_secret: str, account_id: str, delivery: Delivery) -> None:
        self.url = ""
        self._secret, self._account_id = app_secret.encode(), account_id
        self.bring(delivery)
        # When each message was told of first, and when the front first said that it has it.
        self._told: dict[str, float] = {}
        self._taken: dict[str, float] = {}
        self._waiting: list[Update] = []
        self._work: set[asyncio.Task[None]] = set()
        self._timer: asyncio.Task[None] | None = None
        self._session: aiohttp.ClientSession | None = None

    def bring(self, delivery: Delivery) -> None:
        """From now on in this way, and count anew."""
        self.delivery, self.delivered = delivery, Delivered()
        self._random, self._room = random.Random(delivery.seed), asyncio.Semaphore(delivery.at_once)

    async def open(self) -> None:
        """Before the first."""
        timeout = aiohttp.ClientTimeout(total=self.delivery.give_up_after)
        self._session = aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=0))

    async def close(self) -> None:
        """What was not brought by now never will be."""
        for task in [*self._work, *filter(None, [self._timer])]:
            task.cancel()
        await asyncio.gather(*self._work, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    @property
    def idle(self) -> bool:
        """Whether everything was brought."""
        return not self._waiting and not self._work

    def tell(self, *updates: Update) -> None:
        """Bring these, each the `value` of a change, in one body when that is allowed."""
        for update in updates:
            for own_id in _messages(update):
                self._told.setdefault(own_id, time.perf_counter())
            times = 2 if self._random.random() < self.delivery.doubles else 1
            self._waiting += [update] * times
        if not self.delivery.gather:
            self._bring()
        elif self._timer is None or self._timer.done():
            self._timer = asyncio.create_task(self._bring_later())

    async def _bring_later(self) -> None:
        await asyncio.sleep(self.delivery.gather)
        self._bring()

    def _bring(self) -> None:
        waiting, self._waiting = self._waiting, []
        if self.delivery.shuffled:
            self._random.shuffle(waiting)
        while waiting:
            most = min(self.delivery.batch, MOST_UPDATES)
            size = self._random.randint(1, most) if self.delivery.shuffled else most
            batch, waiting = waiting[:size], waiting[size:]
            task = asyncio.create_task(self._until_acknowledged(batch))
            self._work.add(task)
            task.add_done_callback(self._work.discard)

    def body(self, updates: Sequence[Update]) -> bytes:
        """A webhook's body."""
        entries = [{"id": self._account_id, "changes": [{"value": update, "field": "messages"}]} for update in updates]
        body = json.dumps({"object": "whatsapp_business_account", "entry": entries}).encode()
        assert len(body) <= MOST_BYTES, "Meta sends no larger one"
        return body

    def signature(self, body: bytes) -> str:
        """The value of `X-Hub-Signature-256`."""
        return "sha256=" + hmac.new(self._secret, body, hashlib.sha256).hexdigest()

    def certainly_before(self, first: str, second: str) -> bool:
        """Whether the front had said that it has the first message when the second was sent."""
        return self._taken.get(first, math.inf) < self._told.get(second, -math.inf)

    async def _until_acknowledged(self, batch: Sequence[Update]) -> None:
        pause, body = self.delivery.retry_first, self.body(batch)
        while not await self._post(body):
            await asyncio.sleep(pause)
            pause = min(2 * pause, self.delivery.retry_most)
        for own_id in (own_id for update in batch for own_id in _messages(update)):
            self._taken.setdefault(own_id, time.perf_counter())

    async def _post(self, body: bytes) -> bool:
        headers = {"X-Hub-Signature-256": self.signature(body), "Content-Type": "application/json"}
        assert self._session is not None, "open it first"
        async with self._room:
            began = time.perf_counter()
            self.delivered.posts += 1
            try:
                async with self._session.post(self.url, data=body, headers=headers) as response:
                    await response.read()
                    status = response.status
            except (aiohttp.ClientError, asyncio.TimeoutError):
                status = 0
        self.delivered.statuses.append(status)
        if status != 200:
            self.delivered.refused += 1
            return False
        self.delivered.seconds.append(time.perf_counter() - began)
        return True


def _messages(update: Update) -> list[str]:
    return [message["id"] for message in update.get("messages", [])]
