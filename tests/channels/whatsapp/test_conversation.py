"""A conversation over WhatsApp: between a phone, a stand-in for Meta, the front and a stand-in for Rasa."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from bot.channels.whatsapp import texts
from bot.messages import texts as log_texts
from bot.messages.rows import utc_now
from bot.web import keys
from tests.fake_rasa import FakeRasa, reply
from tests.privacy.photos import photo
from tests.waiting import eventually
from tests.whatsapp.meta import Meta
from tests.whatsapp.phone import Phone


def asks(*labels: str, text: str = "Waar ga je heen?", question: str | None = None) -> dict[str, Any]:
    return reply(text, [{"label": label, "answer": {"payload": f"/{label}"}} for label in labels], question)


@pytest.mark.both_databases
async def test_the_first_message_is_welcomed_and_answered(noor: TestClient, meta: Meta, municipality) -> None:
    phone = meta.phone()
    phone.write("Ik wil op reis")
    await eventually(lambda: len(phone.texts) == 2)
    assert phone.texts == [municipality.welcome, "Je zei: Ik wil op reis"]
    phone.write("En verder")
    await eventually(lambda: len(phone.texts) == 3)
    assert phone.texts[2] == "Je zei: En verder"
    assert meta.refusals == []


async def test_an_emergency_notice_comes_with_the_welcome_and_to_who_is_talking(
    noor: TestClient, meta: Meta, municipality
) -> None:
    talking, later = meta.phone(), meta.phone()
    talking.write("Ik wil op reis")
    await eventually(lambda: len(talking.texts) == 2)
    await noor.app[keys.NOTICES].put_up("Kook het drinkwater.", "Anna", utc_now(), None)
    await eventually(lambda: talking.texts[2:] == ["Kook het drinkwater."])
    later.write("Hallo")
    await eventually(lambda: len(later.texts) == 3)
    assert later.texts == [municipality.welcome, "Kook het drinkwater.", "Je zei: Hallo"]


async def test_it_is_read_at_once_and_noor_seems_to_type(noor: TestClient, meta: Meta, rasa: FakeRasa) -> None:
    rasa.delay = 0.3
    phone = meta.phone()
    message = phone.write("Hallo")
    await eventually(lambda: phone.noor_types)
    assert message in phone.read_by_noor
    await eventually(lambda: "Je zei: Hallo" in phone.texts)
    assert not phone.noor_types


async def test_up_to_three_options_are_buttons(noor: TestClient, meta: Meta, rasa: FakeRasa) -> None:
    rasa.answer = lambda message: [asks("Turkije", "Spanje", "Anders")]
    phone = meta.phone()
    phone.write("Ik wil op reis")
    await eventually(lambda: phone.newest_choices)
    assert [button.title for button in phone.received[-1].buttons] == ["Turkije", "Spanje", "Anders"]
    phone.press("Spanje")
    await eventually(lambda: len(rasa.turns) == 2)
    assert rasa.turns[1]["choice"] == {"payload": "/Spanje"}


@pytest.mark.both_databases
async def test_more_options_are_a_list_and_still_more_are_pages(noor: TestClient, meta: Meta, rasa: FakeRasa) -> None:
    labels = [f"Keuze {letter}" for letter in "ABCDEFGHIJKL"]
    rasa.answer = lambda message: [asks(*labels)]
    phone = meta.phone()
    phone.write("Hallo")
    await eventually(lambda: phone.newest_choices)
    assert [row.title for row in phone.received[-1].rows] == [*labels[:9], "Meer keuzes"]
    phone.choose("Meer keuzes")
    await eventually(lambda: phone.texts[-1] == texts.REST)
    assert [button.title for button in phone.received[-1].choices] == labels[9:]
    phone.press("Keuze L")
    await eventually(lambda: len(rasa.turns) == 2)
    assert rasa.turns[1]["choice"] == {"payload": "/Keuze L"}


async def test_a_number_or_the_words_of_an_option_are_a_press(noor: TestClient, meta: Meta, rasa: FakeRasa) -> None:
    rasa.answer = lambda message: [asks("Turkije", "Spanje")]
    phone = meta.phone()
    phone.write("Hallo")
    await eventually(lambda: phone.newest_choices)
    for turn, said in enumerate(["2", "  SPANJE. ", "2️⃣"], 2):
        phone.write(said)
        await eventually(lambda turn=turn: len(rasa.turns) == turn)
        assert rasa.turns[-1]["choice"] == {"payload": "/Spanje"}
        await eventually(lambda turn=turn: len(phone.received) == turn + 1)


async def test_an_old_button_means_what_it_said(noor: TestClient, meta: Meta, rasa: FakeRasa) -> None:
    answers = iter([[asks("Turkije", "Spanje")], [asks("Ja", "Nee", text="Zeker?")], [reply("Goed.")]])
    rasa.answer = lambda message: next(answers)
    phone = meta.phone()
    phone.write("Hallo")
    await eventually(lambda: phone.newest_choices)
    old = phone.received[-1]
    phone.press("Turkije")
    await eventually(lambda: phone.texts[-1] == "Zeker?")
    phone.press("Spanje", old)
    await eventually(lambda: len(rasa.turns) == 3)
    assert rasa.turns[2]["choice"] == {"payload": "/Spanje"}


async def test_a_place_is_read_as_on_the_website(noor: TestClient, meta: Meta, rasa: FakeRasa) -> None:
    phone = meta.phone()
    phone.send_location(52.2448, 4.4432)
    await eventually(lambda: rasa.turns)
    assert rasa.turns[0]["text"].endswith("mijn plek op de kaart")


async def test_a_photo_is_cleaned_and_kept(noor: TestClient, meta: Meta, rasa: FakeRasa, tmp_path) -> None:
    phone = meta.phone()
    phone.send_photo(photo("JPEG"), caption="Kapotte lantaarn")
    await eventually(lambda: "Je zei: Kapotte lantaarn" in phone.texts, 15)
    assert log_texts.PHOTO_KEPT in phone.texts
    assert len(list((tmp_path / "photos").rglob("*.jpg"))) == 1
    assert [turn["text"] for turn in rasa.turns] == ["Kapotte lantaarn"]


async def test_what_nobody_can_read_is_asked_for_in_words(noor: TestClient, meta: Meta, rasa: FakeRasa) -> None:
    phone = meta.phone()
    phone.send_file("audio", b"ogg", "audio/ogg", voice=True)
    phone.send_file("sticker", b"webp", "image/webp")
    phone.send_other("contacts", [{"name": {"formatted_name": "Jan"}}])
    phone.send_other("order", {"catalog_id": "1"})
    phone.send_other("unsupported")
    await eventually(lambda: len(phone.texts) == 6)
    assert sorted(phone.texts[1:]) == sorted(
        [texts.other(sort).request for sort in ("audio", "sticker", "contacts", "order", "unsupported")]
    )
    assert rasa.turns == []


async def test_a_reaction_is_noted_and_not_answered(noor: TestClient, meta: Meta, rasa: FakeRasa) -> None:
    phone = meta.phone()
    phone.write("Hallo")
    await eventually(lambda: len(phone.received) == 2)
    phone.react(phone.received[-1].id, "👍")
    phone.write("Verder")
    await eventually(lambda: len(phone.received) == 3)
    [conversation] = await conversations(noor)
    said = [m.text for m in await noor.app[keys.LOG].after(conversation, 0) if m.sender == "resident"]
    assert said == ["Hallo", "Reactie: 👍", "Verder"]
    assert [turn["text"] for turn in rasa.turns] == ["Hallo", "Verder"]


async def test_an_edit_of_what_waits_is_answered_as_edited(noor: TestClient, meta: Meta, rasa: FakeRasa) -> None:
    rasa.delay = 0.3
    phone = meta.phone()
    phone.write("Eerst dit")
    await eventually(lambda: rasa.requests)
    second = phone.write("Mijn paspoort")
    phone.edit(second, "Mijn rijbewijs")
    await eventually(lambda: len(phone.received) == 3)
    assert [turn["text"] for turn in rasa.turns] == ["Eerst dit", "Mijn rijbewijs"]


@pytest.mark.both_databases
async def test_an_edit_of_what_was_answered_puts_it_right(noor: TestClient, meta: Meta, rasa: FakeRasa) -> None:
    phone = meta.phone()
    first = phone.write("Mijn paspoort")
    await eventually(lambda: len(phone.received) == 2)
    phone.edit(first, "Mijn rijbewijs")
    await eventually(lambda: phone.texts[-1] == "Je zei: Mijn rijbewijs")
    [conversation] = await conversations(noor)
    said = [m.text for m in await noor.app[keys.LOG].after(conversation, 0) if m.sender == "resident"]
    assert said == ["Mijn rijbewijs", "Mijn rijbewijs"]


@pytest.mark.both_databases
async def test_what_is_taken_back_is_gone(noor: TestClient, meta: Meta, rasa: FakeRasa, tmp_path) -> None:
    phone = meta.phone()
    first = phone.write("Mijn geheim")
    await eventually(lambda: len(phone.received) == 2)
    phone.revoke(first)
    picture = phone.send_photo(photo("JPEG"))
    await eventually(lambda: log_texts.PHOTO_KEPT in phone.texts, 15)
    phone.revoke(picture)
    await eventually(lambda: not list((tmp_path / "photos").rglob("*.jpg")))
    await all_taken_in(noor)
    [conversation] = await conversations(noor)
    said = [m.text for m in await noor.app[keys.LOG].after(conversation, 0) if m.sender == "resident"]
    assert said == [texts.REVOKED, texts.REVOKED]


CHANGES: dict[str, Callable[[Phone], str]] = {
    "number": lambda phone: phone.change_number("31687654321"),
    "number and id": lambda phone: phone.change_number("31687654321", tells_ids=True),
    "id": lambda phone: phone.change_user_id(),
}


@pytest.mark.parametrize("change", CHANGES)
async def test_who_changes_number_or_id_keeps_the_conversation(noor: TestClient, meta: Meta, change: str) -> None:
    phone = meta.phone()
    phone.write("Hallo")
    await eventually(lambda: len(phone.received) == 2)
    CHANGES[change](phone)
    await asyncio.sleep(0.1)
    await all_taken_in(noor)
    phone.write("Ik ben het")
    await eventually(lambda: len(phone.received) == 3)
    assert len(await conversations(noor)) == 1
    [conversation] = await conversations(noor)
    assert await noor.app[keys.REACH]["whatsapp"].address(conversation) == phone.number


async def test_a_reaction_or_a_change_of_number_begins_no_conversation(noor: TestClient, meta: Meta) -> None:
    phone = meta.phone()
    phone.react("wamid.unknown", "👍")
    phone.change_number("31687654321")
    phone.revoke("wamid.unknown")
    other = meta.phone()
    other.write("Hallo")
    await eventually(lambda: len(other.received) == 2)
    assert len(await conversations(noor)) == 1
    assert phone.received == []


async def test_somebody_without_a_number_is_answered_too(noor: TestClient, meta: Meta) -> None:
    phone = meta.phone(hides_number=True)
    phone.write("Hallo")
    await eventually(lambda: phone.texts[1:] == ["Je zei: Hallo"])


async def test_a_colleague_talks_by_name_and_noor_is_silent(noor: TestClient, meta: Meta, rasa: FakeRasa) -> None:
    phone = meta.phone()
    phone.write("Hallo")
    await eventually(lambda: len(phone.received) == 2)
    [conversation] = await conversations(noor)
    log = noor.app[keys.LOG]
    await log.take_over(conversation, "Anna")
    await log.say(conversation, "staff", "Waarmee kan ik je helpen?", author="Anna")
    await eventually(lambda: len(phone.received) == 4)
    assert phone.texts[2:] == [log_texts.taken_over("Anna"), "Anna: Waarmee kan ik je helpen?"]
    phone.write("2")
    await eventually(lambda: len(phone.read_by_noor) == 2)
    assert len(rasa.turns) == 1


async def test_no_number_and_no_word_is_readable_in_the_files(noor: TestClient, meta: Meta, tmp_path) -> None:
    phone = meta.phone(number="31611122233")
    message = phone.write("Bel me op 0612345678")
    await eventually(lambda: len(phone.received) == 2)
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("noor.db*"))
    for personal in (b"31611122233", b"12345678", phone.user_id.encode(), message.encode(), phone.name.encode()):
        assert personal not in kept


async def all_taken_in(noor: TestClient) -> None:
    """Return when nothing waits in the inbox."""
    waiting = 1
    while waiting:
        await asyncio.sleep(0.02)
        async with noor.app[keys.ENGINE].connect() as connection:
            query = "SELECT count(*) FROM whatsapp_inbox WHERE handled = false"
            waiting = (await connection.exec_driver_sql(query)).scalar()


async def conversations(noor: TestClient) -> list[str]:
    async with noor.app[keys.ENGINE].connect() as connection:
        return list((await connection.exec_driver_sql("SELECT id FROM conversations")).scalars())
