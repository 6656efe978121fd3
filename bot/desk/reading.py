"""Which conversations a colleague may read."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.desk.access import colleague, not_theirs
from bot.desk.staff import Role
from bot.handover.instructive import Instructive, Readable
from bot.handover.wishes import WishId, WishStore
from bot.web.keys import ENGINE, MUNICIPALITY, READER


def readable_by(request: web.Request) -> Readable:
    """What the one who asks may read: a colleague what went to their departments, a coordinator also what went to
    none, an administrator everything."""
    asking = colleague(request)
    if asking.may(Role.ADMINISTRATOR):
        return Readable(None, True)
    return Readable(asking.departments, asking.may(Role.COORDINATOR))


async def conversation_in(request: web.Request, readable: Readable) -> str:
    """The conversation in the address, if it is theirs to read; another looks like one that is not there."""
    conversation_id = request.match_info["conversation"]
    if not await Instructive(request.config_dict[READER]).may_read(readable, conversation_id):
        raise await not_theirs(request, conversation_id)
    return conversation_id


async def wish_in(request: web.Request, readable: Readable, named: Mapping[str, Any]) -> WishId:
    """The wish of that conversation that `bericht` and `doel` name, which led to no handover."""
    conversation_id = await conversation_in(request, readable)
    wish = WishId(conversation_id, str(named.get("bericht")), str(named.get("doel")))
    found = await WishStore(request.config_dict[ENGINE], request.config_dict[MUNICIPALITY]).get(wish)
    if found is None or found.department is not None or not readable.without_department:
        raise web.HTTPNotFound
    return wish
