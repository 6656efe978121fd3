"""The audit log: who read or changed what, and when."""

from datetime import datetime, timedelta

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.desk.staff import Colleague
from bot.storage.desk_tables import audit_log
from bot.storage.unbroken import unbroken


class AuditLog:
    """Writes what colleagues do; never what a resident typed."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @unbroken
    async def write(
        self, colleague: Colleague, what: str, subject: str | None, now: datetime, detail: str | None = None
    ) -> None:
        """`what`: one English word or two, such as "read" or "signed in"; `subject`: what it was done to."""
        await self._write(colleague, what, subject, now, detail)

    @unbroken
    async def write_once(self, colleague: Colleague, what: str, subject: str, now: datetime, within: timedelta) -> None:
        """`write`, unless the same was written so shortly ago: a page that renews itself is read once."""
        same = (audit_log.c.subject == subject) & (audit_log.c.staff_id == colleague.id) & (audit_log.c.what == what)
        async with self._engine.connect() as connection:
            query = select(audit_log.c.id).where(same, audit_log.c.at > now - within).limit(1)
            if await connection.scalar(query) is not None:
                return
        await self._write(colleague, what, subject, now)

    async def _write(
        self, colleague: Colleague, what: str, subject: str | None, now: datetime, detail: str | None = None
    ) -> None:
        row = {
            "at": now,
            "staff_id": colleague.id,
            "who": colleague.name,
            "what": what,
            "subject": subject,
            "detail": detail,
        }
        async with self._engine.begin() as connection:
            await connection.execute(insert(audit_log).values(row))
