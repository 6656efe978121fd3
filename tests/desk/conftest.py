"""Colleagues who are signed in at a front that runs."""

from collections.abc import Awaitable, Callable

import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.desk.access import ACCOUNTS
from bot.desk.accounts import Accounts
from bot.desk.administration import Administration
from bot.desk.cookies import COOKIE
from bot.desk.passwords import Passwords
from bot.desk.sessions import Sessions
from bot.desk.staff import Colleague, Role
from bot.messages.rows import utc_now
from bot.web.keys import ENGINE

SignIn = Callable[..., Awaitable[tuple[Colleague, dict[str, str]]]]


@pytest.fixture
def passwords() -> Passwords:
    return Passwords()


@pytest.fixture
def accounts(engine: AsyncEngine, passwords: Passwords) -> Accounts:
    return Accounts(engine, passwords)


@pytest.fixture
def administration(engine: AsyncEngine, passwords: Passwords) -> Administration:
    return Administration(engine, passwords)


@pytest.fixture
def sessions(engine: AsyncEngine) -> Sessions:
    return Sessions(engine)


@pytest.fixture
def sign_in_as(front: TestClient) -> SignIn:
    """Makes a colleague of these departments and gives the headers of their session, for two at once."""

    async def make(
        *departments: str, role: Role = Role.COLLEAGUE, name: str = "Anna de Wit"
    ) -> tuple[Colleague, dict[str, str]]:
        login = name.replace(" ", ".").lower() + "@noordwijk.example"
        colleague = await front.app[ACCOUNTS].add(login, name, role, departments)
        token = await Sessions(front.app[ENGINE]).start(colleague, utc_now())
        return colleague, {"Cookie": f"{COOKIE}={token}"}

    return make
