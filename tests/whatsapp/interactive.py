"""What Meta accepts of messages that can be tapped: lengths, numbers, unique names and not one field besides."""

from typing import Literal

from pydantic import AnyHttpUrl, Field, validator

from tests.whatsapp.strings import Strict, To20, To24, To60, To72, To200, To256, To1024


class Header(Strict):
    type: Literal["text"]
    text: To60


class Body(Strict):
    text: To1024


class Footer(Strict):
    text: To60


class Reply(Strict):
    id: To256
    title: To20


class Button(Strict):
    type: Literal["reply"]
    reply: Reply


class Buttons(Strict):
    buttons: list[Button] = Field(min_items=1, max_items=3)

    @validator("buttons")
    def _unique(cls, buttons: list[Button]) -> list[Button]:
        for names in ([b.reply.title for b in buttons], [b.reply.id for b in buttons]):
            if len(set(names)) < len(names):
                raise ValueError("Duplicated title or id of a button")
        return buttons


class Row(Strict):
    id: To200
    title: To24
    description: To72 | None


class Section(Strict):
    title: To24 | None
    rows: list[Row] = Field(min_items=1)


class List(Strict):
    button: To20
    sections: list[Section] = Field(min_items=1, max_items=10)

    @validator("sections")
    def _rows(cls, sections: list[Section]) -> list[Section]:
        ids = [row.id for section in sections for row in section.rows]
        if len(ids) > 10:
            raise ValueError("Total row count exceed max allowed count: 10")
        if len(set(ids)) < len(ids):
            raise ValueError("Duplicated id of a row")
        if len(sections) > 1 and not all(section.title for section in sections):
            raise ValueError("Section title is required when there is more than one")
        return sections


class LinkParameters(Strict):
    display_text: To20
    url: AnyHttpUrl


class Link(Strict):
    name: Literal["cta_url"]
    parameters: LinkParameters


class LocationRequest(Strict):
    name: Literal["send_location"]


class _Interactive(Strict):
    body: Body
    header: Header | None
    footer: Footer | None


class InteractiveButton(_Interactive):
    type: Literal["button"]
    action: Buttons


class InteractiveList(_Interactive):
    type: Literal["list"]
    action: List


class InteractiveLink(_Interactive):
    type: Literal["cta_url"]
    action: Link


class InteractiveLocation(Strict):
    type: Literal["location_request_message"]
    body: Body
    action: LocationRequest
