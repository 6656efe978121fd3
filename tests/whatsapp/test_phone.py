"""What a person does arrives as Meta would tell it, and what Noor sends shows as WhatsApp would show it."""

import pytest

from tests.waiting import eventually
from tests.whatsapp.bubble import Choice
from tests.whatsapp.conftest import Call
from tests.whatsapp.messages import buttons, changed, link, message, rows, template, text
from tests.whatsapp.meta import Meta
from tests.whatsapp.phone import Phone
from tests.whatsapp.receiver import Receiver, values


@pytest.fixture
def phone(meta: Meta, front: Receiver) -> Phone:
    phone = meta.phone(number="31612345678")
    meta.network.window.open(phone)
    return phone


async def last(front: Receiver, phone: Phone, wamid: str) -> dict[str, object]:
    """The message with this id as the front was told of it."""
    await eventually(lambda: any(message["id"] == wamid for message in front.updates("messages")))
    return next(message for message in front.updates("messages") if message["id"] == wamid)


async def test_buttons_and_rows_are_tapped(front: Receiver, phone: Phone, send: Call) -> None:
    await send(buttons("Ja", "Nee"))
    await send(changed(rows("Paspoort", "Rijbewijs"), "interactive.action.sections.0.rows.1.description", "Pasje"))
    await eventually(lambda: len(phone.received) == 2)
    assert phone.newest_choices == [Choice("r0", "Paspoort"), Choice("r1", "Rijbewijs", "Pasje")]
    row = await last(front, phone, phone.choose("Rijbewijs"))
    assert row["interactive"] == {
        "type": "list_reply",
        "list_reply": {"id": "r1", "title": "Rijbewijs", "description": "Pasje"},
    }
    button = await last(front, phone, phone.press("Nee"))
    assert button["interactive"] == {"type": "button_reply", "button_reply": {"id": "b1", "title": "Nee"}}
    assert button["context"]["id"] == phone.received[0].id  # type: ignore[index]
    with pytest.raises(LookupError):
        phone.press("Misschien")


async def test_what_else_noor_may_send(meta: Meta, phone: Phone, send: Call) -> None:
    meta.network.habits.templates["antwoord", "nl"] = "Hoi {{1}}, er is een antwoord."
    await send(link())
    await send(message("image", {"link": "https://www.noordwijk.nl/a.jpg", "caption": "Hier"}))
    await send(template("antwoord", "Truus"))
    await eventually(lambda: len(phone.received) == 3)
    assert phone.received[0].link == ("Afspraak maken", "https://www.noordwijk.nl")
    assert phone.texts == ["Hier", "Hier", "Hoi Truus, er is een antwoord."]


async def test_places_photos_and_the_rest(front: Receiver, phone: Phone) -> None:
    place = await last(front, phone, phone.send_location(52.24, 4.43, "Vuurtoren"))
    assert place["location"] == {"latitude": 52.24, "longitude": 4.43, "name": "Vuurtoren"}
    voice = await last(front, phone, phone.send_file("audio", b"OggS", "audio/ogg; codecs=opus", voice=True))
    assert voice["audio"]["voice"] is True  # type: ignore[index]
    odd = await last(front, phone, phone.send_other("unsupported"))
    assert odd["errors"][0]["code"] == 131051  # type: ignore[index]


async def test_second_thoughts(front: Receiver, phone: Phone) -> None:
    wamid = phone.write("Ik wil een pasport")
    edit = await last(front, phone, phone.edit(wamid, "Ik wil een paspoort"))
    assert edit["edit"]["original_message_id"] == wamid  # type: ignore[index]
    assert edit["edit"]["message"]["text"] == {"body": "Ik wil een paspoort"}  # type: ignore[index]
    revoke = await last(front, phone, phone.revoke(wamid))
    assert revoke["revoke"] == {"original_message_id": wamid}
    assert (phone.screen[0].text, phone.screen[0].gone) == ("Ik wil een paspoort", True)
    like = await last(front, phone, phone.react(wamid, "👍"))
    assert like["reaction"] == {"message_id": wamid, "emoji": "👍"}
    unlike = await last(front, phone, phone.react(wamid, ""))
    assert unlike["reaction"] == {"message_id": wamid}


async def test_another_number(front: Receiver, phone: Phone, send: Call) -> None:
    told = await last(front, phone, phone.change_number("31687654321"))
    assert told["from"] == "31612345678"
    assert set(told["system"]) == {"body", "wa_id", "type"}  # type: ignore[call-overload]
    assert told["system"]["wa_id"] == "31687654321"  # type: ignore[index]
    assert "contacts" not in values(front.bodies[-1])[0]
    assert (await send(text()))[1]["error"]["code"] == 131026
    assert (await send(text(to="31687654321")))[0] == 200


async def test_another_user_id(front: Receiver, phone: Phone) -> None:
    before = phone.user_id
    told = await last(front, phone, phone.change_number("31687654321", tells_ids=True))
    assert told["system"]["previous_user_id"] == before != phone.user_id  # type: ignore[index]
    before = phone.user_id
    told = await last(front, phone, phone.change_user_id())
    assert "from" not in told and "from_user_id" not in told
    assert told["system"]["previous_user_id"] == before != told["system"]["user_id"]  # type: ignore[index]


async def test_who_hides_the_number_is_reached_by_user_id(meta: Meta, front: Receiver, send: Call) -> None:
    shy = meta.phone(hides_number=True)
    told = await last(front, shy, shy.write("Hoi"))
    assert "from" not in told and told["from_user_id"] == shy.user_id
    assert "wa_id" not in values(front.bodies[-1])[0]["contacts"][0]
    answer = {name: value for name, value in text().items() if name != "to"}
    assert (await send({**answer, "recipient": shy.user_id}))[0] == 200
    await eventually(lambda: shy.texts == ["Hoi"])


async def test_two_ticks_and_three_dots(front: Receiver, phone: Phone, send: Call) -> None:
    wamid = phone.write("Hoi")
    await last(front, phone, wamid)
    read = {"messaging_product": "whatsapp", "status": "read", "message_id": wamid}
    assert (await send({**read, "typing_indicator": {"type": "text"}})) == (200, {"success": True})
    assert phone.read_by_noor == {wamid} and phone.noor_types
    await send(text())
    await eventually(lambda: phone.received)
    assert not phone.noor_types


@pytest.mark.parametrize(
    "wrong",
    [{"message_id": "wamid.other"}, {"status": "seen"}, {"typing_indicator": {"type": "voice"}}, {"colour": "blue"}],
)
async def test_a_reading_that_is_wrong(front: Receiver, phone: Phone, send: Call, wrong: dict[str, object]) -> None:
    wamid = phone.write("Hoi")
    await last(front, phone, wamid)
    read = {"messaging_product": "whatsapp", "status": "read", "message_id": wamid}
    assert (await send({**read, **wrong}))[0] == 400
    assert not phone.read_by_noor


async def test_a_later_message_may_overtake(meta: Meta, phone: Phone, send: Call) -> None:
    meta.network.habits.slow = 0.05
    for number in range(20):
        await send(text(str(number)))
    await eventually(lambda: len(phone.received) == 20)
    assert phone.texts != [str(number) for number in range(20)]
