"""A colleague takes a conversation over: Noor is silent until it is handed back, whatever crosses."""

import asyncio
from dataclasses import replace

import pytest

from bot.dialogue.client import Reply
from bot.messages.log import MessageLog


@pytest.fixture
async def conversation(log: MessageLog) -> str:
    return (await log.start("website", "Hoi, ik ben Noor.")).conversation_id


async def texts(log: MessageLog, conversation: str) -> list[str]:
    return [message.text for message in await log.after(conversation, 0)]


async def test_what_is_said_to_a_colleague_does_not_wait_for_noor(log: MessageLog, conversation: str) -> None:
    await log.take_over(conversation, "Anna")
    accepted = await log.accept(conversation, "a", "hallo Anna")
    assert accepted.new and not accepted.waits
    assert await log.unhandled(conversation) == []
    assert await log.live_with(conversation) == "Anna"


async def test_a_colleague_has_a_name(log: MessageLog, conversation: str) -> None:
    await log.take_over(conversation, "Anna")
    await log.say(conversation, "staff", "Hoi, met Anna.", author="Anna")
    [_, told, said] = await log.after(conversation, 0)
    assert "Anna" in told.text and told.sender == "system"
    assert (said.sender, said.author) == ("staff", "Anna")


async def test_noor_does_not_answer_what_was_asked_before_the_colleague_came(
    log: MessageLog, conversation: str
) -> None:
    await log.accept(conversation, "a", "ik wil op reis")
    [message] = await log.unhandled(conversation)
    await log.take_over(conversation, "Anna")
    assert not await log.settle(message, [Reply("Waarheen?")])
    assert "Waarheen?" not in await texts(log, conversation)
    assert await log.unhandled(conversation) == []


async def test_what_crossed_stays_unsaid_when_it_was_handed_back_in_the_meantime(
    log: MessageLog, conversation: str
) -> None:
    await log.accept(conversation, "a", "ik wil op reis")
    [message] = await log.unhandled(conversation)
    await log.take_over(conversation, "Anna")
    await log.hand_back(conversation)
    assert not await log.settle(message, [Reply("Waarheen?")])
    assert "Waarheen?" not in await texts(log, conversation)


async def test_handed_back_it_is_noors_again(log: MessageLog, conversation: str) -> None:
    await log.take_over(conversation, "Anna")
    await log.hand_back(conversation)
    assert await log.live_with(conversation) is None
    assert (await log.accept(conversation, "a", "hoi")).waits
    assert "Noor" in (await texts(log, conversation))[-2]


async def test_whoever_is_first_nothing_is_answered_by_two(log: MessageLog, conversation: str) -> None:
    for number in range(10):
        _, accepted = await asyncio.gather(
            log.take_over(conversation, "Anna"), log.accept(conversation, f"m{number}", "hoi")
        )
        for message in await log.unhandled(conversation):
            await log.settle(message, [Reply("van Noor")])
        assert "van Noor" not in await texts(log, conversation)
        await log.hand_back(conversation)
        assert accepted.new


async def test_a_conversation_that_is_gone_cannot_be_taken_over(log: MessageLog) -> None:
    with pytest.raises(LookupError):
        await log.take_over("weg", "Anna")


async def test_what_comes_with_a_message_is_kept_with_it(log: MessageLog, conversation: str) -> None:
    photo = {"photo": {"id": "0" * 32, "width": 1, "height": 1}}
    accepted = await log.accept(conversation, "a", "Foto", attachment=photo, for_noor=False)
    assert not accepted.waits
    assert (await log.after(conversation, 0))[-1].attachment == photo


async def test_who_takes_over_and_noor_who_is_ready_do_not_wait_for_each_other(
    log: MessageLog, conversation: str
) -> None:
    for number in range(40):
        await log.accept(conversation, f"m{number}", "hoi")
        [message] = await log.unhandled(conversation)
        await asyncio.gather(log.settle(message, [Reply("van Noor")]), log.take_over(conversation, "Anna"))
        assert await log.unhandled(conversation) == []
        await log.hand_back(conversation)
    live = False
    for line in await log.after(conversation, 0, 1000):
        assert not (live and line.sender == "noor")
        live = "neemt het gesprek over" in line.text or (live and line.sender != "system")


async def test_an_answer_to_a_conversation_that_is_gone_is_left(log: MessageLog, conversation: str) -> None:
    await log.accept(conversation, "a", "hoi")
    [message] = await log.unhandled(conversation)
    gone = replace(message, conversation_id="weg")
    assert not await log.settle(gone, [Reply("van Noor")])
