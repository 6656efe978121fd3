"""Waiting in tests for what happens soon."""

import asyncio
import time
from collections.abc import Awaitable, Callable


async def eventually(condition: Callable[[], object], patience: float = 5.0) -> None:
    """Return when the condition holds; fail after `patience` seconds."""
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        await asyncio.sleep(0.005)


async def eventually_true(ask: Callable[[], Awaitable[object]], patience: float = 5.0) -> None:
    """`eventually` for what has to be asked, such as a database."""
    end = time.monotonic() + patience
    while not await ask():
        assert time.monotonic() < end, "it did not happen"
        await asyncio.sleep(0.005)


def wait_until(condition: Callable[[], object], patience: float = 5.0) -> None:
    """`eventually` for tests that are not asynchronous."""
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)
