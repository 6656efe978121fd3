"""Accounts that the municipality's directory takes over: from then on it leads, and the log tells."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timezone

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.desk.accounts import Accounts
from bot.desk.administration import Administration
from bot.desk.audit import AuditLog, Wanted
from bot.desk.directory import Person
from bot.desk.directory_accounts import DirectoryAccounts, Refused
from bot.desk.groups import Rights
from bot.desk.sessions import Sessions
from bot.desk.staff import Colleague, Role

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=timezone.utc)
LOGIN = "anna@noordwijk.example"
ANNA = Person("https://gemeente.example 1", LOGIN, True, "Anna de Wit", frozenset())
RIGHTS = Rights(Role.COLLEAGUE, frozenset({"kcc"}))


@pytest.fixture
def directory(engine: AsyncEngine, administration: Administration) -> DirectoryAccounts:
    return DirectoryAccounts(engine, administration, {"kcc": "Klantcontactcentrum"})


@pytest.fixture
async def beheer(accounts: Accounts) -> Colleague:
    """The first administrator, who has a password of the desk."""
    return await accounts.add("beheer", "Beheer", Role.ADMINISTRATOR, password="zee")


async def told(engine: AsyncEngine) -> list[tuple[str, str, str | None, str | None]]:
    lines = await AuditLog(engine).read(Wanted(), 100)
    return [(line.who, line.what, line.subject, line.detail) for line in reversed(lines)]


@pytest.mark.usefixtures("beheer")
async def test_the_password_that_was_made_opens_the_account_no_more(
    engine: AsyncEngine, accounts: Accounts, directory: DirectoryAccounts
) -> None:
    made = await accounts.add(LOGIN, "A. de Wit", Role.COORDINATOR, {"kcc"}, "duin", made=True)
    with_the_password = await Sessions(engine).start(made, NOW)
    found = await directory.account(ANNA, RIGHTS, NOW)
    assert isinstance(found, Colleague) and found.id == made.id and not found.password_made
    assert not await accounts.has_password(made.id)
    assert await accounts.sign_in(LOGIN, "duin", NOW) is None
    assert await Sessions(engine).find(with_the_password, NOW) is None


@pytest.mark.usefixtures("beheer")
async def test_the_password_ends_the_sessions_also_when_the_rights_stay(
    engine: AsyncEngine, accounts: Accounts, directory: DirectoryAccounts
) -> None:
    made = await accounts.add(LOGIN, "Anna de Wit", RIGHTS.role, RIGHTS.departments, "duin")
    token = await Sessions(engine).start(made, NOW)
    await directory.account(ANNA, RIGHTS, NOW)
    assert await Sessions(engine).find(token, NOW) is None
    assert await told(engine) == [("Gemeente-accounts", "account changed", LOGIN, "Zonder wachtwoord van de balie")]


@pytest.mark.parametrize("rights", [RIGHTS, None], ids=["in a group", "in none"])
@pytest.mark.usefixtures("beheer")
async def test_a_password_of_the_operator_lasts_until_the_directory_is_back(
    accounts: Accounts, administration: Administration, directory: DirectoryAccounts, rights: Rights | None
) -> None:
    anna = await directory.account(ANNA, RIGHTS, NOW)
    rescue = await administration.give_password(anna.id)
    assert await accounts.sign_in(LOGIN, rescue, NOW)
    await directory.account(ANNA, rights, NOW)
    assert await accounts.sign_in(LOGIN, rescue, NOW) is None


async def test_the_last_administrator_with_a_password_keeps_it(
    engine: AsyncEngine, accounts: Accounts, administration: Administration, directory: DirectoryAccounts
) -> None:
    last = await accounts.add(LOGIN, "Anna", Role.ADMINISTRATOR, password="duin")
    token = await Sessions(engine).start(last, NOW)
    assert await directory.account(ANNA, RIGHTS, NOW) == last
    assert (await administration.get(last.id, NOW)).directory
    assert await accounts.sign_in(LOGIN, "duin", NOW) == last and await Sessions(engine).find(token, NOW)
    assert await told(engine) == [("Gemeente-accounts", "account refused", LOGIN, "Medewerker, Klantcontactcentrum")]
    assert await directory.account(ANNA, None, NOW) is Refused.NO_GROUP
    assert await accounts.sign_in(LOGIN, "duin", NOW) == last

    await accounts.add("beheer", "Beheer", Role.ADMINISTRATOR, password="zee")
    assert (await directory.account(ANNA, RIGHTS, NOW)).role is Role.COLLEAGUE
    assert await accounts.sign_in(LOGIN, "duin", NOW) is None


@pytest.mark.usefixtures("beheer")
async def test_without_a_group_no_account_is_taken_over(accounts: Accounts, directory: DirectoryAccounts) -> None:
    made = await accounts.add(LOGIN, "Anna", Role.COLLEAGUE, {"kcc"}, "duin")
    assert await directory.account(ANNA, None, NOW) is Refused.NO_GROUP
    assert await accounts.sign_in(LOGIN, "duin", NOW) == made


@pytest.mark.parametrize("verified", [True, False])
async def test_an_address_of_somebody_else(accounts: Accounts, directory: DirectoryAccounts, verified: bool) -> None:
    await directory.account(ANNA, RIGHTS, NOW)
    other = replace(ANNA, id="https://gemeente.example 2", verified=verified)
    assert await directory.account(other, RIGHTS, NOW) is Refused.TAKEN


async def test_what_the_directory_does_is_in_the_log(
    engine: AsyncEngine, administration: Administration, directory: DirectoryAccounts
) -> None:
    coordinator = Rights(Role.COORDINATOR, frozenset({"kcc", "odwh"}))
    steps: Iterable[tuple[Person, Rights | None]] = [
        (ANNA, RIGHTS),
        (ANNA, RIGHTS),
        (ANNA, coordinator),
        (replace(ANNA, name="Anna Bos"), coordinator),
        (ANNA, None),
    ]
    for person, rights in steps:
        await directory.account(person, rights, NOW)
    await administration.close(await administration.id_of(LOGIN))
    assert await directory.account(ANNA, RIGHTS, NOW) is Refused.CLOSED
    assert await told(engine) == [
        ("Gemeente-accounts", "account made", LOGIN, "Medewerker, Klantcontactcentrum"),
        ("Gemeente-accounts", "account changed", LOGIN, "Coördinator, Klantcontactcentrum, odwh"),
        ("Gemeente-accounts", "account changed", LOGIN, "Coördinator, Klantcontactcentrum, odwh"),
        ("Onbekend", "sign-in refused", LOGIN, "Met het gemeente-account: in geen groep met toegang"),
        ("Onbekend", "sign-in refused", LOGIN, "Met het gemeente-account: het account is gesloten"),
    ]
