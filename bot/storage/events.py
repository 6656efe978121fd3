"""What happens to a handover, as it is written down: the one place where that is done."""

from datetime import datetime
from typing import Literal

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables import handover_events

Event = Literal[
    "created",
    "claimed",
    "released",
    "forwarded",
    "answered",
    "taken_over",
    "handed_back",
    "taken_back",
    "planned",
    "kept",
    "not_kept",
    "closed",
    "reopened",
    "note",
    "live stopped",
    "live missed",
    "call back",
    "deleted",
]
NOOR = "noor"
#: What brings work to a department that it did not have before.
ARRIVALS: tuple[Event, ...] = ("created", "forwarded", "reopened", "call back")
#: The one of these that whoever did it has to hear nothing of: the handover is theirs.
REOPENED: Event = "reopened"


async def write_event(
    connection: AsyncConnection, reference: str, what: Event, who: str, at: datetime, note: str | None = None
) -> int:
    """Keep who did what, and when (aware UTC); the number of the event."""
    row = {"reference": reference, "what": what, "who": who, "at": at, "note": note}
    return int((await connection.execute(insert(handover_events).values(row))).inserted_primary_key[0])
