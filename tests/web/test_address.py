"""Whose request it is, behind proxies that we know of."""

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request
from multidict import CIMultiDict

from bot.settings import Settings
from bot.web.address import visitor_address
from bot.web.keys import SETTINGS


def address(proxies: int, *lines: str) -> str:
    """The visitor's address with these lines of the header."""
    app = web.Application()
    app[SETTINGS] = Settings().copy(update={"proxies": proxies})
    headers = CIMultiDict([("X-Forwarded-For", line) for line in lines])
    request = make_mocked_request("GET", "/", headers=headers, app=app)
    request._match_info = type("Info", (), {"apps": (app,), "current_app": app})()
    return visitor_address(request) or request.remote or ""


@pytest.mark.parametrize(
    ("proxies", "lines", "visitor"),
    [
        (0, ["1.1.1.1"], ""),
        (1, ["1.1.1.1"], "1.1.1.1"),
        (1, ["9.9.9.9, 1.1.1.1"], "1.1.1.1"),
        (2, ["9.9.9.9, 1.1.1.1, 2.2.2.2"], "1.1.1.1"),
        (2, ["1.1.1.1"], ""),
        (1, [""], ""),
        (1, [], ""),
        # A proxy that adds a line of its own, such as HAProxy, below what the visitor made up.
        (1, ["9.9.9.9", "1.1.1.1"], "1.1.1.1"),
        (2, ["9.9.9.9, 8.8.8.8", "1.1.1.1", "2.2.2.2"], "1.1.1.1"),
    ],
)
def test_the_address_that_the_nearest_known_proxy_wrote_down(proxies: int, lines: list[str], visitor: str) -> None:
    assert address(proxies, *lines) == visitor


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff"),
        ("2001:DB8:1:2::1", "2001:db8:1:2:0:0:0:1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", "fe80::2"),
    ],
)
def test_addresses_of_one_visitor(one: str, same: str) -> None:
    assert address(1, one) == address(1, same)


@pytest.mark.parametrize(
    ("one", "other"),
    [("2001:db8:1:2::1", "2001:db8:1:3::1"), ("192.0.2.1", "192.0.2.2"), ("unknown", "_hidden")],
)
def test_addresses_of_two_visitors(one: str, other: str) -> None:
    assert address(1, one) != address(1, other)
