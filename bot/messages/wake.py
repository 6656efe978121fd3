"""Waking those who wait for news of a conversation, within this process."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager


class Listener:
    """Somebody who waits for news of one conversation."""

    def __init__(self) -> None:
        self.news = asyncio.Event()
        self.has_messages = False

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
        self._typing: set[str] = set()
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether the process is stopping and listeners should go."""
        return self._closed

    @contextmanager
    def listen(self, conversation_id: str) -> Iterator[Listener]:
        """A listener, which clears its `news` before it looks what the news is."""
        listener = Listener()
        self._listeners[conversation_id].add(listener)
        try:
            yield listener
        finally:
            self._listeners[conversation_id].discard(listener)
            if not self._listeners[conversation_id]:
                del self._listeners[conversation_id]

    def wake(self, conversation_id: str, *, messages: bool = True) -> None:
        """There is news for this conversation: messages in the log, or who is typing."""
        for listener in self._listeners.get(conversation_id, ()):
            listener.tell(messages=messages)

    def set_typing(self, conversation_id: str, on: bool) -> None:
        """Noor is working on an answer, or no longer."""
        if on != self.is_typing(conversation_id):
            (self._typing.add if on else self._typing.discard)(conversation_id)
            self.wake(conversation_id, messages=False)

    def is_typing(self, conversation_id: str) -> bool:
        """Whether Noor is working on an answer."""
        return conversation_id in self._typing

    def close(self) -> None:
        """Send all listeners home."""
        self._closed = True
        for conversation_id in self._listeners:
            self.wake(conversation_id, messages=False)
