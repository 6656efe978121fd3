"""Whose request it is, behind proxies that we know of."""

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from bot.settings import Settings
from bot.web.address import visitor_address
from bot.web.keys import SETTINGS


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "1.1.1.1", ""),
        (1, "1.1.1.1", "1.1.1.1"),
        (1, "9.9.9.9, 1.1.1.1", "1.1.1.1"),
        (2, "9.9.9.9, 1.1.1.1, 2.2.2.2", "1.1.1.1"),
        (2, "1.1.1.1", ""),
        (1, "", ""),
        (1, None, ""),
    ],
)
def test_the_address_that_the_nearest_known_proxy_wrote_down(proxies: int, header: str | None, address: str) -> None:
    app = web.Application()
    app[SETTINGS] = Settings().copy(update={"proxies": proxies})
    headers = {} if header is None else {"X-Forwarded-For": header}
    request = make_mocked_request("GET", "/", headers=headers, app=app)
    request._match_info = type("Info", (), {"apps": (app,), "current_app": app})()
    assert visitor_address(request) == (address or request.remote or "")
