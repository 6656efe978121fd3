"""What people put right or take back is put right wherever it stood: search, handovers, contacts, Rasa, open pages."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy import select

from bot.channels.whatsapp import texts
from bot.handover.record import FactLine
from bot.messages.message import CONTACT_QUESTION
from bot.storage.search import search_of, words_of
from bot.storage.tables import handover_texts
from bot.web import keys
from tests.channels.whatsapp.test_conversation import all_taken_in, conversations
from tests.fake_rasa import FakeRasa, reply
from tests.handover.test_store import NOW, new
from tests.waiting import eventually
from tests.whatsapp.meta import Meta
from tests.whatsapp.phone import Phone


async def handed_over(noor: TestClient, meta: Meta, words: str) -> tuple[Phone, str, str]:
    """Somebody who said this and was handed over: their phone, the message and the conversation."""
    phone = meta.phone()
    message = phone.write(words)
    await eventually(lambda: len(phone.received) == 2)
    [conversation] = await conversations(noor)
    fact = FactLine("street", "Waar?", "Bonnikeplein", words)
    handover = new(conversation_id=conversation, question=words, facts=(fact,))
    await noor.app[keys.HANDOVERS].write(handover, NOW)
    return phone, message, conversation


async def found(noor: TestClient, typed: str) -> int:
    return len(await search_of(noor.app[keys.ENGINE]).find(words_of(typed), {"burgerzaken"}, 10))


@pytest.mark.both_databases
async def test_what_is_taken_back_is_found_no_more(noor: TestClient, meta: Meta) -> None:
    phone, message, conversation = await handed_over(noor, meta, "Mijn geheimpje ligt op straat")
    assert await found(noor, "geheimpje") == 1
    phone.revoke(message)
    with noor.app[keys.ANNOUNCER].listen(conversation) as listener:
        await eventually(lambda: listener.reworded)
    async with noor.app[keys.ENGINE].connect() as connection:
        words = await connection.scalar(select(handover_texts.c.words))
    # All that is left of it is what this stand-in for Rasa repeats.
    assert words.count("geheimpje") == words.count("Je zei: Mijn geheimpje") == 1
    [handover] = await noor.app[keys.HANDOVERS].of(conversation)
    assert handover.question == handover.facts[0].words == texts.REVOKED
    assert handover.facts[0].value == "Bonnikeplein"


@pytest.mark.both_databases
async def test_what_is_edited_is_found_by_the_new_words_only(noor: TestClient, meta: Meta, rasa: FakeRasa) -> None:
    rasa.answer = lambda message: [reply("Goed.")]
    phone, message, _ = await handed_over(noor, meta, "Mijn geheimpje")
    phone.edit(message, "Mijn rijbewijs")
    await all_taken_in_after(noor, lambda: len(phone.received) == 3)
    assert (await found(noor, "geheimpje"), await found(noor, "rijbewijs")) == (0, 1)


async def test_rasa_forgets_the_words_and_not_where_she_is(noor: TestClient, meta: Meta, tmp_path: Path) -> None:
    phone = meta.phone()
    message = phone.write("Mijn geheimpje")
    await eventually(lambda: len(phone.received) == 2)
    [conversation] = await conversations(noor)
    [said] = [m for m in await noor.app[keys.LOG].after(conversation, 0) if m.sender == "resident"]
    intent = {"name": "goal", "confidence": 0.9}
    parsed = {"text": said.text, "intent": intent, "entities": [{"value": "geheimpje"}]}
    events: list[dict[str, Any]] = [
        {"event": "user", "message_id": str(said.position - 1), "text": "Hallo", "parse_data": {"text": "Hallo"}},
        {"event": "user", "message_id": str(said.position), "text": said.text, "parse_data": parsed},
        {"event": "slot", "name": "facts", "value": {"street": {"value": "plein", "words": said.text}}},
        {"event": "slot", "name": "progress", "value": {"said": [said.text], "contact": said.text}},
    ]
    with sqlite3.connect(tmp_path / "tracker.db") as database:
        database.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT, data TEXT)")
        rows = [(conversation, json.dumps(event)) for event in events]
        database.executemany("INSERT INTO events (sender_id, data) VALUES (?, ?)", rows)
    phone.revoke(message)
    await all_taken_in_after(noor, lambda: meta.webhooks.idle)
    with sqlite3.connect(tmp_path / "tracker.db") as database:
        kept = [json.loads(row[0]) for row in database.execute("SELECT data FROM events ORDER BY id")]
    assert "geheimpje" not in json.dumps(kept[:3])
    assert kept[0] == events[0]
    assert kept[1]["text"] == texts.REVOKED and kept[1]["parse_data"]["intent"] == intent
    assert kept[2]["value"] == {"street": {"value": "plein", "words": texts.REVOKED}}
    # How to be reached is a word of Noor's, also when somebody typed the very same one.
    assert kept[3]["value"] == {"said": [texts.REVOKED], "contact": said.text}


async def test_what_others_said_is_still_quoted(noor: TestClient, meta: Meta) -> None:
    phone, _, conversation = await handed_over(noor, meta, "ja")
    message = phone.write("Er was dit jaar nog iets")
    await all_taken_in_after(noor, lambda: meta.webhooks.idle)
    phone.revoke(message)
    await all_taken_in_after(noor, lambda: meta.webhooks.idle)
    [handover] = await noor.app[keys.HANDOVERS].of(conversation)
    assert handover.facts[0].words == "ja"


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("edited", "kept"),
    [
        ("Bel 06 87654321", {"phone": "+31687654321"}),
        ("Bel toch maar 06 87654321", {"phone": "+31687654321"}),
        ("Mail jan@example.nl", {"email": "jan@example.nl"}),
        ("Laat maar", {}),
    ],
)
async def test_an_edited_answer_corrects_how_to_be_reached(
    noor: TestClient, meta: Meta, rasa: FakeRasa, edited: str, kept: dict[str, str]
) -> None:
    answers = iter([[reply("Hoe bereiken we je?", question=CONTACT_QUESTION)]])
    rasa.answer = lambda message: next(answers, [reply("Goed.")])
    phone = meta.phone()
    phone.write("Ik wil een mens")
    await eventually(lambda: len(phone.received) == 2)
    message = phone.write("Bel 06 12345678")
    await eventually(lambda: len(phone.received) == 3)
    [conversation] = await conversations(noor)
    assert await noor.app[keys.LOG].contacts(conversation) == {"phone": "+31612345678"}
    phone.edit(message, edited)
    await all_taken_in_after(noor, lambda: meta.webhooks.idle)
    assert await noor.app[keys.LOG].contacts(conversation) == kept


async def test_a_number_corrected_before_noor_answered(noor: TestClient, meta: Meta, rasa: FakeRasa) -> None:
    rasa.answer = lambda message: [reply("Hoe bereiken we je?", question=CONTACT_QUESTION)]
    phone = meta.phone()
    phone.write("Ik wil een mens")
    await eventually(lambda: len(phone.received) == 2)
    rasa.delay = 0.3
    phone.write("Even kijken")
    await eventually(lambda: len(rasa.requests) == 2)
    phone.edit(phone.write("Bel 06 12345678"), "Bel 06 87654321")
    await all_taken_in_after(noor, lambda: meta.webhooks.idle)
    [conversation] = await conversations(noor)
    assert await noor.app[keys.LOG].contacts(conversation) == {"phone": "+31687654321"}


async def test_an_old_answer_that_is_edited_does_not_undo_a_later_one(
    noor: TestClient, meta: Meta, rasa: FakeRasa
) -> None:
    rasa.answer = lambda message: [reply("Hoe bereiken we je?", question=CONTACT_QUESTION)]
    phone = meta.phone()
    phone.write("Ik wil een mens")
    await eventually(lambda: len(phone.received) == 2)
    old = phone.write("Bel 06 12345678")
    await eventually(lambda: len(phone.received) == 3)
    phone.write("Of nee: 06 87654321")
    await eventually(lambda: len(phone.received) == 4)
    phone.edit(old, "Bel 06 11111111")
    await all_taken_in_after(noor, lambda: meta.webhooks.idle)
    [conversation] = await conversations(noor)
    assert await noor.app[keys.LOG].contacts(conversation) == {"phone": "+31687654321"}


async def test_what_is_taken_back_while_noor_is_busy_with_it_is_forgotten_by_her_later(
    noor: TestClient, meta: Meta, rasa: FakeRasa
) -> None:
    """What she has now she writes down when she is ready: until then the change waits, and is looked at again."""
    rasa.delay = 0.5
    phone = meta.phone()
    message = phone.write("Mijn geheimpje")
    await eventually(lambda: rasa.requests)
    phone.revoke(message)
    await eventually(lambda: meta.webhooks.idle)
    await eventually(lambda: rasa.turns)
    async with noor.app[keys.ENGINE].connect() as connection:
        query = "SELECT count(*) FROM whatsapp_inbox WHERE handled = false"
        assert (await connection.exec_driver_sql(query)).scalar() == 1
    assert len(phone.received) == 1


async def test_an_edit_that_is_too_long_is_said_to_be(noor: TestClient, meta: Meta, rasa: FakeRasa) -> None:
    rasa.delay = 0.3
    phone = meta.phone()
    phone.write("Eerst dit")
    await eventually(lambda: rasa.requests)
    phone.edit(phone.write("Mijn paspoort"), "a" * 5000)
    await eventually(lambda: any("tekens lang" in text for text in phone.texts))
    await eventually(lambda: len(rasa.turns) == 2)
    assert [turn["text"] for turn in rasa.turns] == ["Eerst dit", "Mijn paspoort"]


async def all_taken_in_after(noor: TestClient, moment: Any) -> None:
    await eventually(moment)
    await all_taken_in(noor)
