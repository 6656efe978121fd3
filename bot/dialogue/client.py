"""Talking to Rasa over its private channel."""

import asyncio
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout

# Answers that say something about Rasa's state and nothing about the message.
_UNAVAILABLE = frozenset({401, 403, 429, 502, 503, 504})


class Unavailable(Exception):
    """Rasa or its actions cannot answer now; the same message may be sent again later."""


class Failed(Exception):
    """Rasa or an action broke on this message; that may pass, or be so every time."""


class Refused(Exception):
    """Rasa will not answer this message; sending it again does not help."""


@dataclass(frozen=True)
class Option:
    """A button: what it says and what tapping it answers."""

    label: str
    answer: dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """One message of Noor; `question` names what it asks, such as "travel.destination" or "contact"."""

    text: str
    options: tuple[Option, ...] = ()
    question: str | None = None


class RasaClient:
    """Sends residents' messages to Rasa. The session belongs to the caller."""

    def __init__(self, session: ClientSession, url: str, secret: str, timeout: float = 20.0) -> None:
        self._session = session
        self._channel = f"{url.rstrip('/')}/webhooks/noor/"
        self._headers = {"Authorization": f"Bearer {secret}"}
        self._timeout = ClientTimeout(total=timeout)

    async def send(
        self, conversation_id: str, message_id: str, text: str, choice: dict[str, Any] | None, channel: str
    ) -> list[Reply]:
        """Noor's replies to one message; the same message id again gives the same replies.

        Raises `Unavailable` when a later try will succeed, `Failed` when it may, and `Refused` when it will not.
        """
        body = {
            "conversation": conversation_id,
            "id": message_id,
            "text": text,
            "choice": choice,
            "channel": channel,
        }
        try:
            async with self._session.post(
                f"{self._channel}messages", json=body, headers=self._headers, timeout=self._timeout
            ) as response:
                return await _replies(response)
        except (ClientError, asyncio.TimeoutError, OSError) as error:
            raise Unavailable(f"Rasa: {type(error).__name__}") from error

    async def ready(self) -> bool:
        """Whether Rasa answers and has a model."""
        return await answers(self._session, self._channel)


async def answers(session: ClientSession, url: str, timeout: float = 2.0) -> bool:
    """Whether a GET of `url` gives 200 within `timeout` seconds."""
    try:
        async with session.get(url, timeout=ClientTimeout(total=timeout)) as response:
            return response.status == 200
    except (ClientError, asyncio.TimeoutError, OSError):
        return False


async def _replies(response: ClientResponse) -> list[Reply]:
    if response.status in _UNAVAILABLE:
        raise Unavailable(f"Rasa answers {response.status}")
    if response.status == HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Failed(f"Rasa answers {response.status}")
    if response.status != 200:
        raise Refused(f"Rasa answers {response.status}")
    try:
        return [_reply(reply) for reply in (await response.json(content_type=None))["replies"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused("Rasa's answer is not in the agreed form") from error


def _reply(data: dict[str, Any]) -> Reply:
    if not isinstance(data["text"], str):
        raise TypeError("text")
    options = tuple(Option(str(option["label"]), dict(option["answer"])) for option in data.get("options") or ())
    return Reply(data["text"], options, data.get("question"))
