"""Searching, on both databases alike."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.record import Handover
from bot.handover.store import HandoverStore
from bot.messages.log import MessageLog
from bot.municipality import Municipality
from bot.storage.search import search_of, words_of
from bot.storage.tables import conversations, handover_texts, handovers
from tests.handover.test_store import NOW, new

OURS = {"burgerzaken"}


class Desk:
    """Conversations that lead to handovers, and searching them."""

    def __init__(self, engine: AsyncEngine, log: MessageLog, municipality: Municipality) -> None:
        self.engine, self.log, self.store = engine, log, HandoverStore(engine, municipality)

    async def hand_over(self, *said: str, **change: Any) -> Handover:
        """A conversation in which a resident says these things, handed over; its id is in the handover."""
        started = await self.log.start("website", "Hallo, ik ben Noor.")
        for number, words in enumerate(said):
            await self.log.accept(started.conversation_id, str(number), words)
        fields = {"conversation_id": started.conversation_id, "summary": "Wil op reis.", "facts": (), **change}
        return await self.store.write(new(**fields), NOW + timedelta(seconds=1))

    async def find(self, typed: str, departments: set[str] = OURS, **options: Any) -> list[str]:
        """The references of what is found, newest first."""
        hits = await search_of(self.engine).find(words_of(typed), departments, options.pop("limit", 10), **options)
        return [hit.reference for hit in hits]


@pytest.fixture
def desk(engine: AsyncEngine, log: MessageLog, municipality: Municipality) -> Desk:
    return Desk(engine, log, municipality)


@pytest.mark.parametrize(
    "typed",
    [
        "kwijtgeraakt",
        "KWIJT",
        "cafe",
        "café",
        "Cafe\u0301",
        "paspoort café",
        "zee-aquarium",
        "aquarium",
        "2027",
        "noor",
    ],
)
async def test_words_are_found_by_how_they_begin_whatever_their_accents(desk: Desk, typed: str) -> None:
    found = await desk.hand_over("Ik ben mijn Paspoorten kwijtgeraakt in Café Zee-aquarium, op 3-1-2027.")
    await desk.hand_over("De lantaarnpaal is stuk.", summary="Straatverlichting.") if typed != "noor" else None
    assert await desk.find(typed) == [found.reference]


@pytest.mark.parametrize("typed", ["poort", "aspoort", "paspoort fiets", "p", "quarium"])
async def test_what_does_not_begin_a_word_is_not_found(desk: Desk, typed: str) -> None:
    await desk.hand_over("Mijn paspoort is weg.")
    assert await desk.find(typed) == []


async def test_words_of_different_messages_and_of_the_handover_itself(desk: Desk) -> None:
    found = await desk.hand_over("We gaan vliegen.", "Naar Marokko.", summary="Spoed: vertrek vrijdag.")
    assert await desk.find("marokko vlieg vrijdag") == [found.reference]
    assert await desk.find(found.reference) == [found.reference]


async def test_what_is_said_after_the_handover_too_and_positions_stay_right(desk: Desk) -> None:
    found = await desk.hand_over("Mijn paspoort is weg.")
    last = await desk.log.last_position(found.conversation_id)
    position = await desk.log.say(found.conversation_id, "staff", "We bellen je over de vermissing.", author="Anna")
    assert position == last + 1
    assert await desk.find("vermissing") == [found.reference]


async def test_never_another_departments(desk: Desk) -> None:
    theirs = await desk.hand_over("Mijn paspoort is weg.", department="kcc")
    assert await desk.find("paspoort") == [] and await desk.find("paspoort", set()) == []
    assert await desk.find("kcc") == [] and await desk.find("burgerzaken", {"kcc"}) == []
    assert await desk.find("paspoort", {"kcc", "burgerzaken"}) == [theirs.reference]


async def test_a_department_whose_name_has_underscores(desk: Desk) -> None:
    found = await desk.hand_over("De lantaarn is stuk.", department="beheer_openbare_ruimte")
    assert await desk.find("lantaarn", {"beheer_openbare_ruimte"}) == [found.reference]
    assert await desk.find("lantaarn") == []


async def test_forwarded_it_is_the_other_departments(desk: Desk) -> None:
    found = await desk.hand_over("Mijn paspoort is weg.")
    async with desk.engine.begin() as connection:
        await connection.execute(update(handovers).values(department="kcc"))
    assert await desk.find("paspoort") == []
    assert await desk.find("paspoort", {"kcc"}) == [found.reference]


async def test_a_deleted_conversation_is_found_no_more_but_its_handover_is(desk: Desk) -> None:
    found = await desk.hand_over("Ik woon in de Bonnikeplein.", summary="Vertrekt vrijdag.")
    other = await desk.hand_over("Ik woon in de Bonnikeplein.", summary="Wil verhuizen.")
    async with desk.engine.begin() as connection:
        await connection.execute(delete(conversations).where(conversations.c.id == found.conversation_id))
        kept = await connection.scalar(select(handover_texts.c.words).where(handover_texts.c.id == 1))
    assert await desk.find("bonnike") == [other.reference]
    assert await desk.find("vertrekt") == [found.reference] and "Bonnike" not in kept


async def test_a_deleted_handover_is_gone(desk: Desk) -> None:
    await desk.hand_over("Mijn paspoort is weg.")
    async with desk.engine.begin() as connection:
        await connection.execute(delete(handovers))
        assert (await connection.execute(select(handover_texts))).all() == []
    assert await desk.find("paspoort") == []


async def test_newest_first_and_page_by_page(desk: Desk) -> None:
    made = [(await desk.hand_over("Mijn paspoort is weg.")).reference for _ in range(5)]
    hits = await search_of(desk.engine).find(("paspoort",), OURS, 2)
    assert [hit.reference for hit in hits] == made[:2:-1]
    assert await desk.find("paspoort", before=hits[-1].place) == made[2::-1]


async def test_what_is_older_than_the_newest_thousands_is_found_too(desk: Desk) -> None:
    old = await desk.hand_over("Mijn paspoort is weg.")
    if desk.engine.dialect.name == "postgresql":
        async with desk.engine.begin() as connection:
            await connection.execute(text("ALTER SEQUENCE handover_texts_id_seq RESTART WITH 9000"))
    new_ones = [(await desk.hand_over("Mijn paspoort is weg.")).reference for _ in range(2)]
    assert await desk.find("paspoort") == [*reversed(new_ones), old.reference]
    assert await desk.find("paspoort", limit=2) == new_ones[::-1]
    hits = await search_of(desk.engine).find(("paspoort",), OURS, 2)
    assert await desk.find("paspoort", before=hits[-1].place) == [old.reference]


@pytest.mark.parametrize(
    "typed",
    ["",  '"', "'", "* ", "a AND", "NOT", "NEAR(", "words:", "-", "^", "{}", "\\", "%", "\x00", "😀", "a" * 9999,
     "(" * 50, "x " * 500, ":*", "!", "&|", "=burgerzaken", "\ud800", "paspoort'*"],
)  # fmt: skip
async def test_whatever_is_typed_is_no_error(desk: Desk, typed: str) -> None:
    await desk.hand_over("Hallo.")
    assert len(await desk.find(typed)) <= 1


async def test_a_message_of_any_kind_can_be_indexed(desk: Desk) -> None:
    found = await desk.hand_over("x" * 2000, "ж" * 2000, "مرحبا بكم", "İstanbul straße", "\u0301\u0301", "a_b 😀")
    assert await desk.find("مرحبا") == await desk.find("istanbul") == [found.reference]
    for _ in range(30):
        await desk.log.say(found.conversation_id, "staff", "lorem ipsum " * 150, author="Anna")
    assert await desk.find("ipsum") == [found.reference]
