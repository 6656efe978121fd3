"""One conversation with a Noor that really runs, over the website or over WhatsApp, in the same words."""

import uuid
from typing import Protocol

from tests.running import RunningNoor
from tests.waiting import wait_until
from tests.whatsapp.aftermath import Aftermath
from tests.whatsapp.bubble import Bubble
from tests.whatsapp.phone import Phone
from tests.whatsapp.running import RunningMeta

# Also after a part was killed and has to start again.
ANSWER_WITHIN = 90.0


class Talk(Protocol):
    """Says something in a conversation of its own; what Noor answers, as lines with the options numbered.

    A number chooses the option that it stands for.
    """

    channel: str

    def __call__(self, text: str) -> list[str]: ...


class WebsiteTalk:
    """As `python -m bot say` does it."""

    channel = "website"

    def __init__(self, noor: RunningNoor) -> None:
        self._noor, self._name = noor, uuid.uuid4().hex

    def __call__(self, text: str) -> list[str]:
        return self._noor.say(self._name, text)


class WhatsAppTalk:
    """On a phone of its own."""

    channel = "whatsapp"

    def __init__(self, noor: RunningNoor, whatsapp: RunningMeta) -> None:
        self._meta = whatsapp.meta
        self._aftermath = Aftermath(noor.database_url, whatsapp.key)
        self.phone: Phone = whatsapp.phone()

    def __call__(self, text: str) -> list[str]:
        heard = len(self.phone.received)
        self.wait_for_answer(self.phone.write(text))
        return [line for bubble in self.phone.received[heard:] for line in lines(bubble)]

    def wait_for_answer(self, own_id: str) -> None:
        """Until everything that Noor says to this message has come."""
        wait_until(lambda: not self._aftermath.unfinished({self.phone: [own_id]}), ANSWER_WITHIN)
        assert not self._meta.refusals, "Noor broke a limit of WhatsApp's"


def lines(bubble: Bubble) -> list[str]:
    """A message as lines, as `python -m bot say` prints it."""
    choices = [f"  {n}. {choice.description or choice.title}" for n, choice in enumerate(bubble.choices, 1)]
    links = [" ".join(bubble.link)] if bubble.link else []
    return [*bubble.text.splitlines(), *choices, *links]
