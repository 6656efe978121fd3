"""What people send besides words: photos by the album, places with a name, the button of a template, old buttons."""

import asyncio
from typing import Any

from aiohttp.test_utils import TestClient
from sqlalchemy import select, update

from bot.channels.whatsapp import texts
from bot.messages import texts as log_texts
from bot.messages.rows import utc_now
from bot.privacy import photos
from bot.storage.whatsapp_tables import inbox, outbox
from bot.web import keys
from tests.channels.whatsapp.test_conversation import all_taken_in, asks, conversations
from tests.fake_rasa import FakeRasa
from tests.privacy.photos import photo
from tests.waiting import eventually
from tests.whatsapp.bubble import Bubble
from tests.whatsapp.meta import Meta
from tests.whatsapp.phone import Phone


async def somebody(noor: TestClient, meta: Meta) -> tuple[Phone, str]:
    """Who said hello and was answered, and the conversation."""
    phone = meta.phone()
    phone.write("Hallo")
    await eventually(lambda: len(phone.received) == 2)
    [conversation] = await conversations(noor)
    return phone, conversation


async def said(noor: TestClient, conversation: str, sender: str = "resident") -> list[str]:
    return [m.text for m in await noor.app[keys.LOG].after(conversation, 0) if m.sender == sender]


async def test_an_album_is_kept_whole_and_answered_together(noor: TestClient, meta: Meta) -> None:
    phone, conversation = await somebody(noor, meta)
    for _ in range(10):
        phone.send_photo(photo("JPEG"))
    await eventually(lambda: meta.webhooks.idle)
    await all_taken_in(noor)
    assert (await said(noor, conversation)).count(log_texts.PHOTO) == 10
    told = await said(noor, conversation, "system")
    assert len(told) <= 2 and told[-1] == log_texts.PHOTOS_KEPT


async def test_too_many_photos_are_refused_in_one_sentence(noor: TestClient, meta: Meta) -> None:
    phone, conversation = await somebody(noor, meta)
    for _ in range(20):
        phone.send_photo(photo("JPEG"))
    await eventually(lambda: meta.webhooks.idle)
    await all_taken_in(noor)
    lost = (await said(noor, conversation)).count(texts.NO_PHOTO)
    refusal = texts.photo_failed(10)["many"]
    assert lost >= 2
    assert (await said(noor, conversation, "system")).count(refusal) < lost


async def test_a_photo_shows_as_read_before_it_is_cleaned(noor: TestClient, meta: Meta, monkeypatch: Any) -> None:
    phone, _ = await somebody(noor, meta)
    hold = asyncio.Event()

    async def slow(data: bytes) -> photos.CleanPhoto:
        await hold.wait()
        return await photos.clean_photo(data)

    monkeypatch.setattr("bot.channels.whatsapp.pictures.clean_photo", slow)
    message = phone.send_photo(photo("JPEG"))
    await eventually(lambda: message in phone.read_by_noor)
    hold.set()
    await eventually(lambda: log_texts.PHOTO_KEPT in phone.texts, 15)


async def test_a_caption_that_is_too_long_is_said_to_be(noor: TestClient, meta: Meta) -> None:
    phone, conversation = await somebody(noor, meta)
    phone.send_photo(photo("JPEG"), caption="a" * 5000)
    await eventually(lambda: any("tekens lang" in text for text in phone.texts), 15)
    assert (await said(noor, conversation))[-2:] == [log_texts.PHOTO, "a" * 5000]


async def test_a_place_keeps_its_name_and_address_masked(noor: TestClient, meta: Meta) -> None:
    phone, conversation = await somebody(noor, meta)
    phone.send_location(52.2448, 4.4432, "Bij Jan, 06 12345678", "Voorstraat 1")
    await eventually(lambda: meta.webhooks.idle)
    await all_taken_in(noor)
    place = next(m.attachment for m in await noor.app[keys.LOG].after(conversation, 0) if m.attachment)["place"]
    assert place["name"] == "Bij Jan, [telefoonnummer], Voorstraat 1"


async def test_the_button_of_a_template_brings_what_waited_and_is_no_question(
    noor: TestClient, meta: Meta, rasa: FakeRasa
) -> None:
    phone, conversation = await somebody(noor, meta)
    async with noor.app[keys.ENGINE].begin() as connection:
        await connection.execute(update(outbox).values(state="parked", reason="window"))
    await noor.app[keys.LOG].say(conversation, "staff", "Je pas ligt klaar.", author="Anna")
    phone.press_template("Lees het antwoord", Bubble("wamid.template", "noor", ""))
    await eventually(lambda: any("Je pas ligt klaar" in text for text in phone.texts))
    await all_taken_in(noor)
    assert [turn["text"] for turn in rasa.turns] == ["Hallo"]
    assert (await said(noor, conversation))[-1] == "Lees het antwoord"


async def test_an_old_button_for_more_does_not_make_noor_talk_through_a_colleague(
    noor: TestClient, meta: Meta, rasa: FakeRasa
) -> None:
    rasa.answer = lambda message: [asks(*(f"Keuze {letter}" for letter in "ABCDEFGHIJKL"))]
    phone, conversation = await somebody(noor, meta)
    await noor.app[keys.LOG].take_over(conversation, "Anna")
    with noor.app[keys.ANNOUNCER].listen(conversation) as listener:
        phone.choose("Meer keuzes")
        await eventually(lambda: listener.has_messages)
    await all_taken_in(noor)
    assert (await said(noor, conversation))[-1] == "Meer keuzes"
    assert texts.REST not in await said(noor, conversation, "noor")


async def test_what_is_handled_forgets_whose_it_was(noor: TestClient, meta: Meta) -> None:
    await somebody(noor, meta)
    await all_taken_in(noor)
    async with noor.app[keys.ENGINE].connect() as connection:
        [row] = (await connection.execute(select(inbox))).all()
    assert (row.person_hash, row.body) == ("", None) and row.received_at <= utc_now()
