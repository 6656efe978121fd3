"""Reading one message of Meta's: of what somebody sends, only what Noor does something with goes any further."""

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from bot.channels.inbound import tidy

Kind = Literal[
    "text", "press", "template", "place", "photo", "other", "reaction", "edit", "revoke", "changed", "nothing"
]
_ID = re.compile(r"[!-~]{1,512}")
_LONGEST = 65_536
_LONGEST_NAME = 200


@dataclass(frozen=True)
class Incoming:
    """What a message says.

    text: the words, of a button, below a photo or at a place too. option: the id that came with a button. place:
    latitude and longitude. media: Meta's id of a photo. about: Meta's id of the message that is edited, taken back or
    reacted to. sort: what kind of thing Noor cannot take. number, user: who somebody has become.
    """

    kind: Kind
    text: str = ""
    option: str | None = None
    place: tuple[float, float] | None = None
    media: str | None = None
    about: str | None = None
    sort: str = ""
    number: str | None = None
    user: str | None = None

    def to_json(self) -> str:
        """As text, for `from_json`."""
        return json.dumps({name: value for name, value in asdict(self).items() if value})

    @classmethod
    def from_json(cls, text: str) -> "Incoming":
        """What `to_json` gave."""
        data = json.loads(text)
        if data.get("place"):
            data["place"] = tuple(data["place"])
        return cls(**data)


def read_message(message: Mapping[str, Any]) -> Incoming:
    """What a message says. Never raises: what is not as it should be is `other`."""
    sort = message.get("type")
    sort = sort if isinstance(sort, str) else "unsupported"
    content = message.get(sort)
    reader = _READERS.get(sort)
    if reader is None or not isinstance(content, dict):
        return Incoming("other", sort=sort[:32])
    return reader(content) or Incoming("other", sort=sort)


def _text(content: Mapping[str, Any]) -> Incoming | None:
    return Incoming("text", _words(content.get("body")))


def _button(content: Mapping[str, Any]) -> Incoming | None:
    """A button below a template."""
    return Incoming("template", _words(content.get("text")))


def _interactive(content: Mapping[str, Any]) -> Incoming | None:
    reply = content.get("button_reply") or content.get("list_reply")
    if not isinstance(reply, dict):
        return None
    return Incoming("press", _words(reply.get("title")), option=_id(reply.get("id")))


def _location(content: Mapping[str, Any]) -> Incoming | None:
    latitude, longitude = (_number(content.get(name)) for name in ("latitude", "longitude"))
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    # Five decimals are a metre: more would only say more about somebody than is needed.
    named = filter(None, (_words(content.get(name))[:_LONGEST_NAME] for name in ("name", "address")))
    return Incoming("place", ", ".join(named), place=(round(latitude, 5), round(longitude, 5)))


def _image(content: Mapping[str, Any]) -> Incoming | None:
    media = _id(content.get("id"))
    return Incoming("photo", _words(content.get("caption")), media=media) if media else None


def _document(content: Mapping[str, Any]) -> Incoming | None:
    """Who wants a photo to stay sharp sends it as a document."""
    return _image(content) if str(content.get("mime_type")).startswith("image/") else None


def _reaction(content: Mapping[str, Any]) -> Incoming | None:
    emoji = content.get("emoji")
    if not isinstance(emoji, str) or not emoji:
        return Incoming("nothing")
    return Incoming("reaction", tidy(emoji)[:16], about=_id(content.get("message_id")))


def _edit(content: Mapping[str, Any]) -> Incoming | None:
    about, message = _id(content.get("original_message_id")), content.get("message")
    if about is None or not isinstance(message, dict):
        return None
    edited = read_message(message)
    if edited.kind not in ("text", "photo") or not edited.text:
        return Incoming("nothing")
    return Incoming("edit", edited.text, about=about)


def _revoke(content: Mapping[str, Any]) -> Incoming | None:
    about = _id(content.get("original_message_id"))
    return Incoming("revoke", about=about) if about else None


def _system(content: Mapping[str, Any]) -> Incoming | None:
    if content.get("type") not in ("user_changed_number", "customer_changed_number", "user_changed_user_id"):
        return Incoming("nothing")
    number = content.get("wa_id") or content.get("new_wa_id")
    number = number if isinstance(number, str) and re.fullmatch(r"\d{5,20}", number) else None
    user = _id(content.get("user_id"))
    return Incoming("changed", number=number, user=user) if number or user else Incoming("nothing")


def _words(given: object) -> str:
    return tidy(given[:_LONGEST]) if isinstance(given, str) else ""


def _id(given: object) -> str | None:
    return given if isinstance(given, str) and _ID.fullmatch(given) else None


def _number(given: object) -> float | None:
    if isinstance(given, bool) or not isinstance(given, int | float):
        return None
    try:
        number = float(given)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Incoming | None]] = {
    "text": _text,
    "button": _button,
    "interactive": _interactive,
    "location": _location,
    "image": _image,
    "document": _document,
    "reaction": _reaction,
    "edit": _edit,
    "revoke": _revoke,
    "system": _system,
}
