"""Messages that Meta accepts, for tests to change into ones that it does not."""

import copy
from typing import Any


def message(kind: str, part: Any, to: str = "31612345678", **more: Any) -> dict[str, Any]:
    """A message to somebody."""
    return {"messaging_product": "whatsapp", "to": to, "type": kind, kind: part, **more}


def text(body: str = "Hoi", to: str = "31612345678", **more: Any) -> dict[str, Any]:
    return message("text", {"body": body}, to, **more)


def buttons(*titles: str, to: str = "31612345678") -> dict[str, Any]:
    tappable = [{"type": "reply", "reply": {"id": f"b{n}", "title": title}} for n, title in enumerate(titles)]
    part = {"type": "button", "body": {"text": "Kies"}, "action": {"buttons": tappable}}
    return message("interactive", part, to)


def rows(*titles: str, to: str = "31612345678") -> dict[str, Any]:
    section = {"rows": [{"id": f"r{n}", "title": title} for n, title in enumerate(titles)]}
    part = {"type": "list", "body": {"text": "Kies"}, "action": {"button": "Kiezen", "sections": [section]}}
    return message("interactive", part, to)


def link(
    label: str = "Afspraak maken", url: str = "https://www.noordwijk.nl", to: str = "31612345678"
) -> dict[str, Any]:
    parameters = {"display_text": label, "url": url}
    part = {"type": "cta_url", "body": {"text": "Hier"}, "action": {"name": "cta_url", "parameters": parameters}}
    return message("interactive", part, to)


def template(name: str = "antwoord", *values: str, to: str = "31612345678") -> dict[str, Any]:
    body = {"type": "body", "parameters": [{"type": "text", "text": value} for value in values]}
    return message("template", {"name": name, "language": {"code": "nl"}, "components": [body]}, to)


def changed(given: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The same with the field at `path`, such as "interactive.action.buttons.0.reply.id", changed or added."""
    result = copy.deepcopy(given)
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    here: Any = result
    for part in way:
        here = here[part]
    here[last] = value
    return result


def without(given: dict[str, Any], path: str) -> dict[str, Any]:
    """The same without the field at `path`."""
    result = copy.deepcopy(given)
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    here: Any = result
    for part in way:
        here = here[part]
    del here[last]
    return result
