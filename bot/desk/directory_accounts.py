"""Accounts of colleagues who sign in at the municipality's own directory, which says what they may do."""

import uuid
from datetime import datetime
from enum import Enum

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.desk.accounts import set_departments
from bot.desk.administration import Administration, LastAdministrator
from bot.desk.directory import Person
from bot.desk.groups import Rights
from bot.desk.sessions import Sessions
from bot.desk.staff import Colleague
from bot.storage.desk_tables import staff
from bot.storage.unbroken import unbroken

_LONGEST_LOGIN, _LONGEST_NAME = 254, 100


class Refused(Enum):
    """Why somebody whom the directory knows may not come in."""

    NO_GROUP = "no group"
    CLOSED = "closed"
    TAKEN = "taken"


class DirectoryAccounts:
    """Finds, makes and renews the account of who came back from the directory."""

    def __init__(self, engine: AsyncEngine, administration: Administration) -> None:
        self._engine, self._administration = engine, administration

    async def account(self, person: Person, rights: Rights | None, now: datetime) -> Colleague | Refused:
        """Their account, as the directory has it now; changed rights end the sessions that there were."""
        if rights is None:
            known = await self._find(person)
            if known is not None:
                await Sessions(self._engine).end_all(known)
            return Refused.NO_GROUP
        try:
            staff_id = await self._find(person) or await self._make(person, rights, now)
        except IntegrityError:
            return Refused.TAKEN
        account = await self._administration.get(staff_id, now)
        if account is None or not account.active:
            return Refused.CLOSED
        name = person.name[:_LONGEST_NAME]
        try:
            await self._administration.change(account.colleague, name, rights.role, rights.departments)
        except LastAdministrator:
            return account.colleague
        return Colleague(staff_id, account.colleague.login, name, rights.role, rights.departments)

    @unbroken
    async def _find(self, person: Person) -> str | None:
        """Their account: known to be theirs, or made for an address that the directory vouches for."""
        async with self._engine.begin() as connection:
            known: str | None = await connection.scalar(select(staff.c.id).where(staff.c.directory_id == person.id))
            if known is None and person.verified:
                made_for_them = (staff.c.login == person.login) & staff.c.directory_id.is_(None)
                known = await connection.scalar(select(staff.c.id).where(made_for_them))
                change = update(staff).where(staff.c.id == known).values(directory_id=person.id)
                await connection.execute(change)
        return known

    @unbroken
    async def _make(self, person: Person, rights: Rights, now: datetime) -> str:
        staff_id = str(uuid.uuid4())
        new = {
            "id": staff_id,
            "login": person.login[:_LONGEST_LOGIN],
            "name": person.name[:_LONGEST_NAME],
            "role": rights.role.value,
            "directory_id": person.id,
            "active": True,
            "wrong_tries": 0,
            "created_at": now,
            "available": False,
        }
        async with self._engine.begin() as connection:
            await connection.execute(insert(staff).values(new))
            await set_departments(connection, staff_id, rights.departments)
        return staff_id
