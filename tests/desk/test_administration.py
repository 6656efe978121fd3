"""What administrators do with accounts."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from bot.desk.accounts import Accounts, LockedOut
from bot.desk.administration import Administration, LastAdministrator
from bot.desk.sessions import Sessions
from bot.desk.staff import Colleague, Role

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=timezone.utc)


async def administrator(accounts: Accounts, login: str = "beheer") -> Colleague:
    return await accounts.add(login, login.title(), Role.ADMINISTRATOR, password="zee")


@pytest.mark.parametrize(
    ("role", "departments", "ends"),
    [
        (Role.COLLEAGUE, {"kcc"}, False),
        (Role.COORDINATOR, {"kcc"}, True),
        (Role.COLLEAGUE, set(), True),
        (Role.COLLEAGUE, {"kcc", "burgerzaken"}, True),
    ],
)
async def test_other_rights_end_the_sessions(
    accounts: Accounts, administration: Administration, sessions: Sessions, role: Role, departments: set, ends: bool
) -> None:
    anna = await accounts.add("anna", "Anna", Role.COLLEAGUE, {"kcc"})
    token = await sessions.start(anna, NOW)
    await administration.change(anna, "Anna de Wit", role, frozenset(departments))
    assert (await sessions.find(token, NOW) is None) == ends
    changed = await administration.get(anna.id, NOW)
    assert changed.colleague == Colleague(anna.id, "anna", "Anna de Wit", role, frozenset(departments))


async def test_a_closed_account_ends_at_once_and_can_be_opened(
    accounts: Accounts, administration: Administration, sessions: Sessions
) -> None:
    anna = await accounts.add("anna", "Anna", Role.COLLEAGUE, password="duin")
    token = await sessions.start(anna, NOW)
    await administration.close(anna.id)
    assert await sessions.find(token, NOW) is None and await accounts.sign_in("anna", "duin", NOW) is None
    await administration.reopen(anna.id)
    assert await sessions.find(token, NOW) is None and await accounts.sign_in("anna", "duin", NOW) == anna


async def test_a_new_password_ends_what_the_old_one_opened(
    accounts: Accounts, administration: Administration, sessions: Sessions
) -> None:
    anna = await accounts.add("anna", "Anna", Role.COLLEAGUE, password="duin")
    token = await sessions.start(anna, NOW)
    made = await administration.give_password(anna.id)
    assert await sessions.find(token, NOW) is None
    assert await accounts.sign_in("anna", "duin", NOW) is None
    assert await accounts.sign_in("anna", made, NOW) == replace(anna, password_made=True)


async def test_a_locked_account_is_unlocked(accounts: Accounts, administration: Administration) -> None:
    anna = await accounts.add("anna", "Anna", Role.COLLEAGUE, password="duin")
    for _ in range(5):
        await accounts.sign_in("anna", "zee", NOW)
    assert (await administration.get(anna.id, NOW)).locked
    with pytest.raises(LockedOut):
        await accounts.sign_in("anna", "duin", NOW)
    await administration.reopen(anna.id)
    assert await accounts.sign_in("anna", "duin", NOW) == anna


async def test_the_last_administrator_stays(accounts: Accounts, administration: Administration) -> None:
    first = await administrator(accounts)
    # Who has no password depends on the directory, which may be down or changed.
    await accounts.add("zonder", "Zonder", Role.ADMINISTRATOR)
    with pytest.raises(LastAdministrator):
        await administration.close(first.id)
    with pytest.raises(LastAdministrator):
        await administration.change(first, "Beheer", Role.COORDINATOR, frozenset())
    assert await accounts.sign_in("beheer", "zee", NOW) == first
    await administration.change(first, "Ander", Role.ADMINISTRATOR, frozenset({"kcc"}))
    await administrator(accounts, "tweede")
    await administration.close(first.id)


async def test_two_administrators_cannot_close_each_other(accounts: Accounts, administration: Administration) -> None:
    both = [await administrator(accounts, login) for login in ("een", "twee")]
    results = await asyncio.gather(*(administration.close(one.id) for one in both), return_exceptions=True)
    assert {type(result) for result in results} == {LastAdministrator, type(None)}


async def test_all_accounts_those_that_are_open_first(accounts: Accounts, administration: Administration) -> None:
    for login in ("Cas", "anna", "Bo"):
        await accounts.add(login, login, Role.COLLEAGUE, {"kcc"})
    await administration.close(await administration.id_of("ANNA"))
    found = await administration.all(NOW)
    assert [(one.colleague.name, one.active) for one in found] == [("Bo", True), ("Cas", True), ("anna", False)]
    assert {one.colleague.departments for one in found} == {frozenset({"kcc"})}
    assert await administration.get("niemand", NOW) is None and await administration.id_of("niemand") is None


async def test_a_lock_opens_by_itself(accounts: Accounts, administration: Administration) -> None:
    anna = await accounts.add("anna", "Anna", Role.COLLEAGUE, password="duin")
    for _ in range(5):
        await accounts.sign_in("anna", "zee", NOW)
    assert not (await administration.get(anna.id, NOW + timedelta(minutes=16))).locked
