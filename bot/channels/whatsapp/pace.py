"""How fast Meta lets a number and a person be written to, and how long to wait when it says no."""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

Clock = Callable[[], float]

# Meta takes 80 a second; ours may reach it closer together than they left.
A_SECOND = 60
_WITHIN = 1.1
_LOOK_AGAIN = 0.05
# One in six seconds on average to one person, of which Meta lends 45; the same holds here.
PERSON_EVERY = 6.0
PERSON_BURST = 42
BORROWED_FOR = timedelta(seconds=PERSON_EVERY * PERSON_BURST)
# So long after somebody's last message they may be written to freely.
WINDOW = timedelta(hours=24)
# Meta's clock and ours differ, and a message is under way for a moment.
MARGIN = timedelta(minutes=2)
_MOST_PEOPLE = 10_000
_LONGEST = 15 * 60.0


@dataclass(frozen=True)
class Retrying:
    """Seconds: the first pause after what went wrong, and the longest; each is twice the one before it.

    often: after how many tries, which is about an hour, the pauses are `rare` ones. tries: after how many, which is
    about a day more, a message is given up that Meta only has trouble with. unsure_for: how long to wait at least for
    word of a message of which it is not known whether Meta has it.
    """

    first: float = 1.0
    most: float = _LONGEST
    often: int = 14
    rare: float = 3600.0
    tries: int = 38
    unsure_for: float = 60.0

    def pause(self, tries: int) -> float:
        """After so many tries that failed."""
        return self.rare if tries >= self.often else min(self.first * 2.0 ** (tries - 1), self.most)

    def back_off(self, tries: int) -> float:
        """What Meta asks when it is too fast: 4^n seconds."""
        return min(4.0 ** min(tries - 1, 10), self.most)


class NumberPace:
    """How many messages a second the number sends and receives together."""

    def __init__(self, retrying: Retrying, clock: Clock = time.monotonic) -> None:
        self._retrying, self._clock = retrying, clock
        self._times: deque[float] = deque()
        # When one that is under way counts at Meta is not known before it is answered.
        self._under_way = 0
        self._closed_until = 0.0
        self._refusals = 0

    def received(self, count: int) -> None:
        """So many messages came in, which counts and cannot be put off."""
        self._times.extend([self._clock()] * min(count, A_SECOND))

    def wait(self) -> float:
        """Seconds until there is room; 0 when one may go now, which counts until a second after it is `answered`."""
        now = self._clock()
        while self._times and self._times[0] <= now - _WITHIN:
            self._times.popleft()
        if now < self._closed_until:
            return self._closed_until - now
        if self._under_way >= A_SECOND:
            return _LOOK_AGAIN
        if (over := len(self._times) + self._under_way - A_SECOND) >= 0:
            return self._times[over] + _WITHIN - now
        self._under_way += 1
        return 0.0

    def answered(self) -> None:
        """Meta answered one that went, or it is given up."""
        self._under_way -= 1
        self._times.append(self._clock())

    async def room(self) -> None:
        """Return when one may go; see `wait`."""
        while pause := self.wait():  # noqa: ASYNC110 (nobody tells when there is room; the time does)
            await asyncio.sleep(pause)

    def refused(self) -> None:
        """Meta says that it is too fast: nothing goes for a while. What was under way with it is one refusal."""
        now = self._clock()
        if now >= self._closed_until:
            self._refusals += 1
            self._closed_until = now + self._retrying.back_off(self._refusals)

    def went_well(self) -> None:
        """Meta took a message."""
        self._refusals = 0


class PersonPace:
    """How many messages one person gets: a bucket for each."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        # Until when what somebody got is paid off.
        self._paid_until: dict[str, float] = {}

    def replay(self, conversation_id: str, ages: Iterable[float]) -> None:
        """What was sent so many seconds ago, the oldest first, by an earlier process."""
        now = self._clock()
        for age in ages:
            self.take(conversation_id, now - age)

    def wait(self, conversation_id: str) -> float:
        """Seconds until there is room for one more; 0 when there is."""
        now = self._clock()
        owed = self._paid_until.get(conversation_id, now) - now
        return max(0.0, owed + PERSON_EVERY - PERSON_BURST * PERSON_EVERY)

    def take(self, conversation_id: str, at: float | None = None) -> None:
        """One goes, now or at another moment of the clock."""
        at = self._clock() if at is None else at
        self._paid_until[conversation_id] = max(self._paid_until.pop(conversation_id, at), at) + PERSON_EVERY
        if len(self._paid_until) > _MOST_PEOPLE:
            del self._paid_until[next(iter(self._paid_until))]
