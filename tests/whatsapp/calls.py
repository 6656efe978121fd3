"""Reading a call to `/messages`: what is asked of Meta, or its refusal."""

import json
from typing import Any, Final, Literal, TypeVar

from pydantic import StrictStr, ValidationError

from tests.whatsapp import interactive, shapes
from tests.whatsapp.errors import GraphError
from tests.whatsapp.strings import PhoneNumber, Strict, To256, To512, UserId

_INTERACTIVE: Final[dict[str, type[Strict]]] = {
    "button": interactive.InteractiveButton,
    "list": interactive.InteractiveList,
    "cta_url": interactive.InteractiveLink,
    "location_request_message": interactive.InteractiveLocation,
}
_PARTS: Final[dict[str, type[Strict]]] = {
    "text": shapes.Text,
    "image": shapes.Image,
    "template": shapes.Template,
    "reaction": shapes.Reaction,
}
_Part = TypeVar("_Part", bound=Strict)


class Context(Strict):
    message_id: To256


class Outgoing(Strict):
    """A message to somebody; its own part, such as `text`, is read apart."""

    messaging_product: Literal["whatsapp"]
    recipient_type: Literal["individual"] = "individual"
    to: PhoneNumber | None
    recipient: UserId | None
    type: StrictStr = "text"
    context: Context | None
    biz_opaque_callback_data: To512 | None


class TypingIndicator(Strict):
    type: Literal["text"]


class Read(Strict):
    """Two blue ticks on a resident's message, and perhaps three dots below it."""

    messaging_product: Literal["whatsapp"]
    status: Literal["read"]
    message_id: To256
    typing_indicator: TypingIndicator | None


def read_call(body: bytes) -> tuple[Outgoing, Strict] | Read:
    """A message and its part, or a read receipt. Raises `GraphError`."""
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        raise GraphError(100, "Invalid JSON") from None
    if not isinstance(given, dict):
        raise GraphError(100, "The body must be an object")
    if "status" in given:
        return _read(Read, given, "")
    kind = given.get("type", "text")
    if kind not in (*_PARTS, "interactive"):
        raise GraphError(131051, f"Message type {kind!r} is not supported")
    message = _read(Outgoing, {name: value for name, value in given.items() if name != kind}, "")
    if message.to is None and message.recipient is None:
        raise GraphError(100, "The parameter to is required.")
    if kind not in given:
        raise GraphError(100, f"The parameter {kind} is required.")
    return message, _part(kind, given[kind])


def _part(kind: str, given: Any) -> Strict:
    if not isinstance(given, dict):
        raise GraphError(100, f"Param {kind} must be a JSON object.")
    if kind != "interactive":
        return _read(_PARTS[kind], given, kind)
    shape = _INTERACTIVE.get(str(given.get("type")))
    if shape is None:
        raise GraphError(131009, f"Interactive type {given.get('type')!r} is not valid")
    return _read(shape, given, kind)


def _read(shape: type[_Part], given: dict[str, Any], name: str) -> _Part:
    try:
        return shape.parse_obj(given)
    except ValidationError as error:
        first = error.errors()[0]
    *path, last = [*filter(None, [name]), *map(str, first["loc"])]
    where = "".join([*path[:1], *(f"['{part}']" for part in [*path[1:], last])]) if path else last
    if first["type"] == "value_error.extra":
        raise GraphError(100, f'Unexpected key "{last}" on param "{".".join(path) or "body"}".')
    if first["type"] == "value_error.missing":
        raise GraphError(131008 if name else 100, f"The parameter {where} is required.")
    raise GraphError(131009 if name == "interactive" else 100, f"Param {where}: {first['msg']}")
