"""What the log holds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple

Sender = Literal["resident", "noor", "staff", "system"]

# Noor's question after which a telephone number or e-mail address may be kept.
CONTACT_QUESTION = "contact"


@dataclass(frozen=True)
class Message:
    """One line of a conversation, masked. `position` rises by time; `created_at` is aware UTC.

    author: the name of the colleague who wrote it. attachment: {"photo": …} or {"place": …} of a resident.
    """

    position: int
    conversation_id: str
    channel: str
    external_id: str | None
    sender: Sender
    text: str
    choice: dict[str, Any] | None
    options: list[dict[str, Any]] | None
    question: str | None
    created_at: datetime
    author: str | None = None
    attachment: dict[str, Any] | None = None


class Started(NamedTuple):
    """A new conversation; the token is not kept anywhere and cannot be told again."""

    conversation_id: str
    token: str
    position: int


class Accepted(NamedTuple):
    """Where a message is in the log, whether it was not there before, and whether it waits for Noor."""

    position: int
    new: bool
    waits: bool = False


class UnknownOption(Exception):
    """The option was never offered in this conversation."""
