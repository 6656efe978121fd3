"""Other words in the place of what somebody said, where it stands besides the log: in Rasa's events, in handovers."""

import json
import re
from typing import Any

from sqlalchemy import select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.privacy.retention import rasa_database
from bot.storage.tables import handovers
from bot.storage.unbroken import unbroken

_READ = text("SELECT id, data FROM events WHERE sender_id = :sender ORDER BY id")
# Where a conversation quotes what was said (bot/goals/conversation.py); what else it holds are Noor's own words.
_QUOTES = {"words", "value", "wish", "said", "remark", "rating_words", "day_part", "visit_days"}
_WRITE = text("UPDATE events SET data = :data WHERE id = :id")


@unbroken
async def reword_in_rasa(tracker_url: str, conversation_id: str, message_id: str, words: str) -> None:
    """Let Rasa have heard these words, masked, in that message; what she made of it stays, as does where she is.

    A Rasa that runs keeps the old ones in memory until the conversation is out of it, and never writes them again.
    """
    async with rasa_database(tracker_url) as connection:
        rows = (await connection.execute(_READ, {"sender": conversation_id})).all()
        changed = _reworded([(row.id, json.loads(row.data)) for row in rows], message_id, words)
        if changed:
            await connection.execute(_WRITE, [{"id": key, "data": json.dumps(event)} for key, event in changed])


async def reword_in_handovers(connection: AsyncConnection, conversation_id: str, old: str, words: str) -> None:
    """Quote these words instead of the old ones. What the department has made of them, it keeps."""
    query = select(handovers.c.reference, handovers.c.question, handovers.c.facts)
    for row in await connection.execute(query.where(handovers.c.conversation_id == conversation_id)):
        # A wish may be a part of a message; a fact quotes a message, or that wish.
        quoted = {old, row.question} if _is_part(row.question, old) else {old}
        question = words if row.question in quoted - {""} else row.question
        facts = [{**fact, "words": words} if fact["words"] in quoted - {""} else fact for fact in row.facts]
        if (question, facts) != (row.question, row.facts):
            same = handovers.c.reference == row.reference
            await connection.execute(update(handovers).where(same).values(question=question[:200], facts=facts))


def _is_part(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def _reworded(events: list[tuple[int, Any]], message_id: str, words: str) -> list[tuple[int, Any]]:
    """The events that become different by it. Facts quote the words; replies and other messages stay."""
    old: str | None = None
    changed: list[tuple[int, Any]] = []
    for key, event in events:
        if event.get("event") == "user" and event.get("message_id") == message_id:
            old = event.get("text")
            parsed = event.get("parse_data") or {}
            heard: dict[str, Any] = {"intent": parsed.get("intent"), "entities": [], "text": words}
            changed.append((key, {**event, "text": words, "parse_data": heard}))
        elif (
            old and event.get("event") == "slot" and (value := _replaced(event["value"], old, words)) != event["value"]
        ):
            changed.append((key, {**event, "value": value}))
    return [] if old == words else changed


def _replaced(value: Any, old: str, words: str, is_quote: bool = False) -> Any:
    if isinstance(value, dict):
        return {name: _replaced(one, old, words, name in _QUOTES) for name, one in value.items()}
    if isinstance(value, list):
        return [_replaced(one, old, words, is_quote) for one in value]
    return words if is_quote and value == old else value
