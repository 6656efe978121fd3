"""The stand-in refuses each message that Meta would, and takes the longest that Meta takes."""

from typing import Any

import pytest

from tests.whatsapp.conftest import Call
from tests.whatsapp.messages import buttons, changed, link, message, rows, template, text, without
from tests.whatsapp.meta import Meta

REPLY = "interactive.action.buttons.0.reply"
ROW = "interactive.action.sections.0.rows.0"
TWO_SECTIONS = changed(
    rows("Ja"),
    "interactive.action.sections",
    [{"title": "A", "rows": [{"id": "1", "title": "Ja"}]}, {"rows": [{"id": "2", "title": "Nee"}]}],
)

LONGEST = {
    "text": text("a" * 4096),
    "answer": text(context={"message_id": "wamid.x"}, biz_opaque_callback_data="a" * 512, recipient_type="individual"),
    "buttons": changed(
        changed(buttons("a" * 20, "b" * 20, "c" * 20), "interactive.body.text", "a" * 1024), f"{REPLY}.id", "a" * 256
    ),
    "head and foot": changed(
        changed(buttons("Ja"), "interactive.header", {"type": "text", "text": "a" * 60}),
        "interactive.footer",
        {"text": "a" * 60},
    ),
    "list": rows(*[f"{n}".ljust(24, "a") for n in range(10)]),
    "row": changed(rows("Ja"), ROW, {"id": "a" * 200, "title": "a" * 24, "description": "a" * 72}),
    "sections": changed(TWO_SECTIONS, "interactive.action.sections.1.title", "a" * 24),
    "link": link("a" * 20),
    "location request": message(
        "interactive",
        {"type": "location_request_message", "body": {"text": "Waar?"}, "action": {"name": "send_location"}},
    ),
    "image": message("image", {"link": "https://www.noordwijk.nl/foto.jpg", "caption": "a" * 1024}),
    "template": template("antwoord", "Truus"),
    "reaction": message("reaction", {"message_id": "wamid.x", "emoji": "👍"}),
}

REFUSED: dict[str, tuple[Any, int]] = {
    "no JSON": (b"{", 100),
    "deep JSON": (b"[" * 100_000, 100),
    "a list": ([], 100),
    "no product": (without(text(), "messaging_product"), 100),
    "another product": (changed(text(), "messaging_product", "sms"), 100),
    "to nobody": (without(text(), "to"), 100),
    "to a name": (text(to="Truus"), 100),
    "to a group": (text(recipient_type="group"), 100),
    "an unknown field": (text(colour="blue"), 100),
    "an unknown field inside": (changed(text(), "text.colour", "blue"), 100),
    "an unknown type": (message("poll", {}), 131051),
    "without its part": (without(text(), "text"), 100),
    "an empty text": (text(""), 100),
    "a blank text": (text("  \n"), 100),
    "a number for a text": (changed(text(), "text.body", 1), 100),
    "a long text": (text("a" * 4097), 100),
    "long callback data": (text(biz_opaque_callback_data="a" * 513), 100),
    "an unknown interactive type": (changed(buttons("Ja"), "interactive.type", "carousel"), 131009),
    "no body": (without(buttons("Ja"), "interactive.body"), 131008),
    "a long body": (changed(buttons("Ja"), "interactive.body.text", "a" * 1025), 131009),
    "a long header": (changed(buttons("Ja"), "interactive.header", {"type": "text", "text": "a" * 61}), 131009),
    "a long footer": (changed(buttons("Ja"), "interactive.footer", {"text": "a" * 61}), 131009),
    "no buttons": (buttons(), 131009),
    "four buttons": (buttons("a", "b", "c", "d"), 131009),
    "a long title": (buttons("a" * 21), 131009),
    "an empty title": (buttons(""), 131009),
    "the same title twice": (buttons("Ja", "Ja"), 131009),
    "the same id twice": (changed(buttons("Ja", "Nee"), "interactive.action.buttons.1.reply.id", "b0"), 131009),
    "a long id": (changed(buttons("Ja"), f"{REPLY}.id", "a" * 257), 131009),
    "an unknown field of a button": (changed(buttons("Ja"), f"{REPLY}.colour", "blue"), 100),
    "no rows": (rows(), 131009),
    "eleven rows": (rows(*map(str, range(11))), 131009),
    "a long row": (rows("a" * 25), 131009),
    "a long description": (changed(rows("Ja"), f"{ROW}.description", "a" * 73), 131009),
    "a long row id": (changed(rows("Ja"), f"{ROW}.id", "a" * 201), 131009),
    "the same row twice": (changed(rows("Ja", "Nee"), "interactive.action.sections.0.rows.1.id", "r0"), 131009),
    "a long opener": (changed(rows("Ja"), "interactive.action.button", "a" * 21), 131009),
    "a long section title": (changed(rows("Ja"), "interactive.action.sections.0.title", "a" * 25), 131009),
    "two sections, one title": (TWO_SECTIONS, 131009),
    "eleven sections": (
        changed(
            rows("Ja"),
            "interactive.action.sections",
            [{"title": f"{n}", "rows": [{"id": f"{n}", "title": "Ja"}]} for n in range(11)],
        ),
        131009,
    ),
    "a long list body": (changed(rows("Ja"), "interactive.body.text", "a" * 1025), 131009),
    "a long link label": (link("a" * 21), 131009),
    "a link to nothing": (link(url="noordwijk"), 131009),
    "an image without any": (message("image", {}), 100),
    "an image of two": (message("image", {"id": "1", "link": "https://www.noordwijk.nl/a.jpg"}), 100),
    "an image nobody has": (message("image", {"id": "123"}), 100),
    "an unknown template": (template("korting"), 132001),
    "a template without its words": (template("antwoord"), 132000),
}


@pytest.fixture
def meta(meta: Meta) -> Meta:
    meta.network.habits.templates["antwoord", "nl"] = "Hoi {{1}}, er is een antwoord."
    return meta


@pytest.mark.parametrize("body", LONGEST.values(), ids=LONGEST)
async def test_what_just_fits_is_accepted(meta: Meta, send: Call, body: dict[str, Any]) -> None:
    meta.network.window.open(meta.phone(number="31612345678"))
    status, answer = await send(body)
    assert status == 200, answer
    assert answer["contacts"] == [{"input": "31612345678", "wa_id": "31612345678"}]
    assert answer["messages"][0]["id"].startswith("wamid.")


@pytest.mark.parametrize(("body", "code"), REFUSED.values(), ids=REFUSED)
async def test_what_is_wrong_is_refused(meta: Meta, send: Call, body: Any, code: int) -> None:
    meta.network.window.open(meta.phone(number="31612345678"))
    status, answer = await send(body)
    assert status in (400, 404), answer
    assert answer["error"]["code"] == code, answer
    assert answer["error"]["type"] == "OAuthException"
    assert set(answer["error"]) - {"error_subcode", "error_data"} == {"message", "type", "code", "fbtrace_id"}
    assert answer["error"]["message"].startswith(f"(#{code}) ")
