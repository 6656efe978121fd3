"""The whole conversation that led to a handover."""

from bot.messages.log import MessageLog
from bot.messages.message import Message

_BATCH = 500


async def read_transcript(log: MessageLog, conversation_id: str) -> list[Message]:
    """All messages, in order."""
    lines = await log.after(conversation_id, 0, _BATCH)
    while len(lines) % _BATCH == 0 and (more := await log.after(conversation_id, _last(lines), _BATCH)):
        lines += more
    return lines


def _last(lines: list[Message]) -> int:
    return lines[-1].position if lines else 0
