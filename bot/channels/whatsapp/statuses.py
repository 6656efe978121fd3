"""What Meta tells later of a message of ours: it went, it arrived, it was read, or it could not be delivered."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.whatsapp.incoming import Status
from bot.channels.whatsapp.pace import Retrying
from bot.channels.whatsapp.refusals import meaning
from bot.channels.whatsapp.sealing import Vault
from bot.messages.rows import utc_now
from bot.storage.whatsapp_tables import outbox, people

# How far a message is; word of it may come in any order and never takes it back.
FAR = {"pending": 0, "sending": 0, "parked": 0, "failed": 0, "sent": 1, "delivered": 2, "read": 3}


@dataclass
class Outcome:
    """The conversations in which something changed that sending waits for, and the codes of what failed."""

    conversations: set[str] = field(default_factory=set)
    failed: list[int | None] = field(default_factory=list)


async def note(connection: AsyncConnection, statuses: Sequence[Status], vault: Vault) -> Outcome:
    """Write down what became of messages of ours, within the transaction of the caller; others' are passed over."""
    outcome = Outcome()
    if not statuses:
        return outcome
    hashes = {status.id: vault.hash(status.id) for status in statuses}
    places = [status.place for status in statuses if status.place is not None]
    conditions = [outbox.c.message_hash.in_([hashes[status.id] for status in statuses if status.place is None])]
    if places:
        conditions.append(tuple_(outbox.c.position, outbox.c.part).in_(places))
    found = (await connection.execute(select(outbox).where(or_(*conditions)))).all()
    rows = {(row.position, row.part): dict(row._mapping) for row in found}
    by_hash = {row.message_hash: (row.position, row.part) for row in found if row.message_hash}
    changed: set[tuple[int, int]] = set()
    for status in statuses:
        place = status.place or by_hash.get(hashes[status.id])
        if place in rows and _apply(rows[place], status, hashes[status.id], outcome):
            changed.add(place)
    for place in changed:
        await _write(connection, rows[place], outcome)
    return outcome


def _apply(row: dict[str, Any], status: Status, own_hash: str, outcome: Outcome) -> bool:
    """Change the row as it should be; whether anything changed."""
    before = row["state"]
    if status.status != "failed":
        if FAR[status.status] <= FAR[before]:
            return False
        row |= {"state": status.status, "message_hash": own_hash, "next_at": None, "reason": None, "error": None}
        if FAR[before] == 0:
            outcome.conversations.add(row["conversation_id"])
        return True
    # A try before the last one may fail while the last one arrived.
    if before not in ("sending", "sent") or row["message_hash"] not in (None, own_hash):
        return False
    outcome.failed.append(status.error)
    outcome.conversations.add(row["conversation_id"])
    final = meaning(status.error) == "never"
    row |= {"state": "failed" if final else "pending", "error": status.error, "message_hash": None}
    row["next_at"] = None if final else utc_now() + timedelta(seconds=Retrying().back_off(row["tries"]))
    return True


async def _write(connection: AsyncConnection, row: dict[str, Any], outcome: Outcome) -> None:
    own = (outbox.c.position == row["position"]) & (outbox.c.part == row["part"])
    values = {name: row[name] for name in ("state", "message_hash", "next_at", "reason", "error")}
    await connection.execute(update(outbox).where(own).values(values))
    if row["state"] == "pending" and meaning(row["error"]) == "window":
        theirs = people.c.conversation_id == row["conversation_id"]
        await connection.execute(update(people).where(theirs).values(last_inbound_at=None))
