"""What administrators do with accounts. Whatever takes rights away ends that colleague's sessions at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web
from sqlalchemy import delete, func, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.desk.accounts import set_departments
from bot.desk.passwords import Passwords, new_password
from bot.desk.staff import Colleague, Role
from bot.storage.desk_tables import desk_sessions, staff, staff_departments
from bot.storage.unbroken import unbroken


class LastAdministrator(Exception):
    """Without this account nobody could manage the desk any more."""


@dataclass(frozen=True)
class Account:
    """An account as administrators see it. `directory`: signs in there, and it says what they may do; `password`: has
    one of the desk."""

    colleague: Colleague
    active: bool
    locked: bool
    directory: bool
    password: bool


class Administration:
    """Reads and changes all accounts; times are aware UTC."""

    def __init__(self, engine: AsyncEngine, passwords: Passwords) -> None:
        self._engine, self._passwords = engine, passwords

    @unbroken
    async def all(self, now: datetime) -> list[Account]:
        """Every account: first those that are open, by name."""
        async with self._engine.connect() as connection:
            rows = await connection.execute(select(staff).order_by(staff.c.active.desc(), func.lower(staff.c.name)))
            members = (await connection.execute(select(staff_departments))).all()
        return [_account(row, (one.department for one in members if one.staff_id == row.id), now) for row in rows]

    @unbroken
    async def get(self, staff_id: str, now: datetime) -> Account | None:
        """One account, open or closed."""
        query = select(staff_departments.c.department).where(staff_departments.c.staff_id == staff_id)
        async with self._engine.connect() as connection:
            row = (await connection.execute(select(staff).where(staff.c.id == staff_id))).first()
            return _account(row, await connection.scalars(query), now) if row else None

    @unbroken
    async def change(self, before: Colleague, name: str, role: Role, departments: frozenset[str]) -> None:
        """Give a colleague this name, role and departments. Raises `LastAdministrator`."""
        async with self._engine.begin() as connection:
            await _update(connection, before.id, name=name, role=role.value)
            await set_departments(connection, before.id, departments)
            if (role, departments) != (before.role, before.departments):
                await _end_sessions(connection, before.id)

    @unbroken
    async def close(self, staff_id: str) -> None:
        """Let nobody in with this account any more. Raises `LastAdministrator`."""
        async with self._engine.begin() as connection:
            await _update(connection, staff_id, active=False, available=False)
            await _end_sessions(connection, staff_id)

    @unbroken
    async def reopen(self, staff_id: str) -> None:
        """Open a closed or locked account."""
        async with self._engine.begin() as connection:
            await _update(connection, staff_id, active=True, wrong_tries=0, locked_until=None)

    async def give_password(self, staff_id: str) -> str:
        """A new password that was made for them, which is told this once; the old one and its sessions end."""
        made = new_password()
        await self.set_password(staff_id, made, made=True)
        return made

    async def set_password(self, staff_id: str, password: str, *, made: bool = False) -> None:
        """From now on this is the password; everybody who was signed in with the old one is signed out.

        With `made` it is not of their own choice: they choose one when they come in.
        """
        await self._keep_hash(staff_id, await self._passwords.hash(password), made)

    @unbroken
    async def _keep_hash(self, staff_id: str, hashed: str, made: bool) -> None:
        values = {"password_hash": hashed, "password_made": made, "wrong_tries": 0, "locked_until": None}
        async with self._engine.begin() as connection:
            await _update(connection, staff_id, **values)
            await _end_sessions(connection, staff_id)

    @unbroken
    async def join_directory(self, staff_id: str, directory_id: str) -> bool:
        """From now on they sign in at the directory; whether that ended a password of the desk, with its sessions.

        The last administrator with such a password keeps it, for when the directory is down.
        """
        joined = update(staff).where(staff.c.id == staff_id).values(directory_id=directory_id)
        with_password = select(staff.c.id).where(staff.c.id == staff_id, staff.c.password_hash.is_not(None))
        async with self._engine.begin() as connection:
            await connection.execute(joined)
            if await connection.scalar(with_password) is None:
                return False
        try:
            async with self._engine.begin() as connection:
                await _update(connection, staff_id, password_hash=None, password_made=False)
                await _end_sessions(connection, staff_id)
        except LastAdministrator:
            return False
        return True

    @unbroken
    async def id_of(self, login: str) -> str | None:
        """Whose login this is, open or closed."""
        query = select(staff.c.id).where(staff.c.login == login.strip().lower())
        async with self._engine.connect() as connection:
            found: str | None = await connection.scalar(query)
        return found


ADMINISTRATION = web.AppKey("administration", Administration)


async def _update(connection: AsyncConnection, staff_id: str, **values: object) -> None:
    """Change one account; there must be an administrator afterwards who can sign in without the directory."""
    able = (staff.c.role == Role.ADMINISTRATOR.value) & staff.c.active & staff.c.password_hash.is_not(None)
    # Two administrators who close each other's accounts at once wait for each other here.
    before = (await connection.scalars(select(staff.c.id).where(able).with_for_update())).all()
    await connection.execute(update(staff).where(staff.c.id == staff_id).values(values))
    if before and not await connection.scalar(select(func.count()).select_from(staff).where(able)):
        raise LastAdministrator


async def _end_sessions(connection: AsyncConnection, staff_id: str) -> None:
    await connection.execute(delete(desk_sessions).where(desk_sessions.c.staff_id == staff_id))


def _account(row: Row, departments: Iterable[str], now: datetime) -> Account:
    colleague = Colleague(row.id, row.login, row.name, Role(row.role), frozenset(departments))
    locked = row.locked_until is not None and row.locked_until > now
    return Account(colleague, row.active, locked, row.directory_id is not None, row.password_hash is not None)
