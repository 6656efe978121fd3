"""What the log holds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple

Sender = Literal["resident", "noor", "staff", "system"]

# Noor's question after which a telephone number or e-mail address may be kept.
CONTACT_QUESTION = "contact"


@dataclass(frozen=True)
class Message:
    """One line of a conversation, masked. `position` rises by time; `created_at` is aware UTC."""

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


class Started(NamedTuple):
    """A new conversation; the token is not kept anywhere and cannot be told again."""

    conversation_id: str
    token: str
    position: int


class Accepted(NamedTuple):
    """Where a message is in the log, and whether it was not there before."""

    position: int
    new: bool


class UnknownOption(Exception):
    """The option was never offered in this conversation."""
