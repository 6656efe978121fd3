"""A message of the log as Meta takes it: one or more messages, each within the limits, nothing of it left out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.channels.whatsapp.splitting import last_sentence, split
from bot.messages.message import Message

Body = dict[str, Any]

MOST_TEXT = 4096
MOST_BODY = 1024
MOST_BUTTONS = 3
MOST_BUTTON = 20
MOST_ROWS = 10
MOST_ROW = 24
CHOOSE = "Maak een keuze"
MORE = "Meer keuzes"
OPEN_LINK = "Open de website"
_MORE_ID = re.compile(r"more:(\d{1,9}):(\d{1,4})")
_URL = re.compile(r"https?://[^\s<>\"]*[\w/]")


class Renderer:
    """Makes messages. links: each text that is a link to its address, the longest first, as on the website."""

    def __init__(self, links: Iterable[Mapping[str, str]] = ()) -> None:
        self._links = {link["text"]: link["href"] for link in links if link["href"].startswith("https://")}
        words = "|".join(re.escape(text) for text in self._links)
        self._known = re.compile(rf"(?<![\w@.-])(?:{words})(?!\w|[.-]\w|/)") if words else None

    def render(self, message: Message) -> list[Body]:
        """What goes to Meta, in order, without the addressee; the same message gives the same each time."""
        text = message.text if message.author is None else f"{message.author}: {message.text}"
        if message.options:
            return _with_options(text, message.options, message.position)
        if len(text) <= MOST_BODY and (url := self._only_link(text)):
            return [_link(text, url)]
        return [_text(part) for part in split(text, MOST_TEXT)] or [_text("…")]

    def _only_link(self, text: str) -> str | None:
        """The address of the link in a text with exactly one."""
        found = set(_URL.findall(text))
        if self._known is not None:
            found |= {self._links[name] for name in self._known.findall(_URL.sub(" ", text))}
        return found.pop() if len(found) == 1 else None


def template(name: str, language: str) -> Body:
    """The message that asks somebody to write back; Meta holds its words."""
    return {"type": "template", "template": {"name": name, "language": {"code": language}}}


def more_of(option_id: str) -> tuple[int, int] | None:
    """Of which message the other options are wanted, and from which on; None for an ordinary option."""
    found = _MORE_ID.fullmatch(option_id)
    return (int(found[1]), int(found[2])) if found else None


def page(options: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """The options that fit in one list: all of them, or as many as leave room for "more"."""
    return options if len(options) <= MOST_ROWS else options[: MOST_ROWS - 1]


def _with_options(text: str, options: Sequence[Mapping[str, Any]], position: int) -> list[Body]:
    choices = [(str(option["id"]), str(option["label"])) for option in page(options)]
    if len(options) > len(choices):
        choices.append((f"more:{position}:{len(choices)}", MORE))
    labels = [label for _, label in choices]
    if len(set(labels)) < len(labels) or max(map(len, labels)) > MOST_ROW or not all(label.strip() for label in labels):
        return _numbered(text, options)
    before: list[Body] = []
    if len(text) > MOST_BODY:
        start, text = last_sentence(text, MOST_BODY)
        before = [_text(part) for part in split(start, MOST_TEXT)]
    if len(choices) <= MOST_BUTTONS and max(map(len, labels)) <= MOST_BUTTON:
        return [*before, _buttons(text, choices)]
    return [*before, _list(text, choices)]


def _numbered(text: str, options: Sequence[Mapping[str, Any]]) -> list[Body]:
    """Options that Meta's buttons cannot hold, to be answered by number; the catalogue's own always fit."""
    lines = [f"{number}. {option['label']}" for number, option in enumerate(options, 1)]
    return [_text(part) for part in split("\n".join([text, "", *lines]), MOST_TEXT)]


def _text(body: str) -> Body:
    return {"type": "text", "text": {"body": body, "preview_url": False}}


def _buttons(text: str, choices: list[tuple[str, str]]) -> Body:
    buttons = [{"type": "reply", "reply": {"id": own_id, "title": label}} for own_id, label in choices]
    return _interactive("button", text, {"buttons": buttons})


def _list(text: str, choices: list[tuple[str, str]]) -> Body:
    rows = [{"id": own_id, "title": label} for own_id, label in choices]
    return _interactive("list", text, {"button": CHOOSE, "sections": [{"rows": rows}]})


def _link(text: str, url: str) -> Body:
    return _interactive("cta_url", text, {"name": "cta_url", "parameters": {"display_text": OPEN_LINK, "url": url}})


def _interactive(kind: str, text: str, action: Body) -> Body:
    return {"type": "interactive", "interactive": {"type": kind, "body": {"text": text}, "action": action}}
