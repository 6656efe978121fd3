"""The accounts of the desk."""

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.desk.accounts import FIRST_LOGIN, Accounts, LockedOut
from bot.desk.passwords import Passwords
from bot.desk.staff import Role

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=timezone.utc)


@pytest.fixture
def accounts(engine: AsyncEngine) -> Accounts:
    return Accounts(engine, Passwords())


async def test_the_first_start_makes_an_administrator_with_a_password(accounts: Accounts) -> None:
    made = await accounts.make_first(None)
    assert made is not None
    first = await accounts.sign_in(FIRST_LOGIN, made, NOW)
    assert first is not None and first.role is Role.ADMINISTRATOR and first.password_made
    assert await accounts.make_first(None) is None


async def test_the_operators_password_is_not_told_again(accounts: Accounts) -> None:
    assert await accounts.make_first("zee-en-duin") is None
    first = await accounts.sign_in(FIRST_LOGIN, "zee-en-duin", NOW)
    assert first is not None and not first.password_made


async def test_a_login_in_any_case_and_only_once(accounts: Accounts) -> None:
    anna = await accounts.add("Anna@noordwijk.example", "Anna", Role.COLLEAGUE, {"burgerzaken"}, "duin")
    assert await accounts.sign_in(" ANNA@noordwijk.example ", "duin", NOW) == anna
    with pytest.raises(IntegrityError):
        await accounts.add("anna@noordwijk.example", "Anna", Role.COLLEAGUE)


async def test_after_five_wrong_passwords_an_account_is_locked_for_a_quarter(accounts: Accounts) -> None:
    anna = await accounts.add("anna", "Anna", Role.COLLEAGUE, password="duin")
    for _ in range(5):
        assert await accounts.sign_in("anna", "zee", NOW) is None
    with pytest.raises(LockedOut):
        await accounts.sign_in("anna", "duin", NOW + timedelta(minutes=14))
    assert await accounts.sign_in("anna", "duin", NOW + timedelta(minutes=16)) == anna


async def test_without_a_password_nobody_signs_in(accounts: Accounts) -> None:
    await accounts.add("anna", "Anna", Role.COLLEAGUE)
    assert await accounts.sign_in("anna", "", NOW) is None
