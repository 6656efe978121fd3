"""Waking those who wait for news of a conversation, within this process."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

Typist = Literal["noor", "staff", "resident"]

# Beside conversations there is this: a handover may have come or changed, in whatever department.
DESK = "desk"


def of_department(name: str) -> str:
    """What those listen to who may know of the handovers of this department."""
    return f"{DESK}:{name}"


class Listener:
    """Somebody who waits for news of one conversation."""

    def __init__(self) -> None:
        self.news = asyncio.Event()
        self.has_messages = False
        # Whether the log says something else than it did.
        self.reworded = False

    def tell(self, *, messages: bool) -> None:
        """There is news; `messages` when the log holds more than before."""
        self.has_messages = self.has_messages or messages
        self.news.set()


class Announcer:
    """Wakes the listeners of a conversation; what the news is they read themselves.

    Nothing queues up for a slow listener: however much happened, it is woken once.
    """

    def __init__(self) -> None:
        self._listeners: defaultdict[str, set[Listener]] = defaultdict(set)
        # Who is typing where, and when that is taken back by itself.
        self._typing: dict[tuple[str, Typist], asyncio.TimerHandle | None] = {}
        self._followers: list[Callable[[str], None]] = []
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether the process is stopping and listeners should go."""
        return self._closed

    @contextmanager
    def listen(self, *topics: str) -> Iterator[Listener]:
        """A listener to conversations or other topics, which clears its `news` before it looks what the news is."""
        listener = Listener()
        for topic in topics:
            self._listeners[topic].add(listener)
        try:
            yield listener
        finally:
            for topic in topics:
                self._listeners[topic].discard(listener)
                if not self._listeners[topic]:
                    del self._listeners[topic]

    def follow(self, follower: Callable[[str], None]) -> None:
        """Tell `follower` of every conversation in which something was said to the resident."""
        self._followers.append(follower)

    def wake(self, conversation_id: str, *, messages: bool = True, to_resident: bool = True) -> None:
        """There is news for this conversation: messages in the log, to the resident or by them, or who is typing."""
        for follow in self._followers if messages and to_resident else ():
            follow(conversation_id)
        for listener in self._listeners.get(conversation_id, ()):
            listener.tell(messages=messages)

    def reword(self, conversation_id: str) -> None:
        """Something that stood in the log was changed."""
        for listener in self._listeners.get(conversation_id, ()):
            listener.reworded = True
            listener.tell(messages=False)

    def wake_all(self) -> None:
        """There is news for everybody that is not in the log."""
        for conversation_id in self._listeners:
            self.wake(conversation_id, messages=False)

    def set_typing(self, conversation_id: str, on: bool, who: Typist = "noor", seconds: float | None = None) -> None:
        """Somebody is writing, or no longer; Noor if nobody is named.

        `seconds`: after how long it no longer holds when nothing more is heard, as of people who may leave.
        """
        was = self.is_typing(conversation_id, who)
        if (timer := self._typing.pop((conversation_id, who), None)) is not None:
            timer.cancel()
        if on:
            self._typing[conversation_id, who] = None
        if on and seconds is not None:
            stop = asyncio.get_running_loop().call_later(seconds, self.set_typing, conversation_id, False, who)
            self._typing[conversation_id, who] = stop
        if on != was:
            self.wake(conversation_id, messages=False)

    def is_typing(self, conversation_id: str, who: Typist = "noor") -> bool:
        """Whether somebody is writing; Noor if nobody is named."""
        return (conversation_id, who) in self._typing

    def count(self, conversation_id: str) -> int:
        """How many listen to a conversation."""
        return len(self._listeners.get(conversation_id, ()))

    def close(self) -> None:
        """Send all listeners home."""
        self._closed = True
        for timer in filter(None, self._typing.values()):
            timer.cancel()
        for conversation_id in self._listeners:
            self.wake(conversation_id, messages=False)
