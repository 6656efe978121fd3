"""Turning a template into an answer."""

import aiohttp_jinja2
from aiohttp import web

from bot.desk.access import colleague_if_any


def render(
    request: web.Request, template: str, context: dict[str, object] | None = None, status: int = 200
) -> web.Response:
    """A page of the desk; every template knows `me`, the colleague who is signed in, if any."""
    values = {"me": colleague_if_any(request), **(context or {})}
    return aiohttp_jinja2.render_template(template, request, values, status=status)
