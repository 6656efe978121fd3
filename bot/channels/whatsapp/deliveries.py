"""What staff may know of a conversation on WhatsApp: how far each message is, until when they may write, to whom."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.channels.whatsapp.outbox import TEMPLATE, UNDER_WAY
from bot.channels.whatsapp.sealing import Unreadable, Vault
from bot.channels.whatsapp.window import is_open, open_until
from bot.messages.reach import Delivery, ReplyWindow
from bot.storage.unbroken import unbroken
from bot.storage.whatsapp_tables import outbox, people

_STATES: dict[str, Delivery] = {
    "failed": "failed",
    "parked": "parked",
    "pending": "waiting",
    "sending": "waiting",
    "sent": "sent",
    "delivered": "delivered",
    "read": "read",
}
_WORST_FIRST: tuple[Delivery, ...] = (
    "failed",
    "uninvited",
    "parked",
    "delayed",
    "waiting",
    "sent",
    "delivered",
    "read",
)
# So many tries are about half a minute of trouble.
_MANY = 6


class Deliveries:
    """Reads what became of what was said on WhatsApp. invites: whether there is a template to ask people to write."""

    def __init__(self, engine: AsyncEngine, vault: Vault, invites: bool) -> None:
        self._engine, self._vault, self._invites = engine, vault, invites

    @unbroken
    async def deliveries(self, conversation_id: str) -> dict[int, Delivery]:
        """How far each message is, by its position in the log; of one in parts, the part that is the least far.

        What was just said may not be in it yet. Empty for other channels.
        """
        query = select(outbox).where(outbox.c.conversation_id == conversation_id)
        async with self._engine.connect() as connection:
            rows = (await connection.execute(query.order_by(outbox.c.position, outbox.c.part))).all()
        uninvited = any(row.part == TEMPLATE and _was_refused(row) for row in rows)
        found: dict[int, Delivery] = {}
        delayed = False
        for row in rows:
            # They go in order: what comes after it waits for it.
            delayed = delayed or (row.state in UNDER_WAY and row.tries >= _MANY)
            if row.part != TEMPLATE:
                states = _state(row, uninvited, delayed), found.get(row.position, "read")
                found[row.position] = min(states, key=_WORST_FIRST.index)
        return found

    @unbroken
    async def window(self, conversation_id: str) -> ReplyWindow:
        """Whether they may be written to freely, and what happens when not."""
        query = select(people.c.last_inbound_at).where(people.c.conversation_id == conversation_id)
        async with self._engine.connect() as connection:
            last: datetime | None = await connection.scalar(query)
        return ReplyWindow(is_open(last), None if last is None else open_until(last), self._invites)

    @unbroken
    async def address(self, conversation_id: str) -> str | None:
        """Their number, or the id that Meta gives; None when it was sealed with another key or has passed on."""
        query = select(people.c.number, people.c.user).where(people.c.conversation_id == conversation_id)
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).first()
        sealed = row and (row.number or row.user)
        try:
            return self._vault.open(sealed) if sealed else None
        except Unreadable:
            return None


def _was_refused(template: Any) -> bool:
    state: str = template.state
    return state == "failed" or (state == "pending" and int(template.tries) > 0)


def _state(row: Any, uninvited: bool, delayed: bool) -> Delivery:
    state = _STATES[row.state]
    if uninvited and state == "parked":
        return "uninvited"
    return "delayed" if delayed and state == "waiting" else state
