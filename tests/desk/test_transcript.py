"""The whole conversation, however long."""

import pytest

from bot.desk import transcript
from bot.desk.transcript import read_transcript
from bot.messages.log import MessageLog


@pytest.mark.parametrize("lines", [1, 2, 3, 4, 5, 6, 7])
async def test_all_lines_once(log: MessageLog, monkeypatch: pytest.MonkeyPatch, lines: int) -> None:
    monkeypatch.setattr(transcript, "_BATCH", 3)
    conversation_id = (await log.start("website", "0")).conversation_id
    for number in range(1, lines):
        await log.say(conversation_id, "staff", str(number))
    assert [line.text for line in await read_transcript(log, conversation_id)] == [str(n) for n in range(lines)]


async def test_a_conversation_that_was_deleted(log: MessageLog) -> None:
    assert await read_transcript(log, "weg") == []
