"""E-mail to departments that waits to be sent: written together with what it is about, so that nothing is lost."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, exists, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.handover.record import OPEN_STATES
from bot.storage.mail_tables import department_mail, mail_queue
from bot.storage.tables import handovers
from bot.storage.unbroken import unbroken

HANDOVER, DIGEST, TRIAL = "handover", "digest", "trial"
# Between a reference and the number of an event; neither has it.
_BY = "."
_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
#: What could not be sent for so long is news no more.
GIVEN_UP_AFTER = timedelta(days=2)
# Longer than sending takes: when a process is killed meanwhile, another tries again after it.
_LEASE = timedelta(minutes=5)


@dataclass(frozen=True)
class Mail:
    """A message to send, to an address. subject: a handover's reference with the event that brought it, or a day."""

    id: int
    department: str
    kind: str
    subject: str
    address: str
    tries: int
    created_at: datetime

    @property
    def reference(self) -> str:
        """Of the handover that it is about."""
        return self.subject.partition(_BY)[0]


@dataclass(frozen=True)
class Address:
    """Where a department is written to, and whether it wants to hear daily what is overdue."""

    address: str
    digest: bool


class MailQueue:
    """Reads and writes the queue and the addresses; times are aware UTC."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @unbroken
    async def addresses(self) -> dict[str, Address]:
        """The departments that have one."""
        async with self._engine.connect() as connection:
            rows = await connection.execute(select(department_mail))
            return {row.department: Address(row.address, row.digest) for row in rows}

    @unbroken
    async def set_address(self, department: str, address: Address | None) -> None:
        """Where a department is written to from now on; None for nowhere."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(department_mail).where(department_mail.c.department == department))
            if address is not None:
                values = {"department": department, "address": address.address, "digest": address.digest}
                await connection.execute(insert(department_mail).values(values))

    @unbroken
    async def add(self, department: str, kind: str, subject: str, now: datetime) -> None:
        """To be sent once."""
        async with self._engine.begin() as connection:
            await add_mail(connection, department, kind, subject, now)

    @unbroken
    async def add_digests(self, today: date, now: datetime) -> None:
        """One a day for each department that wants to hear what is overdue, and has something that is."""
        overdue = exists().where(
            handovers.c.department == department_mail.c.department,
            handovers.c.state.in_(sorted(state.value for state in OPEN_STATES)),
            handovers.c.due_at < now,
        )
        async with self._engine.begin() as connection:
            wanted = select(department_mail.c.department).where(department_mail.c.digest, overdue)
            for department in list(await connection.scalars(wanted)):
                await add_mail(connection, department, DIGEST, today.isoformat(), now)

    @unbroken
    async def take(self, now: datetime) -> Mail | None:
        """The next message to send now, for the caller alone; None when there is none."""
        query = (
            select(mail_queue, department_mail.c.address)
            .join_from(mail_queue, department_mail, mail_queue.c.department == department_mail.c.department)
            .where(mail_queue.c.next_try_at <= now)
            .order_by(mail_queue.c.next_try_at, mail_queue.c.id)
            .limit(1)
        )
        async with self._engine.begin() as connection:
            old = mail_queue.c.next_try_at.is_not(None) & (mail_queue.c.created_at < now - GIVEN_UP_AFTER)
            await connection.execute(update(mail_queue).where(old).values(next_try_at=None))
            row = (await connection.execute(query)).first()
            if row is None:
                return None
            mine = (mail_queue.c.id == row.id) & (mail_queue.c.next_try_at == row.next_try_at)
            taken = await connection.execute(update(mail_queue).where(mine).values(next_try_at=now + _LEASE))
            if not taken.rowcount:
                return None
        return Mail(row.id, row.department, row.kind, row.subject, row.address, row.tries, row.created_at)

    @unbroken
    async def sent(self, mail: Mail, now: datetime) -> None:
        """The mail server has it."""
        await self._settle(mail, sent_at=now, next_try_at=None, error=None)

    @unbroken
    async def failed(self, mail: Mail, error: str, now: datetime, *, for_good: bool = False) -> None:
        """It could not be sent: another try follows after a pause, each longer than the one before."""
        pause = _PAUSES[min(mail.tries, len(_PAUSES) - 1)]
        again = None if for_good else now + pause
        await self._settle(mail, tries=mail.tries + 1, error=error[:200], next_try_at=again)

    @unbroken
    async def troubles(self, limit: int = 10) -> list[tuple[str, str, datetime]]:
        """Department, error and time of the newest messages that could not be sent (yet)."""
        failed = mail_queue.c.error.is_not(None)
        query = select(mail_queue).where(failed).order_by(mail_queue.c.id.desc()).limit(limit)
        async with self._engine.connect() as connection:
            return [(row.department, row.error, row.created_at) for row in await connection.execute(query)]

    async def _settle(self, mail: Mail, **values: Any) -> None:
        async with self._engine.begin() as connection:
            await connection.execute(update(mail_queue).where(mail_queue.c.id == mail.id).values(values))


async def mail_handover(
    connection: AsyncConnection, department: str, reference: str, event: int, now: datetime
) -> None:
    """Tell a department of work that came to it, in the transaction that writes the event: once for each event, so
    that what comes back to a department is told again."""
    await add_mail(connection, department, HANDOVER, f"{reference}{_BY}{event}", now)


async def add_mail(connection: AsyncConnection, department: str, kind: str, subject: str, now: datetime) -> None:
    """To be sent once, if the department has an address; within a transaction of the caller."""
    there = exists().where(
        mail_queue.c.department == department, mail_queue.c.kind == kind, mail_queue.c.subject == subject
    )
    names = ["department", "kind", "subject", "created_at", "next_try_at", "tries"]
    columns = [mail_queue.c[name] for name in names]
    values = [department, kind, subject, now, now, 0]
    made = [literal(value, column.type) for value, column in zip(values, columns, strict=True)]
    row = select(*made).where(exists().where(department_mail.c.department == department), ~there)
    await connection.execute(insert(mail_queue).from_select(names, row))
