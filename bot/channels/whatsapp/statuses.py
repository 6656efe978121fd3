"""What Meta tells later of a message of ours: it went, it arrived, it was read, or it could not be delivered."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.whatsapp.incoming import Status
from bot.channels.whatsapp.pace import Retrying
from bot.channels.whatsapp.refusals import meaning
from bot.channels.whatsapp.sealing import Vault
from bot.messages.rows import utc_now
from bot.storage.whatsapp_tables import outbox, people

# From what a message may come to each: word of it comes in any order, and never takes it back.
_NOT_GONE = ("pending", "sending", "parked", "failed")
_BEFORE = {"sent": _NOT_GONE, "delivered": (*_NOT_GONE, "sent"), "read": (*_NOT_GONE, "sent", "delivered")}
_BY_PLACE = (
    (outbox.c.position == bindparam("of_position"))
    & (outbox.c.part == bindparam("of_part"))
    & (outbox.c.nonce == bindparam("of_nonce"))
)
_BY_HASH = outbox.c.message_hash == bindparam("of_hash")


@dataclass
class Outcome:
    """What arrived, by its place; the conversations in which something failed, and Meta's codes of it."""

    arrived: set[tuple[int, int]] = field(default_factory=set)
    conversations: set[str] = field(default_factory=set)
    failed: list[int | None] = field(default_factory=list)


async def note(connection: AsyncConnection, statuses: Sequence[Status], vault: Vault) -> Outcome:
    """Write down what became of messages of ours, within the transaction of the caller; others' are passed over."""
    outcome = Outcome()
    for name, before in _BEFORE.items():
        same = [status for status in statuses if status.status == name]
        values = {"state": name, "message_hash": bindparam("of_hash"), "next_at": None, "reason": None, "error": None}
        for condition, some in (
            (_BY_PLACE, [status for status in same if status.place is not None]),
            (_BY_HASH, [status for status in same if status.place is None]),
        ):
            if some:
                # `IN` cannot be written for many at once.
                not_so_far = or_(*(outbox.c.state == state for state in before))
                statement = update(outbox).where(condition, not_so_far).values(values)
                await connection.execute(statement, [_parameters(status, vault) for status in some])
        outcome.arrived |= {status.place for status in same if status.place is not None}
    failed = [status for status in statuses if status.status == "failed"]
    if failed:
        await _note_failed(connection, failed, vault, outcome)
    return outcome


def _parameters(status: Status, vault: Vault) -> dict[str, Any]:
    hashed = {"of_hash": vault.hash(status.id)}
    if status.place is None:
        return hashed
    return {**hashed, "of_position": status.place[0], "of_part": status.place[1], "of_nonce": status.nonce}


async def _note_failed(connection: AsyncConnection, failed: Sequence[Status], vault: Vault, outcome: Outcome) -> None:
    hashes = {status.id: vault.hash(status.id) for status in failed}
    conditions = [outbox.c.message_hash.in_(list(hashes.values()))]
    if places := [status.place for status in failed if status.place is not None]:
        conditions.append(tuple_(outbox.c.position, outbox.c.part).in_(places))
    for row in (await connection.execute(select(outbox).where(or_(*conditions)))).all():
        for status in failed:
            # A try before the last one may fail while the last one arrived.
            same = row.message_hash in (None, hashes[status.id])
            mine = row.message_hash == hashes[status.id] or (status.place, status.nonce) == (
                (row.position, row.part),
                row.nonce,
            )
            if mine and same and row.state in ("sending", "sent"):
                await _fail(connection, row, status.error)
                outcome.failed.append(status.error)
                outcome.conversations.add(row.conversation_id)
                break


async def _fail(connection: AsyncConnection, row: Any, code: int | None) -> None:
    """It is tried again unless that is of no use."""
    what, retrying = meaning(code), Retrying()
    own = (outbox.c.position == row.position) & (outbox.c.part == row.part)
    again = utc_now() + timedelta(seconds=max(retrying.back_off(row.tries), retrying.pause(row.tries)))
    values: dict[str, Any] = {"state": "pending", "message_hash": None, "error": code, "next_at": again}
    if what == "never" or (what == "later" and row.tries >= retrying.tries):
        values |= {"state": "failed", "reason": "refused", "next_at": None}
    elif what == "window":
        # They may have written since it was sent, and Meta cannot have meant that.
        before = people.c.last_inbound_at.is_(None) | (people.c.last_inbound_at <= (row.tried_at or utc_now()))
        theirs = (people.c.conversation_id == row.conversation_id) & before
        if (await connection.execute(update(people).where(theirs).values(last_inbound_at=None))).rowcount:
            values |= {"next_at": None}
    await connection.execute(update(outbox).where(own).values(values))
