"""The audit log: who read or changed what, and when."""

from datetime import datetime

from sqlalchemy import insert
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
