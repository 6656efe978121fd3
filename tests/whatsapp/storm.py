"""A storm: many people write at once, webhooks come twice, late and shuffled, calls fail and processes are killed."""

import itertools
import os
import random
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.running import RunningNoor
from tests.whatsapp.aftermath import Aftermath
from tests.whatsapp.faults import Faults
from tests.whatsapp.phone import Phone
from tests.whatsapp.running import RunningMeta
from tests.whatsapp.webhooks import Delivered, Delivery

# Each is answered with one or two messages, so that nobody is sent more than Meta lends.
WORDS = ("hoi", "ik wil een paspoort", "dank je wel", "wat zijn de openingstijden?", "ik ga verhuizen", "waarom?")
PARTS = ("bot front", "bot.dialogue.server", "actions")
DOUBLES = 0.3


@dataclass(frozen=True)
class Plan:
    """How much: `messages` are sent by people who each send `each`, so many a second together; a part is killed every
    `kill_every` seconds (from, to), `kills` times."""

    messages: int
    each: int
    a_second: float
    kills: int
    kill_every: tuple[float, float]
    patience: float
    seed: int = 1


@dataclass
class Storm:
    """What is done and what comes of it."""

    noor: RunningNoor
    whatsapp: RunningMeta
    plan: Plan
    tell: Callable[[str], None] = lambda _line: None
    phones: list[Phone] = field(default_factory=list)
    sent: dict[Phone, list[str]] = field(default_factory=dict)
    killed: list[str] = field(default_factory=list)
    delivered: Delivered = field(default_factory=Delivered)

    def rage(self) -> list[str]:
        """Do it all; what is wrong afterwards, in words. Raises TimeoutError when it does not come to an end."""
        self._random = random.Random(self.plan.seed)
        meta = self.whatsapp.meta
        first_call = len(meta.calls)
        count = -(-self.plan.messages // self.plan.each)
        self.phones = [self.whatsapp.phone(f"Persoon {number}") for number in range(count)]
        quiet, sound = meta.webhooks.delivery, meta.faults
        rough = Delivery(at_once=10, doubles=DOUBLES, batch=20, gather=0.3, shuffled=True, retry_most=2.0)
        self.whatsapp.call(meta.webhooks.bring, rough)
        self.delivered = meta.webhooks.delivered
        meta.faults = self.faults = Faults(0.1, silent_for=2.0, seed=self.plan.seed)
        try:
            self._write()
            self._wait()
        finally:
            meta.faults = sound
            self.whatsapp.call(meta.webhooks.bring, quiet)
        refused = [call for call in meta.calls[first_call:] if call.refused]
        limits = [f"Meta refused with {call.refused}: {call.body}" for call in refused]
        aftermath = Aftermath(self.noor.database_url, self.whatsapp.key)
        return [*limits, *aftermath.wrongs(self.sent, meta.webhooks.certainly_before)]

    def _write(self) -> None:
        """Everybody writes, mixed through each other, while parts are killed."""
        turns = [phone for phone in self.phones for _ in range(self.plan.each)][: self.plan.messages]
        self._random.shuffle(turns)
        began = time.monotonic()
        victims = self._victims()
        next_kill = began + self._random.uniform(*self.plan.kill_every)
        for number, phone in enumerate(turns):
            self.sent.setdefault(phone, []).append(phone.write(self._random.choice(WORDS)))
            if len(self.killed) < self.plan.kills and time.monotonic() >= next_kill:
                self._kill(next(victims))
                next_kill = time.monotonic() + self._random.uniform(*self.plan.kill_every)
            time.sleep(max(0.0, began + number / self.plan.a_second - time.monotonic()))
        while len(self.killed) < self.plan.kills:
            time.sleep(max(0.0, next_kill - time.monotonic()))
            self._kill(next(victims))
            next_kill = time.monotonic() + self._random.uniform(*self.plan.kill_every)

    def _victims(self) -> "itertools.chain[str]":
        """Every part as often, in an order of chance."""
        return itertools.chain.from_iterable(self._random.sample(PARTS, len(PARTS)) for _ in itertools.count())

    def _kill(self, part: str) -> None:
        try:
            os.kill(self.noor.process(part), signal.SIGKILL)
        except LookupError:
            return  # It has not started again yet.
        self.killed.append(part)
        self.tell(f"killed {part}")

    def _wait(self) -> None:
        end = time.monotonic() + self.plan.patience
        aftermath = Aftermath(self.noor.database_url, self.whatsapp.key)
        while (left := aftermath.unfinished(self.sent)) or not self.whatsapp.meta.webhooks.idle:
            if time.monotonic() > end:
                raise TimeoutError(f"after {self.plan.patience:.0f} s still unfinished: {left}")
            self.tell(f"unfinished: {left}")
            time.sleep(1)


def summary(storm: Storm, wrongs: Sequence[str], seconds: float) -> dict[str, float]:
    """What it was, in figures."""
    return {
        "messages": sum(map(len, storm.sent.values())),
        "people": len(storm.phones),
        "replies": sum(len(phone.received) for phone in storm.phones),
        "posts": storm.delivered.posts,
        "posts_refused": storm.delivered.refused,
        "calls_failed": sum(storm.faults.done.values()),
        "killed": len(storm.killed),
        "wrong": len(wrongs),
        "seconds": round(seconds, 1),
    }
