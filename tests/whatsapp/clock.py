"""The time of the stand-in for Meta, which tests can move."""

import time


class Clock:
    """Seconds since 1970, ahead of the real time by as much as it was moved."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def now(self) -> float:
        return time.time() + self._ahead

    def forward(self, seconds: float) -> None:
        """Let that much time pass at once."""
        self._ahead += seconds
