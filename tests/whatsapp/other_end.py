"""Whoever a phone writes to, in tests of the phone's page."""

import json
from typing import Any

from tests.waiting import wait_until
from tests.whatsapp.calls import Outgoing, read_call
from tests.whatsapp.phone import Phone
from tests.whatsapp.receiver import Receiver
from tests.whatsapp.running import RunningMeta


class OtherEnd:
    """The other end: what the phone sent, and sending it something."""

    def __init__(self, running: RunningMeta, receiver: Receiver) -> None:
        self._running, self._receiver = running, receiver

    @property
    def phone(self) -> Phone:
        """The phone in the newest window."""
        return list(self._running.meta.network._phones.values())[-1]

    def say(self, message: dict[str, Any]) -> None:
        read = read_call(json.dumps({**message, "to": self.phone.number}).encode())
        assert isinstance(read, tuple) and isinstance(read[0], Outgoing)
        self._running.call(self._running.meta.network.accept, *read)

    def heard(self, kind: str) -> dict[str, Any]:
        """The newest message of this type, waited for."""
        told = self._receiver.updates
        wait_until(lambda: any(message["type"] == kind for message in told("messages")))
        return [message for message in told("messages") if message["type"] == kind][-1]
