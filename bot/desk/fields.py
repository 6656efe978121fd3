"""Reading what colleagues fill in."""

import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.desk.times import local_moment
from bot.handover.refusals import Missing
from bot.privacy.masking import mask

_BSN = "Hier lijkt een burgerservicenummer in te staan. Haal dat weg: we bewaren het nooit."


def field(form: Mapping[str, Any], name: str) -> str:
    """What is in a field, with plain line breaks and without what no database can hold; empty when it is not there."""
    value = form.get(name)
    if not isinstance(value, str):
        return ""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in value if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")).strip()


def words(form: Mapping[str, Any], name: str) -> str:
    """What is in a field that is kept as it is. Raises `Missing` when there is a citizen service number in it."""
    text = field(form, name)
    if any(detail.kind == "bsn" for detail in mask(text).details):
        raise Missing(name, _BSN)
    return text


def moment(form: Mapping[str, Any], name: str, zone: ZoneInfo) -> datetime | None:
    """A date and time as a browser sends it, in local time; aware UTC, None when it is not one."""
    try:
        return local_moment(field(form, name), zone)
    except ValueError:
        return None


async def read_fields(request: web.Request) -> Mapping[str, Any]:
    """The form in the body. Raises `HTTPBadRequest` for what is none."""
    try:
        return await request.post()
    except (ValueError, LookupError) as error:
        raise web.HTTPBadRequest from error
