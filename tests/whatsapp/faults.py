"""Failing on purpose: a part of the calls, by a seeded chance."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from tests.whatsapp.errors import GraphError

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]

KINDS: Final = ("429", "500", "cut before", "cut after", "silent before", "silent after")


@dataclass
class Faults:
    """How often calls fail and how. `kinds` are some of `KINDS`; `silent_for` is how long, in seconds, an answer is
    withheld before the connection is cut. Before or after: whether Meta did what was asked all the same."""

    chance: float = 0.0
    kinds: tuple[str, ...] = KINDS
    seed: int = 1
    silent_for: float = 20.0

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self.done: dict[str, int] = dict.fromkeys(KINDS, 0)

    async def around(self, request: web.Request, answer: Answer) -> web.StreamResponse:
        """The answer to a call, or a failure instead of it."""
        if self._random.random() >= self.chance:
            return await answer(request)
        kind = self._random.choice(self.kinds)
        self.done[kind] += 1
        if kind == "429":
            return GraphError(80007).response()
        if kind == "500":
            return GraphError(131000, "An unknown error has occurred").response()
        # The body is read first, or the client is cut off while it is still sending.
        await request.read()
        if kind.endswith("after"):
            await answer(request)
        if kind.startswith("silent"):
            await asyncio.sleep(self.silent_for)
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
