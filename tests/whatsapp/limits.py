"""What a number may send: how many in a second, how many to one person, and to whom at all."""

from collections import deque
from collections.abc import Hashable

from tests.whatsapp.clock import Clock
from tests.whatsapp.errors import GraphError

A_SECOND = 80
WINDOW = 24 * 3600.0
PAIR_EVERY = 6.0
PAIR_BURST = 45


class NumberRate:
    """At most 80 messages in any second, in and out together."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._times: deque[float] = deque()
        self.most = 0

    def arrived(self) -> None:
        """A message of a resident, which counts and is never refused."""
        self._forget()
        self._note()

    def take(self) -> None:
        """Room for a message out. Raises `GraphError` 130429."""
        self._forget()
        if len(self._times) >= A_SECOND:
            raise GraphError(130429, "Too many messages sent from this phone number in a short period of time")
        self._note()

    def _note(self) -> None:
        self._times.append(self._clock.now())
        self.most = max(self.most, len(self._times))

    def _forget(self) -> None:
        while self._times and self._times[0] <= self._clock.now() - 1:
            self._times.popleft()


class PairRate:
    """To one person one message in 6 seconds on average; up to 45 may be borrowed and are earned back."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._paid_until: dict[Hashable, float] = {}

    def take(self, person: Hashable) -> None:
        """Room for a message to this person. Raises `GraphError` 131056."""
        now = self._clock.now()
        paid_until = max(self._paid_until.get(person, now), now)
        if paid_until + PAIR_EVERY > now + PAIR_BURST * PAIR_EVERY + 1e-6:
            raise GraphError(131056, "Too many messages sent from the sender phone number to the same recipient")
        self._paid_until[person] = paid_until + PAIR_EVERY


class Window:
    """Within 24 hours of a person's last message anything may be said to them; after it only templates."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last: dict[Hashable, float] = {}

    def open(self, person: Hashable) -> None:
        """This person said something."""
        self._last[person] = self._clock.now()

    def check(self, person: Hashable) -> None:
        """Raises `GraphError` 131047 when it is closed."""
        if self._clock.now() - self._last.get(person, -WINDOW) >= WINDOW:
            raise GraphError(131047, "More than 24 hours have passed since the recipient last replied")
