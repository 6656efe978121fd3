"""What staff may know of a conversation on WhatsApp: how far each message is, until when they may write, to whom."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.channels.whatsapp.pace import WINDOW
from bot.channels.whatsapp.sealing import Unreadable, Vault
from bot.messages.reach import Delivery
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
_WORST_FIRST = tuple(_STATES.values())


class Deliveries:
    """Reads what became of what was said on WhatsApp."""

    def __init__(self, engine: AsyncEngine, vault: Vault) -> None:
        self._engine, self._vault = engine, vault

    @unbroken
    async def deliveries(self, conversation_id: str) -> dict[int, Delivery]:
        """How far each message is, by its position in the log; of one in parts, the part that is the least far.

        What was just said may not be in it yet. Empty for other channels.
        """
        query = select(outbox.c.position, outbox.c.state).where(
            outbox.c.conversation_id == conversation_id, outbox.c.part >= 0
        )
        found: dict[int, Delivery] = {}
        async with self._engine.connect() as connection:
            for row in await connection.execute(query):
                states = _STATES[row.state], found.get(row.position, "read")
                found[row.position] = min(states, key=_WORST_FIRST.index)
        return found

    @unbroken
    async def window_open_until(self, conversation_id: str) -> datetime | None:
        """Until when they may be written to freely (aware UTC); None when that is not known, or on other channels."""
        query = select(people.c.last_inbound_at).where(people.c.conversation_id == conversation_id)
        async with self._engine.connect() as connection:
            last: datetime | None = await connection.scalar(query)
        return None if last is None else last + WINDOW

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
