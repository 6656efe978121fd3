"""Whose request it is, for limits that hold for each address."""

from aiohttp import web

from bot.web.keys import SETTINGS


def visitor_address(request: web.Request) -> str:
    """The visitor's address, as the nearest proxy that we know of wrote it down.

    What a visitor puts in the header stands further from the end, so it does not count.
    """
    proxies = request.config_dict[SETTINGS].proxies
    passed = [address.strip() for address in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(passed) >= proxies and passed[-proxies]:
        return passed[-proxies]
    return request.remote or ""
