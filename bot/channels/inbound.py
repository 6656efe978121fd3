"""Reading what the browser sends: the right shape, or an error a resident can do something with."""

import json
import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Any, TypeGuard

from aiohttp import web

from bot.web.errors import ApiError

# A colon is for the ids of our own, such as "notice:3", which are kept beside it.
_ID = re.compile(r"[!-9;-~]{1,64}")
_INVISIBLE = ("Z", "C", "M")


@dataclass(frozen=True)
class Place:
    """A place on the map, and how precisely it is known, in metres."""

    latitude: float
    longitude: float
    accuracy: float


@dataclass(frozen=True)
class Inbound:
    """One message: the browser's own id for it, and words, the option that was tapped, or a place on the map."""

    id: str
    text: str = ""
    option: str | None = None
    place: Place | None = None


async def read_inbound(request: web.Request, max_length: int) -> Inbound:
    """Raises `ApiError`; a body over the application's limit is left to its error page."""
    data = await read_object(request)
    own_id, text, option, place = (data.get(name) for name in ("id", "text", "option", "place"))
    if not is_own_id(own_id) or [text, option, place].count(None) != 2:
        raise _wrong_shape()
    if isinstance(option, str):
        return Inbound(own_id, option=option)
    if place is not None:
        return Inbound(own_id, place=_place(place))
    if not isinstance(text, str):
        raise _wrong_shape()
    text = tidy(text)
    if not text:
        raise ApiError(422, "empty", "Typ eerst een bericht.")
    if len(text) > max_length:
        raise too_long(len(text), max_length)
    return Inbound(own_id, text)


def is_own_id(given: object) -> TypeGuard[str]:
    """Whether it can be a browser's own id for a message."""
    return isinstance(given, str) and _ID.fullmatch(given) is not None


def _place(given: object) -> Place:
    if not isinstance(given, dict):
        raise _wrong_shape()
    latitude, longitude, accuracy = (_number(given.get(name)) for name in ("latitude", "longitude", "accuracy"))
    if not (abs(latitude) <= 90 and abs(longitude) <= 180 and math.isfinite(accuracy) and accuracy >= 0):
        raise _wrong_shape()
    # Five decimals are a metre: more would only say more about somebody than is needed.
    return Place(round(latitude, 5), round(longitude, 5), round(accuracy))


def _number(given: object) -> float:
    if isinstance(given, bool) or not isinstance(given, (int, float)):
        raise _wrong_shape()
    return float(given)


async def read_object(request: web.Request) -> dict[str, Any]:
    """The body as a JSON object. Raises `ApiError` for anything else."""
    body = await request.read()
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise _wrong_shape() from None
    if not isinstance(data, dict):
        raise _wrong_shape()
    return data


def tidy(text: str) -> str:
    """What somebody typed, without half surrogates and control characters, which not every database can hold.

    Empty when nothing in it can be seen.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(c for c in text if c in "\t\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    seen = any(unicodedata.category(character)[0] not in _INVISIBLE for character in text)
    return text.strip() if seen else ""


def _wrong_shape() -> ApiError:
    message = "Ik kon je bericht niet lezen. Laad de pagina opnieuw en probeer het nog eens."
    return ApiError(400, "wrong_shape", message)


def too_long(length: int, fits: int) -> ApiError:
    """A message has more characters than fit."""
    return ApiError(
        413,
        "too_long",
        f"Je bericht is {_dutch(length)} tekens lang. Er passen {_dutch(fits)} tekens in. "
        "Maak het korter of stuur het in delen.",
    )


def _dutch(number: int) -> str:
    return f"{number:,}".replace(",", ".")
