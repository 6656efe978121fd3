"""What belongs to a handover: others of the same conversation, and who has it."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.record import Handover
from bot.handover.store import read_handover
from bot.storage.desk_tables import staff
from bot.storage.tables import handover_events, handovers
from bot.storage.unbroken import unbroken


@unbroken
async def of_conversation(engine: AsyncEngine, conversation_id: str, departments: Iterable[str]) -> list[Handover]:
    """The handovers of a conversation that these departments have, the newest first.

    On WhatsApp somebody has one conversation until it is deleted, so these are all that they asked for.
    """
    same = (handovers.c.conversation_id == conversation_id) & handovers.c.department.in_(sorted(departments))
    query = select(handovers).where(same).order_by(handovers.c.created_at.desc())
    async with engine.connect() as connection:
        return [read_handover(row) for row in await connection.execute(query)]


@unbroken
async def colleague_name(engine: AsyncEngine, staff_id: str | None) -> str | None:
    """The name of the colleague who has something; None when nobody has."""
    if staff_id is None:
        return None
    async with engine.connect() as connection:
        name: str | None = await connection.scalar(select(staff.c.name).where(staff.c.id == staff_id))
    return name or "Een collega"


@unbroken
async def count_events(engine: AsyncEngine, reference: str) -> int:
    """How much happened to a handover: another count is another handover."""
    query = select(func.count()).select_from(handover_events).where(handover_events.c.reference == reference)
    async with engine.connect() as connection:
        return int(await connection.scalar(query))
