"""Reading what the browser sends: the right shape, or an error a resident can do something with."""

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.web.errors import ApiError

_ID = re.compile(r"[!-~]{1,64}")
_INVISIBLE = ("Z", "C", "M")


@dataclass(frozen=True)
class Inbound:
    """One message: the browser's own id for it, and either words or the option that was tapped."""

    id: str
    text: str
    option: str | None


async def read_inbound(request: web.Request, max_length: int) -> Inbound:
    """Raises `ApiError`; a body over the application's limit is left to its error page."""
    data = _object(await request.read())
    own_id, text, option = data.get("id"), data.get("text"), data.get("option")
    if not (isinstance(own_id, str) and _ID.fullmatch(own_id)):
        raise _wrong_shape()
    if isinstance(option, str) and text is None:
        return Inbound(own_id, "", option)
    if not isinstance(text, str) or option is not None:
        raise _wrong_shape()
    text = _tidy(text)
    if not text:
        raise ApiError(422, "empty", "Typ eerst een bericht.")
    if len(text) > max_length:
        raise _too_long(len(text), max_length)
    return Inbound(own_id, text, None)


def _object(body: bytes) -> dict[str, Any]:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise _wrong_shape() from None
    if not isinstance(data, dict):
        raise _wrong_shape()
    return data


def _tidy(text: str) -> str:
    """Without half surrogates and control characters, which not every database can hold.

    Empty when nothing in it can be seen.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(c for c in text if c in "\t\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    seen = any(unicodedata.category(character)[0] not in _INVISIBLE for character in text)
    return text.strip() if seen else ""


def _wrong_shape() -> ApiError:
    message = "Ik kon je bericht niet lezen. Laad de pagina opnieuw en probeer het nog eens."
    return ApiError(400, "wrong_shape", message)


def _too_long(length: int, fits: int) -> ApiError:
    return ApiError(
        413,
        "too_long",
        f"Je bericht is {_dutch(length)} tekens lang. Er passen {_dutch(fits)} tekens in. "
        "Maak het korter of stuur het in delen.",
    )


def _dutch(number: int) -> str:
    return f"{number:,}".replace(",", ".")
