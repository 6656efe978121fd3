"""Turning a template into an answer."""

from collections.abc import Mapping

import aiohttp_jinja2
from aiohttp import web

from bot.desk.access import colleague_if_any, notice
from bot.desk.navigation import Navigation
from bot.web.keys import MUNICIPALITY


def render(
    request: web.Request, template: str, context: Mapping[str, object] | None = None, status: int = 200
) -> web.Response:
    """A page of the desk; every template knows whose desk it is, and `me`, the colleague who is signed in, if any.

    Who must choose a password first gets no `navigation`: there is nowhere to go yet.
    """
    me = colleague_if_any(request)
    values = {
        "me": me,
        "municipality_name": request.config_dict[MUNICIPALITY].name,
        "path": request.path,
        "navigation": Navigation(me, request.path) if me and not me.password_made else None,
        "notice": notice(request),
        **(context or {}),
    }
    return aiohttp_jinja2.render_template(template, request, values, status=status)
