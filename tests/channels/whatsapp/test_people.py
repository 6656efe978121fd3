"""Who has which conversation: recognised by number or id, and never taken for somebody else."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.channels.whatsapp.incoming import Person
from bot.channels.whatsapp.people import People
from bot.channels.whatsapp.sealing import Unreadable, Vault, new_key
from bot.messages.rows import utc_now
from bot.privacy.retention import Retention
from bot.storage.photos import PhotoStore
from bot.storage.whatsapp_tables import inbox, outbox
from bot.storage.whatsapp_tables import people as table

LETTER = {"person_hash": "p", "sent_at": utc_now(), "body": None}


@pytest.fixture
def people(engine: AsyncEngine, vault: Vault) -> People:
    return People(engine, vault)


async def conversation(people: People, number: str | None, user: str | None = None) -> str:
    return (await people.conversation(Person(number, user), "Hoi", utc_now())).conversation_id


async def test_the_same_number_is_the_same_conversation(people: People) -> None:
    first = await conversation(people, "31611111111")
    assert await conversation(people, "31611111111") == first
    assert await conversation(people, "31622222222") != first


async def test_an_id_that_comes_later_is_remembered(people: People) -> None:
    first = await conversation(people, "31611111111")
    assert await conversation(people, "31611111111", "NL.1") == first
    assert await conversation(people, None, "NL.1") == first


async def test_a_number_that_passed_to_somebody_else_does_not_open_the_old_conversation(people: People) -> None:
    first = await conversation(people, "31611111111", "NL.1")
    stranger = await conversation(people, "31611111111", "NL.2")
    assert stranger != first
    assert await conversation(people, None, "NL.1") == first
    assert await conversation(people, "31611111111") == stranger


async def test_another_number_for_the_same_person(people: People) -> None:
    first = await conversation(people, "31611111111", "NL.1")
    other = await conversation(people, "31622222222", "NL.2")
    await people.rename(first, Person("31622222222", "NL.3"), utc_now())
    assert await conversation(people, "31622222222", "NL.3") == first
    assert await conversation(people, None, "NL.2") == other


async def test_another_number_of_which_the_id_is_not_told(people: People) -> None:
    """What Meta documents: the id that we know ends with the number, and the new one comes with the next word."""
    first = await conversation(people, "31611111111", "NL.1")
    other = await conversation(people, "31622222222", "NL.2")
    await people.rename(first, Person("31622222222", None), utc_now())
    assert await conversation(people, "31622222222", "NL.3") == first
    assert await conversation(people, None, "NL.3") == first
    assert await conversation(people, None, "NL.2") == other
    assert await people.known(Person(None, "NL.1")) is None


async def test_another_id_of_which_the_number_is_not_told(people: People) -> None:
    first = await conversation(people, "31611111111", "NL.1")
    await people.rename(first, Person(None, "NL.2"), utc_now())
    assert await conversation(people, "31611111111", "NL.2") == first
    assert await people.known(Person(None, "NL.1")) is None


@pytest.mark.parametrize("told", ["NL.3", None])
async def test_word_from_a_new_number_before_the_change_was_known_can_still_be_answered(
    people: People, engine: AsyncEngine, told: str | None
) -> None:
    first = await conversation(people, "31611111111", "NL.1")
    changed_at = utc_now()
    overtook = await conversation(people, "31622222222", "NL.3")
    await people.rename(first, Person("31622222222", told), changed_at)
    assert await conversation(people, "31622222222", "NL.3") == first
    async with engine.connect() as connection:
        row = (await connection.execute(select(table).where(table.c.conversation_id == overtook))).one()
    assert people.addressee(row.number, row.user) == {"to": "31622222222"}


async def test_many_at_once_are_one(people: People) -> None:
    found = await asyncio.gather(*(conversation(people, "31611111111", "NL.1") for _ in range(8)))
    assert len(set(found)) == 1


async def test_the_number_is_read_with_the_right_key_only(people: People, engine: AsyncEngine) -> None:
    await conversation(people, "31611111111")
    async with engine.connect() as connection:
        row = (await connection.execute(select(table))).one()
    assert people.addressee(row.number, row.user) == {"to": "31611111111"}
    assert people.addressee(None, people._vault.seal("NL.1")) == {"recipient": "NL.1"}
    with pytest.raises(Unreadable):
        People(engine, Vault(new_key())).addressee(row.number, row.user)


async def test_who_is_nobody_any_more_cannot_be_written_to(people: People) -> None:
    with pytest.raises(LookupError):
        people.addressee(None, None)
    assert await people.known(Person("31611111111", None)) is None
    own = await conversation(people, "31611111111")
    assert await people.known(Person("31611111111", None)) == own


async def test_everything_goes_with_the_conversation(people: People, engine: AsyncEngine, tmp_path) -> None:
    own = await conversation(people, "31611111111")
    letters = [
        {
            **LETTER,
            "message_hash": f"{days} {handled}",
            "received_at": utc_now() - timedelta(days=days),
            "handled": handled,
        }
        for days in (7, 9, 29)
        for handled in (True, False)
    ]
    async with engine.begin() as connection:
        sent = {"conversation_id": own, "position": 1, "part": 0, "state": "sent", "tries": 1}
        await connection.execute(insert(outbox), [sent])
        await connection.execute(insert(inbox), letters)
    retention = Retention(engine, f"sqlite:///{tmp_path}/tracker.db", PhotoStore(tmp_path), 28)
    await retention.forget_old(utc_now())
    async with engine.connect() as connection:
        kept = set(await connection.scalars(select(inbox.c.message_hash)))
    # What still waits is not lost, but not kept for ever either: with another key nobody can read it.
    assert kept == {"7 True", "7 False", "9 False"}
    await retention.forget_old(utc_now() + timedelta(days=29))
    async with engine.connect() as connection:
        counts = [len((await connection.execute(select(one))).all()) for one in (table, outbox, inbox)]
    assert counts == [0, 0, 0]
    assert await conversation(people, "31611111111") != own
