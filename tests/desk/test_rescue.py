"""The operator's way in."""

from dataclasses import replace
from datetime import datetime, timezone

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import commands
from bot.desk.accounts import FIRST_LOGIN, Accounts
from bot.desk.administration import Administration
from bot.desk.audit import AuditLog, Wanted
from bot.desk.directory import Person
from bot.desk.directory_accounts import DirectoryAccounts
from bot.desk.groups import Rights
from bot.desk.passwords import Passwords
from bot.desk.rescue import new_desk_password
from bot.desk.staff import Role
from bot.settings import Settings

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=timezone.utc)


async def test_a_new_password_opens_a_closed_account_and_is_in_the_log(database_url: str, engine: AsyncEngine) -> None:
    passwords = Passwords()
    accounts = Accounts(engine, passwords)
    await accounts.make_first("zee-en-duin")
    anna = await accounts.add("anna", "Anna", Role.ADMINISTRATOR, password="duin")
    await Administration(engine, passwords).close(anna.id)
    made = await new_desk_password(database_url, " Anna ")
    assert await accounts.sign_in("anna", made, NOW) == replace(anna, password_made=True)
    (line,) = await AuditLog(engine).read(Wanted(), 10)
    assert (line.who, line.what, line.subject) == ("Operator (opdrachtregel)", "password reset", "anna")


async def test_a_first_administrator_who_did_not_come_back_from_the_directory(
    database_url: str, engine: AsyncEngine
) -> None:
    assert await new_desk_password(database_url, FIRST_LOGIN) is None


def test_the_command(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings.parse_obj({"database_url": database_url})
    assert commands.desk_password(settings, "niemand") == 1
    assert capsys.readouterr().err == "Nobody signs in at the desk as niemand.\n"


async def test_whoever_signs_in_with_it_chooses_one_of_their_own_also_with_a_municipal_account(
    database_url: str, engine: AsyncEngine
) -> None:
    directory = DirectoryAccounts(engine, Administration(engine, Passwords()), {})
    person = Person("https://gemeente.example 1", "anna", True, "Anna", frozenset())
    await directory.account(person, Rights(Role.COLLEAGUE, frozenset()), NOW)
    made = await new_desk_password(database_url, "anna")
    found = await Accounts(engine, Passwords()).sign_in("anna", made, NOW)
    assert found is not None and found.password_made
