"""The log: masked, once, in order, and replies together with the mark that they were given."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.dialogue.client import Option, Reply
from bot.messages.log import MessageLog
from bot.messages.message import Message, UnknownOption
from bot.messages.wake import Announcer


@pytest.fixture
async def conversation(log: MessageLog) -> str:
    return (await log.start("website", "Hoi, ik ben Noor.")).conversation_id


async def test_a_token_opens_its_own_conversation_only(log: MessageLog, engine: AsyncEngine) -> None:
    one, two = await log.start("website", "Hoi"), await log.start("website", "Hoi")
    assert await log.conversation_of(one.token) == one.conversation_id
    assert await log.conversation_of(two.token) == two.conversation_id
    assert await log.conversation_of(one.token + "x") is None
    async with engine.connect() as connection:
        kept = (await connection.execute(text("SELECT * FROM conversations"))).all()
    assert one.token not in str(kept)


async def test_nothing_is_written_unmasked(log: MessageLog, conversation: str, tmp_path) -> None:
    await log.accept(conversation, "a", "bsn 123456782, mail jan@example.nl, bel 06 12345678")
    [_, message] = await log.after(conversation, 0)
    assert message.text == "bsn [bsn], mail [e-mailadres], bel [telefoonnummer]"
    stored = b"".join(file.read_bytes() for file in tmp_path.glob("noor.db*"))
    for personal in (b"123456782", b"jan@example.nl", b"12345678"):
        assert personal not in stored


async def test_the_same_external_id_is_one_message(log: MessageLog, conversation: str) -> None:
    first = await log.accept(conversation, "a", "hallo")
    again = await log.accept(conversation, "a", "iets anders")
    assert first.new and not again.new and first.position == again.position
    assert [message.text for message in await log.after(conversation, first.position - 1)] == ["hallo"]


async def test_the_same_id_from_several_sides_at_once_is_one(log: MessageLog, conversation: str) -> None:
    accepted = await asyncio.gather(*(log.accept(conversation, "a", "hallo") for _ in range(8)))
    assert len({one.position for one in accepted}) == 1
    assert [one.new for one in accepted].count(True) == 1


async def test_the_same_id_in_another_conversation_is_another(log: MessageLog, conversation: str) -> None:
    other = (await log.start("website", "Hoi")).conversation_id
    one, two = await log.accept(conversation, "a", "hallo"), await log.accept(other, "a", "hallo")
    assert one.new and two.new


async def test_a_conversation_that_is_gone(log: MessageLog) -> None:
    with pytest.raises(LookupError):
        await log.accept("weg", "a", "hallo")


async def hear(log: MessageLog, conversation: str, external_id: str = "a") -> Message:
    """A resident says hello; the message that waits for an answer."""
    await log.accept(conversation, external_id, "hallo")
    return (await log.unhandled(conversation))[-1]


async def ask(log: MessageLog, conversation: str, question: str | None, *labels: str) -> list[str]:
    """Noor asks something; the ids of the options."""
    message = await hear(log, conversation, f"before {question} {labels}")
    options = tuple(Option(label, {"payload": label.upper()}) for label in labels)
    await log.settle(message, [Reply("Vraag?", options, question)])
    asked = (await log.after(conversation, message.position))[-1]
    return [option["id"] for option in asked.options or ()]


async def test_an_option_is_its_label_and_answer(log: MessageLog, conversation: str) -> None:
    _, second = await ask(log, conversation, "travel.destination", "Turkije", "Spanje")
    accepted = await log.accept(conversation, "tap", "", second)
    [message] = await log.after(conversation, accepted.position - 1)
    assert (message.text, message.choice) == ("Spanje", {"payload": "SPANJE"})


async def test_an_option_of_an_earlier_question_still_means_what_it_said(log: MessageLog, conversation: str) -> None:
    [early] = await ask(log, conversation, "one", "Turkije")
    [late] = await ask(log, conversation, "two", "Vrijdag")
    assert early != late
    accepted = await log.accept(conversation, "tap", "", early)
    assert (await log.after(conversation, accepted.position - 1))[0].text == "Turkije"


@pytest.mark.parametrize("option", ["", "1.0.0", "nee", "2.0.7"])
async def test_an_unknown_option_writes_nothing(log: MessageLog, conversation: str, option: str) -> None:
    await ask(log, conversation, "q", "Turkije")
    before = await log.last_position(conversation)
    with pytest.raises(UnknownOption):
        await log.accept(conversation, "tap", "", option)
    assert await log.last_position(conversation) == before


async def test_contact_details_are_kept_when_noor_asked_for_them(log: MessageLog, conversation: str) -> None:
    await ask(log, conversation, "contact")
    await log.accept(conversation, "a", "bel 06 12345678 of mail Jan@Example.nl, bsn 123456782")
    assert await log.contacts(conversation) == {"phone": "+31612345678", "email": "jan@example.nl"}
    await log.accept(conversation, "b", "nee, 071 3660000")
    assert (await log.contacts(conversation))["phone"] == "+31713660000"


@pytest.mark.parametrize("question", [None, "travel.destination"])
async def test_contact_details_are_dropped_otherwise(log: MessageLog, conversation: str, question: str | None) -> None:
    await ask(log, conversation, question)
    await log.accept(conversation, "a", "bel 06 12345678")
    assert await log.contacts(conversation) == {}


async def test_settling_twice_says_nothing_twice(log: MessageLog, conversation: str) -> None:
    message = await hear(log, conversation)
    replies = [Reply("Dag!"), Reply("Zeg het maar.")]
    settled = await asyncio.gather(*(log.settle(message, replies) for _ in range(5)))
    assert settled.count(True) == 1
    assert [m.text for m in await log.after(conversation, message.position)] == ["Dag!", "Zeg het maar."]
    assert await log.unhandled(conversation) == []


async def test_settling_is_all_or_nothing(log: MessageLog, conversation: str) -> None:
    message = await hear(log, conversation)
    with pytest.raises(IntegrityError):
        await log.settle(message, [Reply("Dag!"), Reply(None)])  # type: ignore[arg-type]
    assert await log.after(conversation, message.position) == []
    assert await log.unhandled(conversation) == [message]


async def test_who_waits_longest_comes_first(log: MessageLog) -> None:
    ids = [(await log.start("website", "Hoi")).conversation_id for _ in range(3)]
    for number in (2, 0, 1, 2):
        await log.accept(ids[number], f"{number} {await log.count_pending()}", "hallo")
    assert await log.pending() == [ids[2], ids[0], ids[1]]
    assert await log.count_pending() == 4


async def test_a_long_conversation_is_read_in_pieces(log: MessageLog, conversation: str) -> None:
    said = [await log.say(conversation, "staff", str(number)) for number in range(7)]
    first = await log.after(conversation, said[0] - 1, limit=4)
    rest = await log.after(conversation, first[-1].position, limit=4)
    assert [message.position for message in first + rest] == said


async def test_the_same_notice_is_said_once(log: MessageLog, conversation: str) -> None:
    positions = {await log.say(conversation, "system", "Storing", "outage:1") for _ in range(3)}
    assert len(positions) == 1


async def test_each_write_wakes_the_listeners_of_its_conversation(
    log: MessageLog, announcer: Announcer, conversation: str
) -> None:
    other = (await log.start("website", "Hoi")).conversation_id
    with announcer.listen(conversation) as mine, announcer.listen(other) as theirs:
        message = await hear(log, conversation)
        assert mine.has_messages and not theirs.news.is_set()
        mine.has_messages = False
        await log.settle(message, [])
        assert mine.has_messages
