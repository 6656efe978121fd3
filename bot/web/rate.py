"""How fast one conversation or address may go."""

import time
from collections import OrderedDict
from collections.abc import Callable

_MOST_BUCKETS = 10_000


class RateLimit:
    """A token bucket for each key; the least recently used are forgotten, so memory stays bounded."""

    def __init__(self, burst: int, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst, self._per_second, self._clock = burst, per_second, clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> float:
        """Take one from the bucket of `key`: 0 when there was one, else the seconds until there is."""
        left, now = self._left(key)
        taken = left >= 1
        self._keep(key, left - taken, now)
        return 0.0 if taken else (1 - left) / self._per_second

    def give_back(self, key: str) -> None:
        """Undo a `take`."""
        left, now = self._left(key)
        self._keep(key, min(self._burst, left + 1), now)

    def _left(self, key: str) -> tuple[float, float]:
        now = self._clock()
        left, since = self._buckets.pop(key, (float(self._burst), now))
        return min(self._burst, left + (now - since) * self._per_second), now

    def _keep(self, key: str, left: float, now: float) -> None:
        self._buckets[key] = (left, now)
        if len(self._buckets) > _MOST_BUCKETS:
            self._buckets.popitem(last=False)
