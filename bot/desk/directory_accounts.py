"""Accounts of colleagues who sign in at the municipality's own directory, which says what they may do."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from enum import Enum

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.desk.accounts import set_departments
from bot.desk.administration import Administration, LastAdministrator
from bot.desk.audit import AuditLog
from bot.desk.directory import Person
from bot.desk.groups import Rights
from bot.desk.sessions import Sessions
from bot.desk.staff import Colleague, Role
from bot.storage.desk_tables import staff
from bot.storage.unbroken import unbroken

_LONGEST_LOGIN, _LONGEST_NAME = 254, 100


class Refused(Enum):
    """Why somebody whom the directory knows may not come in, as the log has it."""

    NO_GROUP = "in geen groep met toegang"
    CLOSED = "het account is gesloten"
    TAKEN = "het adres is van een ander account"


# Who does in the log what the directory says.
_DIRECTORY = Colleague("directory", "directory", "Gemeente-accounts", Role.ADMINISTRATOR)


class DirectoryAccounts:
    """Finds, makes and renews the account of who came back from the directory; the log tells. `names`: of the
    departments."""

    def __init__(self, engine: AsyncEngine, administration: Administration, names: Mapping[str, str]) -> None:
        self._engine, self._administration, self._names = engine, administration, names
        self._audit = AuditLog(engine)

    async def account(self, person: Person, rights: Rights | None, now: datetime) -> Colleague | Refused:
        """Their account, as the directory has it now; changed rights end the sessions that there were."""
        found = await (self._renew(person, rights, now) if rights else self._shut_out(person, now))
        if isinstance(found, Refused):
            detail = f"Met het gemeente-account: {found.value}"
            await self._audit.note_refusal(person.login[:_LONGEST_LOGIN], now, detail)
        return found

    async def _shut_out(self, person: Person, now: datetime) -> Refused:
        if (known := await self._known(person)) is not None:
            await self._join(known, person, now)
            await Sessions(self._engine).end_all(known)
        return Refused.NO_GROUP

    async def _renew(self, person: Person, rights: Rights, now: datetime) -> Colleague | Refused:
        try:
            staff_id = await self._known(person) or await self._made_for(person)
            if staff_id is None:
                staff_id = await self._make(person, rights, now)
            else:
                await self._join(staff_id, person, now)
        except IntegrityError:
            return Refused.TAKEN
        account = await self._administration.get(staff_id, now)
        if account is None or not account.active:
            return Refused.CLOSED
        before, name = account.colleague, person.name[:_LONGEST_NAME]
        after = replace(before, name=name, role=rights.role, departments=rights.departments)
        if after == before:
            return before
        try:
            await self._administration.change(before, name, rights.role, rights.departments)
        except LastAdministrator:
            await self._tell("account refused", after, now)
            return before
        await self._tell("account changed", after, now)
        return after

    async def _join(self, staff_id: str, person: Person, now: datetime) -> None:
        """From now on the directory leads: a password of the desk ends, also one that the operator made since."""
        if await self._administration.join_directory(staff_id, person.id):
            await self._audit.write(_DIRECTORY, "account changed", person.login, now, "Zonder wachtwoord van de balie")

    async def _tell(self, what: str, colleague: Colleague, now: datetime) -> None:
        await self._audit.write(_DIRECTORY, what, colleague.login, now, colleague.rights(self._names))

    async def _known(self, person: Person) -> str | None:
        return await self._id_of(staff.c.directory_id == person.id)

    async def _made_for(self, person: Person) -> str | None:
        """The account that was made for an address that the directory vouches for."""
        free = (staff.c.login == person.login) & staff.c.directory_id.is_(None)
        return await self._id_of(free) if person.verified else None

    @unbroken
    async def _id_of(self, condition: object) -> str | None:
        async with self._engine.connect() as connection:
            found: str | None = await connection.scalar(select(staff.c.id).where(condition))
        return found

    async def _make(self, person: Person, rights: Rights, now: datetime) -> str:
        login, name = person.login[:_LONGEST_LOGIN], person.name[:_LONGEST_NAME]
        new = Colleague(str(uuid.uuid4()), login, name, rights.role, rights.departments)
        await self._insert(new, person, now)
        await self._tell("account made", new, now)
        return new.id

    @unbroken
    async def _insert(self, new: Colleague, person: Person, now: datetime) -> None:
        row = {
            "id": new.id,
            "login": new.login,
            "name": new.name,
            "role": new.role.value,
            "password_made": False,
            "directory_id": person.id,
            "active": True,
            "wrong_tries": 0,
            "created_at": now,
            "available": False,
        }
        async with self._engine.begin() as connection:
            await connection.execute(insert(staff).values(row))
            await set_departments(connection, new.id, new.departments)
