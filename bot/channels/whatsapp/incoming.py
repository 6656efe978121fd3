"""Walking through what Meta posts: every entry, change, message and status of it, whatever else it holds."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, Literal, cast

from bot.channels.whatsapp.reading import Incoming, read_message

_ID = re.compile(r"[!-~]{1,512}")
_NUMBER = re.compile(r"\d{5,20}")
_KEY = re.compile(r"(\d{1,9})\.(-?\d{1,4})(?:\.([0-9a-f]{0,8}))?")

StatusName = Literal["sent", "delivered", "read", "failed"]
STATUSES = ("sent", "delivered", "read", "failed")


@dataclass(frozen=True)
class Person:
    """Who it is to Meta: a telephone number, an id that Meta made for us, or both."""

    number: str | None
    user: str | None

    @property
    def key(self) -> str:
        """The one of the two that stays the longest."""
        return self.user or self.number or ""


@dataclass(frozen=True)
class Received:
    """One message: Meta's id for it, who sent it and when (aware UTC), and what it says."""

    id: str
    person: Person
    sent_at: datetime
    incoming: Incoming


@dataclass(frozen=True)
class Status:
    """What became of a message of ours: its place in the outbox, or else Meta's id for it. error: Meta's code.

    nonce: of the row at that place; another row is another message.
    """

    place: tuple[int, int] | None
    id: str
    status: StatusName
    error: int | None = None
    nonce: str = ""


@dataclass(frozen=True)
class Update:
    """All that one post brings. strange: how many parts of it could not be read."""

    messages: tuple[Received, ...] = ()
    statuses: tuple[Status, ...] = ()
    strange: int = 0


def read_update(payload: Mapping[str, Any], number_id: str, now: datetime) -> Update:
    """What is in a post for our number. Never raises, whatever the payload is."""
    messages: list[Received | None] = []
    statuses: list[Status | None] = []
    for value in _values(payload, number_id):
        contacts = _dicts(value, "contacts")
        messages += [_received(message, contacts, now) for message in _dicts(value, "messages")]
        statuses += [_status(status) for status in _dicts(value, "statuses")]
    good = [message for message in messages if message]
    known = tuple(status for status in statuses if status)
    strange = len(messages) - len(good) + len(statuses) - len(known)
    said = [message for message in good if message.incoming.kind != "nothing"]
    return Update(tuple(sorted(said, key=lambda message: message.sent_at)), known, strange)


def _values(payload: Mapping[str, Any], number_id: str) -> Iterator[Mapping[str, Any]]:
    for entry in _dicts(payload, "entry"):
        for change in _dicts(entry, "changes"):
            value = change.get("value")
            if change.get("field") != "messages" or not isinstance(value, dict):
                continue
            metadata = value.get("metadata")
            if isinstance(metadata, dict) and metadata.get("phone_number_id") == number_id:
                yield value


def _received(message: Mapping[str, Any], contacts: list[dict[str, Any]], now: datetime) -> Received | None:
    own_id, person = _matching(_ID, message.get("id")), _person(message, contacts)
    if own_id is None or not person.key:
        return None
    return Received(own_id, person, _moment(message.get("timestamp"), now), read_message(message))


def _person(message: Mapping[str, Any], contacts: list[dict[str, Any]]) -> Person:
    number, user = _matching(_NUMBER, message.get("from")), _matching(_ID, message.get("from_user_id"))
    if isinstance(system := message.get("system"), dict):
        # Of who changes, this is who it was; the other may be who they are now.
        user = _matching(_ID, system.get("previous_user_id")) or user
    for contact in contacts:
        contact_number, contact_user = _matching(_NUMBER, contact.get("wa_id")), _matching(_ID, contact.get("user_id"))
        same_user = user is not None and contact_user == user
        same_number = number is not None and contact_number == number
        if same_user or same_number or len(contacts) == 1:
            return Person(number or contact_number, user or contact_user)
    return Person(number, user)


def _status(status: Mapping[str, Any]) -> Status | None:
    own_id, name = _matching(_ID, status.get("id")), status.get("status")
    if own_id is None or name not in STATUSES:
        return None
    key = status.get("biz_opaque_callback_data")
    found = _KEY.fullmatch(key) if isinstance(key, str) else None
    place = (int(found[1]), int(found[2])) if found else None
    errors = _dicts(status, "errors")
    code = errors[0].get("code") if errors else None
    return Status(
        place, own_id, cast(StatusName, name), code if isinstance(code, int) else None, (found and found[3]) or ""
    )


def _moment(given: object, now: datetime) -> datetime:
    """Meta's time in seconds; never later than now, for clocks differ."""
    if isinstance(given, str) and given.isascii() and given.isdigit() and len(given) <= 11:
        return min(datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=int(given)), now)
    return now


def _matching(pattern: re.Pattern[str], given: object) -> str | None:
    return given if isinstance(given, str) and pattern.fullmatch(given) else None


def _dicts(holder: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    given = holder.get(name)
    return [item for item in given if isinstance(item, dict)] if isinstance(given, list) else []
