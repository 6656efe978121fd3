"""The accounts of the desk."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.desk.accounts import FIRST_LOGIN, Accounts, LockedOut
from bot.desk.administration import Administration
from bot.desk.passwords import Passwords
from bot.desk.staff import Role
from bot.storage.engine import open_engine

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=timezone.utc)


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


async def test_of_many_guesses_at_once_five_are_looked_at(
    accounts: Accounts, database_url: str, engine: AsyncEngine
) -> None:
    await accounts.add("anna", "Anna", Role.COLLEAGUE, password="duin")
    # Another process, which checks passwords on its own.
    elsewhere = open_engine(database_url)
    both = [accounts, Accounts(elsewhere, Passwords())]
    guesses = [f"zee {number}" for number in range(39)] + ["duin"]
    tries = (both[number % 2].sign_in("anna", guess, NOW) for number, guess in enumerate(guesses))
    found = Counter(type(one) for one in await asyncio.gather(*tries, return_exceptions=True))
    await elsewhere.dispose()
    assert found == {type(None): 5, LockedOut: 35}
    with pytest.raises(LockedOut):
        await accounts.sign_in("anna", "duin", NOW)


async def test_the_right_one_after_four_wrong_ones_begins_anew(accounts: Accounts) -> None:
    anna = await accounts.add("anna", "Anna", Role.COLLEAGUE, password="duin")
    for _ in range(2):
        for _ in range(4):
            assert await accounts.sign_in("anna", "zee", NOW) is None
        assert await accounts.sign_in("anna", "duin", NOW) == anna


async def test_a_password_that_is_replaced_while_it_is_looked_at(
    accounts: Accounts, engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = await accounts.add("anna", "Anna", Role.COLLEAGUE, password="duin")
    matches = Passwords.matches

    async def slowly(self: Passwords, hashed: str | None, typed: str) -> bool:
        right = await matches(self, hashed, typed)
        await Administration(engine, Passwords()).set_password(anna.id, "zee")
        return right

    monkeypatch.setattr(Passwords, "matches", slowly)
    assert await accounts.sign_in("anna", "duin", NOW) is None
