"""In how many windows one conversation is followed."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from aiohttp import web

MOST_WINDOWS = 12


class Windows:
    """The windows in which conversations are open, each known by the task that serves it, the oldest first."""

    def __init__(self) -> None:
        self._tasks: defaultdict[str, list[asyncio.Task[object]]] = defaultdict(list)

    @contextmanager
    def open(self, conversation_id: str) -> Iterator[None]:
        """One more window, served by the current task; when there are too many the oldest ends.

        A phone that changes networks leaves connections of which we hear only after a quarter of an hour that they
        are dead: to refuse the newest would keep its owner out.
        """
        task, tasks = asyncio.current_task(), self._tasks[conversation_id]
        assert task is not None
        if len(tasks) >= MOST_WINDOWS:
            tasks.pop(0).cancel()
        tasks.append(task)
        try:
            yield
        finally:
            tasks = self._tasks[conversation_id]
            if task in tasks:
                tasks.remove(task)
            if not tasks:
                del self._tasks[conversation_id]


WINDOWS = web.AppKey("windows", Windows)
