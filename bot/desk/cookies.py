"""The cookies of the desk: out of reach of scripts, of other sites and, over https, of whoever owns a subdomain."""

from typing import Literal

from aiohttp import web

from bot.web.keys import SETTINGS

COOKIE = "balie"
# Remembers what somebody went to sign in for at the municipality's directory.
DIRECTORY_COOKIE = "balie-gemeente"


def read_cookie(request: web.Request, name: str) -> str | None:
    """The cookie's value, if it came along."""
    return request.cookies.get(_full(request, name))


def set_cookie(
    request: web.Request,
    response: web.StreamResponse,
    name: str,
    value: str,
    seconds: int,
    same_site: Literal["Strict", "Lax"] = "Strict",
) -> None:
    """Have the browser keep a cookie for so long."""
    secure = request.config_dict[SETTINGS].secure_cookies
    full = _full(request, name)
    response.set_cookie(full, value, path="/", httponly=True, samesite=same_site, secure=secure, max_age=seconds)


def forget_cookie(request: web.Request, response: web.StreamResponse, name: str) -> None:
    """Have the browser throw a cookie away. A `__Host-` cookie takes no change that is not secure."""
    response.del_cookie(_full(request, name), path="/", secure=request.config_dict[SETTINGS].secure_cookies)


def _full(request: web.Request, name: str) -> str:
    # With this prefix browsers take the cookie only from this very host and only over https.
    return f"__Host-{name}" if request.config_dict[SETTINGS].secure_cookies else name
