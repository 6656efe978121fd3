"""Sessions of the desk: how long they last, and how they end."""

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.desk.accounts import Accounts
from bot.desk.passwords import Passwords
from bot.desk.sessions import IDLE, LIFETIME, Sessions
from bot.desk.staff import Colleague, Role

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=timezone.utc)


@pytest.fixture
async def anna(engine: AsyncEngine) -> Colleague:
    return await Accounts(engine, Passwords()).add("anna", "Anna", Role.COLLEAGUE)


async def test_it_lasts_while_it_is_used_and_ends_in_the_evening(sessions: Sessions, anna: Colleague) -> None:
    token, at = await sessions.start(anna, NOW), NOW
    while at < NOW + LIFETIME:
        assert await sessions.find(token, at) == (anna, None)
        at += IDLE - timedelta(minutes=1)
    assert await sessions.find(token, NOW + LIFETIME) is None


@pytest.mark.parametrize(("left_alone", "over"), [(IDLE - timedelta(seconds=1), False), (IDLE, True)])
async def test_it_ends_when_it_is_left_alone(
    sessions: Sessions, anna: Colleague, left_alone: timedelta, over: bool
) -> None:
    token = await sessions.start(anna, NOW)
    assert (await sessions.find(token, NOW + left_alone) is None) == over


async def test_a_notice_is_told_once_and_only_on_a_page(sessions: Sessions, anna: Colleague) -> None:
    token = await sessions.start(anna, NOW)
    await sessions.tell(token, "Bewaard.")
    assert await sessions.find(token, NOW) == (anna, None)
    assert await sessions.find(token, NOW, take_notice=True) == (anna, "Bewaard.")
    assert await sessions.find(token, NOW, take_notice=True) == (anna, None)


async def test_ending_one_or_all_others(engine: AsyncEngine, sessions: Sessions, anna: Colleague) -> None:
    bo = await Accounts(engine, Passwords()).add("bo", "Bo", Role.COLLEAGUE)
    here, there, elsewhere = [await sessions.start(anna, NOW, name) for name in ("hier", "daar", "ginds")]
    hers = await sessions.start(bo, NOW)
    ids = {session.browser: session.id for session in await sessions.of(anna.id, NOW)}
    await sessions.end_one(bo.id, ids["daar"])
    assert await sessions.find(there, NOW)
    await sessions.end_one(anna.id, ids["daar"])
    assert await sessions.find(there, NOW) is None and await sessions.find(elsewhere, NOW)
    await sessions.end_all(anna.id, but=here)
    assert await sessions.find(here, NOW) and await sessions.find(hers, NOW)
    assert await sessions.find(elsewhere, NOW) is None


async def test_a_list_without_those_that_are_over(sessions: Sessions, anna: Colleague) -> None:
    await sessions.start(anna, NOW, "oud")
    await sessions.start(anna, NOW + IDLE, "nieuw")
    assert [one.browser for one in await sessions.of(anna.id, NOW + IDLE)] == ["nieuw"]


async def test_what_is_listed_opens_nothing(sessions: Sessions, anna: Colleague) -> None:
    await sessions.start(anna, NOW)
    (listed,) = await sessions.of(anna.id, NOW)
    assert await sessions.find(listed.id, NOW) is None


@pytest.mark.parametrize("by_directory", [True, False])
async def test_a_made_password_must_be_replaced_by_who_came_in_with_it(
    sessions: Sessions, engine: AsyncEngine, by_directory: bool
) -> None:
    bo = await Accounts(engine, Passwords()).add("bo", "Bo", Role.ADMINISTRATOR, password="duin", made=True)
    token = await sessions.start(bo, NOW, by_directory=by_directory)
    found, _ = await sessions.find(token, NOW)
    assert found.password_made is not by_directory
