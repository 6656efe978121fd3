"""What somebody filled in on a form, whatever they sent instead."""

from aiohttp import web
from multidict import MultiDictProxy


class Form:
    """The fields of a form; what is missing is empty, and a file is no text."""

    def __init__(self, fields: MultiDictProxy[str | bytes | bytearray | web.FileField]) -> None:
        self._fields = fields

    def raw(self, name: str) -> str:
        """The text exactly as it was typed, for passwords."""
        value = self._fields.get(name)
        return value if isinstance(value, str) else ""

    def text(self, name: str, longest: int) -> str:
        """The text as it can be kept."""
        return plain_text(self.raw(name), longest)

    def chosen(self, name: str) -> frozenset[str]:
        """The boxes that were ticked."""
        return frozenset(value for value in self._fields.getall(name, ()) if isinstance(value, str))


def plain_text(text: str, longest: int) -> str:
    """The text without control characters (databases refuse some) and spaces around it, cut to its length."""
    return "".join(sign for sign in text if sign.isprintable() or sign == "\n").strip()[:longest]


async def read_form(request: web.Request) -> Form:
    """The form in the body. Raises `HTTPBadRequest` for what is none."""
    try:
        return Form(await request.post())
    except (ValueError, LookupError) as error:
        raise web.HTTPBadRequest from error
