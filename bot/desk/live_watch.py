"""Live conversations whose colleague is gone: after a while Noor takes them back."""

import asyncio
import logging
from datetime import datetime, timedelta, timezone

from aiohttp import web
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.presence import came_back
from bot.handover.talking import Talking
from bot.messages.rows import utc_now
from bot.storage.desk_tables import desk_sessions, staff
from bot.storage.tables import handover_events
from bot.storage.unbroken import unbroken
from bot.web.keys import ANNOUNCER, ENGINE, READER, SETTINGS

logger = logging.getLogger(__name__)

# Seconds between looks.
_EVERY = 15.0
_NEVER = datetime.min.replace(tzinfo=timezone.utc)
_NOTE_EVERY = timedelta(seconds=20)


@unbroken
async def note_seen(engine: AsyncEngine, staff_id: str, now: datetime | None = None) -> None:
    """A colleague's browser shows a live conversation of theirs; that makes nobody who was away too long be there."""
    now = now or utc_now()
    long_ago = staff.c.seen_at.is_(None) | (staff.c.seen_at < now - _NOTE_EVERY)
    values = {"seen_at": now, "available": staff.c.available & came_back(now)}
    async with engine.begin() as connection:
        await connection.execute(update(staff).where(staff.c.id == staff_id, long_ago).values(values))


@unbroken
async def last_heard(engine: AsyncEngine, staff_id: str, reference: str) -> datetime:
    """When the colleague's browser was last heard, or when they last did something with this handover."""
    used = select(func.max(desk_sessions.c.used_at)).where(desk_sessions.c.staff_id == staff_id)
    acted = select(func.max(handover_events.c.at)).where(
        handover_events.c.reference == reference, handover_events.c.what.in_(("taken_over", "answered"))
    )
    async with engine.connect() as connection:
        moments: list[datetime | None] = [
            await connection.scalar(select(staff.c.seen_at).where(staff.c.id == staff_id)),
            await connection.scalar(used),
            await connection.scalar(acted),
        ]
    return max((moment for moment in moments if moment is not None), default=_NEVER)


async def take_back(front: web.Application, now: datetime) -> int:
    """Give Noor the live conversations of colleagues who are gone; how many there were."""
    talking = Talking(front[ENGINE], front[ANNOUNCER])
    gone_for = timedelta(minutes=front[SETTINGS].live_gone_minutes)
    count = 0
    for handover in await talking.live():
        heard = await last_heard(front[READER], handover.claimed_by or "", handover.reference)
        if heard < now - gone_for:
            count += await talking.take_back(handover, now)
    return count


async def watch(front: web.Application) -> None:
    """Look until cancelled."""
    while True:
        await asyncio.sleep(_EVERY)
        try:
            await take_back(front, utc_now())
        except Exception:
            # What could not be taken back now is found again the next time.
            logger.exception("live conversations could not be looked at")
