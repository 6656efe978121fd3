"""What Meta accepts of texts, images, templates and reactions, and not one field besides."""

from typing import Any, Literal

from pydantic import AnyHttpUrl, Field, StrictBool, StrictStr, root_validator

from tests.whatsapp.strings import Strict, TemplateName, To15, To64, To256, To1024, To4096


class Text(Strict):
    body: To4096
    preview_url: StrictBool = False


class Image(Strict):
    id: To64 | None
    link: AnyHttpUrl | None
    caption: To1024 | None

    @root_validator(skip_on_failure=True)
    def _one(cls, values: dict[str, Any]) -> dict[str, Any]:
        if (values["id"] is None) == (values["link"] is None):
            raise ValueError("Exactly one of id and link is required")
        return values


class Reaction(Strict):
    message_id: To256
    emoji: StrictStr


class Language(Strict):
    code: To15
    policy: Literal["deterministic"] = "deterministic"


class Parameter(Strict):
    type: Literal["text"]
    text: To1024
    parameter_name: To64 | None


class Component(Strict):
    type: Literal["header", "body"]
    parameters: list[Parameter]


class Template(Strict):
    name: TemplateName
    language: Language
    components: list[Component] = Field(default_factory=list)
