"""The accounts of the desk."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import case, delete, func, insert, literal, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.desk.passwords import Passwords, new_password
from bot.desk.staff import Colleague, Role
from bot.handover.presence import COMES_BACK_WITHIN
from bot.messages.rows import utc_now
from bot.storage.desk_tables import staff, staff_departments
from bot.storage.types import UtcDateTime
from bot.storage.unbroken import unbroken

FIRST_LOGIN = "beheerder"
_TRIES = 5
_LOCKED_FOR = timedelta(minutes=15)


class LockedOut(Exception):
    """Too many wrong passwords: this account opens to nobody for a while."""


class Accounts:
    """Reads and writes accounts; times are aware UTC."""

    def __init__(self, engine: AsyncEngine, passwords: Passwords) -> None:
        self._engine, self._passwords = engine, passwords

    async def add(
        self,
        login: str,
        name: str,
        role: Role,
        departments: Iterable[str] = (),
        password: str | None = None,
        *,
        made: bool = False,
    ) -> Colleague:
        """A new account; `made`: the password is not of their own choice.

        Raises `sqlalchemy.exc.IntegrityError` when the login is taken.
        """
        hashed = await self._passwords.hash(password) if password is not None else None
        new = Colleague(str(uuid.uuid4()), login.lower(), name, role, frozenset(departments), password_made=made)
        return await self._insert(new, hashed)

    @unbroken
    async def _insert(self, colleague: Colleague, hashed: str | None) -> Colleague:
        row = {
            "id": colleague.id,
            "login": colleague.login,
            "name": colleague.name,
            "role": colleague.role.value,
            "password_hash": hashed,
            "password_made": colleague.password_made,
            "active": True,
            "wrong_tries": 0,
            "created_at": utc_now(),
            "available": False,
        }
        async with self._engine.begin() as connection:
            await connection.execute(insert(staff).values(row))
            await set_departments(connection, colleague.id, colleague.departments)
        return colleague

    async def make_first(self, password: str | None) -> str | None:
        """An administrator when there is no account yet; the password that was made for it, if none was given."""
        if await self._count():
            return None
        made = None if password else new_password()
        await self.add(FIRST_LOGIN, "Beheerder", Role.ADMINISTRATOR, password=password or made, made=made is not None)
        return made

    async def sign_in(self, login: str, password: str, now: datetime) -> Colleague | None:
        """Who this is; None when the password is wrong or nobody has this login. Raises `LockedOut`."""
        row = await self._row((staff.c.login == login.strip().lower()) & staff.c.active)
        # Before the password is looked at, which takes a while: many guesses at once do not overtake the count.
        if row is not None and not await self._count_try(row.id, now):
            raise LockedOut
        right = await self._passwords.matches(row.password_hash if row else None, password)
        return await self.get(row.id) if row is not None and right and await self._forget_tries(row) else None

    @unbroken
    async def get(self, staff_id: str) -> Colleague | None:
        """The colleague with this id, unless the account was closed."""
        async with self._engine.connect() as connection:
            return await read_colleague(connection, staff_id)

    async def has_password(self, staff_id: str) -> bool:
        """Whether they have a password of the desk, or sign in at the municipality's directory only."""
        row = await self._row(staff.c.id == staff_id)
        return row is not None and row.password_hash is not None

    @unbroken
    async def _count(self) -> int:
        async with self._engine.connect() as connection:
            return int(await connection.scalar(select(func.count()).select_from(staff)))

    @unbroken
    async def _row(self, condition: object) -> Row | None:
        async with self._engine.connect() as connection:
            return (await connection.execute(select(staff).where(condition))).first()

    @unbroken
    async def _count_try(self, staff_id: str, now: datetime) -> bool:
        """Count a try as a wrong one; the last one locks the account. False when it was locked before."""
        is_open = staff.c.locked_until.is_(None) | (staff.c.locked_until <= now)
        last = staff.c.wrong_tries + 1 >= _TRIES
        values = {
            "wrong_tries": case((last, 0), else_=staff.c.wrong_tries + 1),
            "locked_until": case((last, literal(now + _LOCKED_FOR, UtcDateTime())), else_=None),
        }
        async with self._engine.begin() as connection:
            done = await connection.execute(update(staff).where(staff.c.id == staff_id, is_open).values(values))
            return bool(done.rowcount)

    @unbroken
    async def _forget_tries(self, row: Row) -> bool:
        """The password was right; False when it is no longer theirs."""
        same = (staff.c.id == row.id) & (staff.c.password_hash == row.password_hash)
        async with self._engine.begin() as connection:
            done = await connection.execute(update(staff).where(same).values(wrong_tries=0, locked_until=None))
            return bool(done.rowcount)


async def read_colleague(connection: AsyncConnection, staff_id: str) -> Colleague | None:
    """The colleague with this id, unless the account was closed."""
    row = (await connection.execute(select(staff).where(staff.c.id == staff_id, staff.c.active))).first()
    if row is None:
        return None
    query = select(staff_departments.c.department).where(staff_departments.c.staff_id == staff_id)
    departments = frozenset(await connection.scalars(query))
    is_there = row.available and row.seen_at is not None and row.seen_at > utc_now() - COMES_BACK_WITHIN
    return Colleague(row.id, row.login, row.name, Role(row.role), departments, bool(is_there), row.password_made)


@unbroken
async def read_names(engine: AsyncEngine, staff_ids: Iterable[str]) -> dict[str, str]:
    """The names of these colleagues by id, those who left too."""
    query = select(staff.c.id, staff.c.name).where(staff.c.id.in_(sorted(staff_ids)))
    async with engine.connect() as connection:
        return {row.id: row.name for row in await connection.execute(query)}


async def set_departments(connection: AsyncConnection, staff_id: str, departments: Iterable[str]) -> None:
    """Put a colleague in these departments and no others."""
    await connection.execute(delete(staff_departments).where(staff_departments.c.staff_id == staff_id))
    if rows := [{"staff_id": staff_id, "department": name} for name in sorted(departments)]:
        await connection.execute(insert(staff_departments), rows)
