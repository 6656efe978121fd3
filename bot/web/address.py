"""Whose request it is, for limits that hold for each address."""

from ipaddress import IPv4Address, IPv6Network, ip_address

from aiohttp import web

from bot.web.keys import SETTINGS


def visitor_address(request: web.Request) -> str:
    """The visitor's address, as the nearest proxy that we know of wrote it down; of IPv6 the network.

    What a visitor puts in the header stands further from the end, so it does not count. A proxy may add a line of its
    own: all of them are one list.
    """
    proxies = request.config_dict[SETTINGS].proxies
    header = ",".join(request.headers.getall("X-Forwarded-For", []))
    passed = [address.strip() for address in header.split(",")]
    if proxies and len(passed) >= proxies and passed[-proxies]:
        return _one_visitor(passed[-proxies])
    return _one_visitor(request.remote or "")


def _one_visitor(address: str) -> str:
    """What is the same for all addresses that one connection at home has: with IPv6 the first 64 bits."""
    try:
        read = ip_address(address)
    except ValueError:
        return address
    if isinstance(read, IPv4Address):
        return str(read)
    return str(read.ipv4_mapped or IPv6Network((int(read) >> 64 << 64, 64)))
