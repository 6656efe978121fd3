"""One message as it shows on a phone."""

from dataclasses import dataclass, field
from typing import Any, Literal

from tests.whatsapp import interactive, shapes
from tests.whatsapp.strings import Strict


@dataclass(frozen=True)
class Choice:
    """A button, or a row of a list."""

    id: str
    title: str
    description: str = ""


@dataclass
class Bubble:
    """A message on the screen, of Noor or of the person."""

    id: str
    sender: Literal["noor", "me"]
    text: str
    kind: str = "text"
    header: str = ""
    footer: str = ""
    buttons: list[Choice] = field(default_factory=list)
    opener: str = ""
    rows: list[Choice] = field(default_factory=list)
    link: tuple[str, str] | None = None
    asks_location: bool = False
    answers: str = ""
    reactions: dict[str, str] = field(default_factory=dict)
    gone: bool = False
    read: bool = False
    callback: str = ""

    @property
    def choices(self) -> list[Choice]:
        """All that can be tapped."""
        return self.buttons or self.rows


def bubble(message_id: str, part: Strict, answers: str = "", callback: str = "") -> Bubble:
    """How a message of Noor's shows."""
    shown = Bubble(message_id, "noor", "", type(part).__name__.lower(), answers=answers, callback=callback)
    match part:
        case shapes.Text():
            shown.text = part.body
        case shapes.Image():
            shown.text = part.caption or ""
        case shapes.Template():
            shown.text = part.name
        case _:
            _interactive(shown, part)
    return shown


def template_text(text: str, template: shapes.Template) -> str:
    """A template's text with what was filled in."""
    for number, value in enumerate(filled_in(template), 1):
        text = text.replace(f"{{{{{number}}}}}", value)
    return text


def filled_in(template: shapes.Template) -> list[str]:
    """The parameters of a template's body."""
    return [p.text for component in template.components if component.type == "body" for p in component.parameters]


def _interactive(shown: Bubble, part: Any) -> None:
    shown.text = part.body.text
    shown.header = part.header.text if getattr(part, "header", None) else ""
    shown.footer = part.footer.text if getattr(part, "footer", None) else ""
    match part:
        case interactive.InteractiveButton():
            shown.buttons = [Choice(button.reply.id, button.reply.title) for button in part.action.buttons]
        case interactive.InteractiveList():
            shown.opener = part.action.button
            rows = [row for section in part.action.sections for row in section.rows]
            shown.rows = [Choice(row.id, row.title, row.description or "") for row in rows]
        case interactive.InteractiveLink():
            shown.link = part.action.parameters.display_text, str(part.action.parameters.url)
        case interactive.InteractiveLocation():
            shown.asks_location = True
