"""What the website channel shows: the chat on a page of its own, an example page, and the widget's script."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import jinja2
from aiohttp import hdrs, web

from bot.channels.bundle import Bundle, bundle, style_sheet
from bot.channels.links import known_links, phone_link
from bot.municipality import Municipality
from bot.settings import Settings
from bot.web.headers import POLICY

STATIC = Path(__file__).with_name("static")
SCRIPT = "/noor-chat.js"
STYLES = "/noor-chat.css"
EXAMPLE = "/voorbeeld"
TEMPLATES = Path(__file__).with_name("templates")
PAGES = web.AppKey("pages", dict[str, str])
FILES = web.AppKey("files", dict[str, Bundle])
_TYPES = {SCRIPT: "text/javascript", STYLES: "text/css"}

# Nothing on these pages may turn text into markup, whatever a script tries.
_STRICT = f"{POLICY}; require-trusted-types-for 'script'; trusted-types 'none'"


def prepare(app: web.Application, settings: Settings, municipality: Municipality) -> None:
    """Make the pages and the script for this municipality."""
    config = widget_config(settings, municipality)
    made = bundle(config)
    app[FILES] = {SCRIPT: made, STYLES: style_sheet()}
    templates = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True)
    facts = {**config, "script": SCRIPT, "version": made.tag.strip('"'), "year": datetime.now().year}
    app[PAGES] = {name: templates.get_template(f"{name}.html").render(facts) for name in ("chat", "example")}


def widget_config(settings: Settings, municipality: Municipality) -> Mapping[str, Any]:
    """What the widget knows of this municipality and of the settings; all of it may be read by anybody."""
    phone = municipality.tell("kcc_phone")
    return {
        "municipality": municipality.name,
        "phone": {"text": phone, "href": phone_link(phone)} if phone else None,
        "links": known_links(municipality),
        "days": settings.retention_days,
        "longest": settings.max_message_length,
        "photoMb": settings.max_photo_mb,
    }


async def chat(request: web.Request) -> web.Response:
    """The chat on a page of its own."""
    return _page(request, "chat")


async def example(request: web.Request) -> web.Response:
    """A page of a municipality with the chat in its corner, as an example."""
    return _page(request, "example")


async def widget(request: web.Request) -> web.Response:
    """The widget's script or its styles, for pages of any website."""
    made = request.app[FILES][request.path]
    headers = {
        hdrs.ETAG: made.tag,
        hdrs.CACHE_CONTROL: "public, max-age=300",
        hdrs.VARY: hdrs.ACCEPT_ENCODING,
        hdrs.ACCESS_CONTROL_ALLOW_ORIGIN: "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if request.headers.get(hdrs.IF_NONE_MATCH) == made.tag:
        return web.Response(status=304, headers=headers)
    headers[hdrs.CONTENT_TYPE] = f"{_TYPES[request.path]}; charset=utf-8"
    if "gzip" not in request.headers.get(hdrs.ACCEPT_ENCODING, ""):
        return web.Response(body=made.plain, headers=headers)
    return web.Response(body=made.zipped, headers={**headers, hdrs.CONTENT_ENCODING: "gzip"})


def _page(request: web.Request, name: str) -> web.Response:
    headers = {"Content-Security-Policy": _STRICT}
    return web.Response(text=request.app[PAGES][name], content_type="text/html", headers=headers)


ROUTES = [
    web.get("/", chat),
    web.get(EXAMPLE, example),
    web.get(SCRIPT, widget),
    web.get(STYLES, widget),
    web.static("/static/chat", STATIC),
]
