"""What there is to know of a conversation besides what was said."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.tables import conversations
from bot.storage.unbroken import unbroken


@dataclass(frozen=True)
class About:
    """`live_with`: the colleague who has it, None when it is Noor's. Times are aware UTC."""

    channel: str
    created_at: datetime
    last_at: datetime
    live_with: str | None


@unbroken
async def read_about(engine: AsyncEngine, conversation_id: str) -> About | None:
    """None when the conversation was deleted."""
    columns = [conversations.c[name] for name in About.__dataclass_fields__]
    async with engine.connect() as connection:
        row = (await connection.execute(select(*columns).where(conversations.c.id == conversation_id))).first()
    return None if row is None else About(**row._mapping)
