"""Signing in at the municipality's directory, against a real provider that runs here."""

from collections.abc import Awaitable, Callable, Iterator

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient
from sqlalchemy import update
from yarl import URL

from bot.app import init_app
from bot.desk.access import ACCOUNTS
from bot.desk.administration import ADMINISTRATION
from bot.desk.audit import AuditLog, Wanted
from bot.desk.staff import Role
from bot.messages.rows import utc_now
from bot.settings import Settings
from bot.storage.desk_tables import staff
from bot.web.keys import ENGINE
from tests.desk.directory import running_directory, sign_in_there, with_directory

SITE = "http://localhost:8099"
BACK = "/balie/inloggen/gemeente/terug"


@pytest.fixture(scope="module", params=[False, True], ids=["userinfo", "id-token"])
def issuer(request: pytest.FixtureRequest) -> Iterator[str]:
    """A directory that tells who somebody is at its own address, or in the ID token."""
    with running_directory(SITE + BACK, in_id_token=request.param) as running:
        yield running


@pytest.fixture
async def desk(settings: Settings, issuer: str, aiohttp_client: Callable[..., Awaitable[TestClient]]) -> TestClient:
    app = init_app(with_directory(settings, issuer, SITE))
    return await aiohttp_client(app, headers={"Sec-Fetch-Site": "same-origin"})


async def go(desk: TestClient, login: str, query: str = "") -> str:
    """Go to the directory and sign in there; the address that it sends back to."""
    response = await desk.get(f"/balie/inloggen/gemeente{query}", allow_redirects=False)
    assert response.status == 303
    return await sign_in_there(response.headers["Location"], login)


async def come_back(desk: TestClient, address: str) -> ClientResponse:
    assert address.startswith(SITE + BACK)
    # The directory is another site.
    return await desk.get(URL(address).raw_path_qs, headers={"Sec-Fetch-Site": "cross-site"}, allow_redirects=False)


async def sign_in(desk: TestClient, login: str, query: str = "") -> ClientResponse:
    return await come_back(desk, await go(desk, login, query))


async def account_of(desk: TestClient, login: str):
    found = await desk.app[ADMINISTRATION].id_of(login)
    return await desk.app[ADMINISTRATION].get(found, utc_now()) if found else None


async def lines(desk: TestClient) -> list[tuple[str, str | None, str | None]]:
    """What the log tells, the first thing first."""
    found = await AuditLog(desk.app[ENGINE]).read(Wanted(), 100)
    return [(line.what, line.subject, line.detail) for line in reversed(found)]


async def test_the_form_offers_it(desk: TestClient) -> None:
    assert "Inloggen met je gemeente-account" in await (await desk.get("/balie/inloggen")).text()


async def test_a_first_time_makes_an_account_with_the_rights_of_the_groups(desk: TestClient) -> None:
    response = await sign_in(desk, "anna")
    assert response.status == 200 and 'url=/balie"' in await response.text()
    account = await account_of(desk, "anna@noordwijk.example")
    assert account.directory and account.colleague.role is Role.COLLEAGUE
    assert (account.colleague.name, account.colleague.departments) == ("Anna de Wit", {"burgerzaken"})
    assert await lines(desk) == [
        ("account made", "anna@noordwijk.example", "Medewerker, Burgerzaken"),
        ("signed in", None, "met het gemeente-account"),
    ]
    page = await desk.get("/balie/mijn", allow_redirects=False)
    assert page.status == 200 and "Je logt in met je gemeente-account" in await page.text()


async def test_one_group_may_give_a_role_and_departments(desk: TestClient) -> None:
    await sign_in(desk, "bo")
    account = await account_of(desk, "bo@noordwijk.example")
    assert (account.colleague.role, account.colleague.departments) == (Role.COORDINATOR, {"burgerzaken", "kcc"})
    assert "Bo &lt;b&gt;Smit" in await (await desk.get("/balie")).text()


async def test_somebody_goes_on_to_where_they_were_going(desk: TestClient) -> None:
    response = await sign_in(desk, "anna", "?naar=/balie/overdrachten/K4P-7WD")
    assert 'url=/balie/overdrachten/K4P-7WD"' in await response.text()


@pytest.mark.parametrize("login", ["dirk"])
async def test_without_a_group_that_means_something_nobody_comes_in(desk: TestClient, login: str) -> None:
    response = await sign_in(desk, login)
    assert response.status == 403 and "nog geen toegang" in await response.text()
    assert "balie=" not in str(response.headers.getall("Set-Cookie"))
    assert await account_of(desk, "dirk@noordwijk.example") is None
    assert await lines(desk) == [
        ("sign-in refused", "dirk@noordwijk.example", "Met het gemeente-account: in geen groep met toegang")
    ]


async def test_a_closed_account_stays_closed(desk: TestClient) -> None:
    await sign_in(desk, "anna")
    account = await account_of(desk, "anna@noordwijk.example")
    await desk.app[ADMINISTRATION].close(account.colleague.id)
    assert (await desk.get("/balie", allow_redirects=False)).status == 303
    response = await sign_in(desk, "anna")
    assert response.status == 403 and "is gesloten" in await response.text()


async def test_changed_groups_end_the_sessions_of_before(desk: TestClient) -> None:
    await sign_in(desk, "anna")
    before = {"Cookie": f"balie={desk.session.cookie_jar.filter_cookies(desk.make_url('/balie'))['balie'].value}"}
    async with desk.app[ENGINE].begin() as connection:
        await connection.execute(update(staff).where(staff.c.login.like("anna%")).values(role="coordinator"))
    desk.session.cookie_jar.clear_domain("127.0.0.1")
    await sign_in(desk, "anna")
    assert (await desk.get("/balie", allow_redirects=False)).status == 200
    desk.session.cookie_jar.clear_domain("127.0.0.1")
    assert (await desk.get("/balie", headers=before, allow_redirects=False)).status == 303


async def test_an_account_that_was_made_for_them_becomes_theirs(desk: TestClient) -> None:
    made = await desk.app[ACCOUNTS].add(
        "anna@noordwijk.example", "A. de Wit", Role.COLLEAGUE, {"kcc"}, "duin", made=True
    )
    await sign_in(desk, "anna")
    account = await account_of(desk, "anna@noordwijk.example")
    assert (account.colleague.id, account.directory) == (made.id, True)
    assert account.colleague.departments == {"burgerzaken"}
    refused = await desk.post("/balie/inloggen", data={"login": "anna@noordwijk.example", "password": "duin"})
    assert refused.status == 403


async def test_an_address_that_the_directory_does_not_vouch_for_opens_nobodys_account(desk: TestClient) -> None:
    await desk.app[ACCOUNTS].add("bo@noordwijk.example", "Bo", Role.ADMINISTRATOR, password="zee-en-duin")
    response = await sign_in(desk, "bo")
    assert response.status == 403 and "Er is al een account" in await response.text()


async def test_another_browser_cannot_use_the_answer(desk: TestClient) -> None:
    address = await go(desk, "anna")
    # This browser now waits for the answer to a question of its own.
    await desk.get("/balie/inloggen/gemeente", allow_redirects=False)
    response = await come_back(desk, address)
    assert response.status == 403 and "Begin opnieuw" in await response.text()
    desk.session.cookie_jar.clear()
    assert (await come_back(desk, address)).status == 400


async def test_an_answer_opens_the_desk_once(desk: TestClient) -> None:
    address = await go(desk, "anna")
    cookie = {"Cookie": _waiting(desk)}
    assert (await come_back(desk, address)).status == 200
    desk.session.cookie_jar.clear()
    again = await desk.get(URL(address).raw_path_qs, headers=cookie, allow_redirects=False)
    assert again.status == 403


async def test_a_code_without_our_verifier_is_worth_nothing(desk: TestClient) -> None:
    stolen = URL(await go(desk, "anna")).query["code"]
    own = URL((await desk.get("/balie/inloggen/gemeente", allow_redirects=False)).headers["Location"]).query["state"]
    response = await desk.get(BACK, params={"code": stolen, "state": own}, allow_redirects=False)
    assert response.status == 403


@pytest.mark.parametrize("query", ["", "?error=access_denied", "?code=x&state=y", "?state=%00&code=%ff", "?iss=x"])
async def test_whatever_comes_back_has_a_kind_answer(desk: TestClient, query: str) -> None:
    await desk.get("/balie/inloggen/gemeente", allow_redirects=False)
    response = await desk.get(BACK + query, allow_redirects=False)
    assert response.status == 403 and "Begin opnieuw" in await response.text()
    assert await lines(desk) == [("sign-in refused", None, "Met het gemeente-account: een antwoord dat niet klopt")]


async def test_wrong_answers_do_not_fill_the_log(desk: TestClient) -> None:
    for _ in range(8):
        await desk.get("/balie/inloggen/gemeente", allow_redirects=False)
        assert (await desk.get(BACK, allow_redirects=False)).status == 403
    assert len(await lines(desk)) == 5


def _waiting(desk: TestClient) -> str:
    cookies = desk.session.cookie_jar.filter_cookies(desk.make_url("/balie"))
    return f"balie-gemeente={cookies['balie-gemeente'].value}"


@pytest.fixture
async def without(settings: Settings, aiohttp_client: Callable[..., Awaitable[TestClient]]) -> TestClient:
    return await aiohttp_client(init_app(with_directory(settings, "http://localhost:9", SITE)))


async def test_a_directory_that_is_down(without: TestClient) -> None:
    response = await without.get("/balie/inloggen/gemeente", allow_redirects=False)
    assert response.status == 503 and "lukt nu niet" in await response.text()


@pytest.mark.parametrize("path", ["/balie/inloggen/gemeente", BACK])
async def test_a_desk_without_a_directory(front: TestClient, path: str) -> None:
    assert (await front.get(path)).status == 404
    assert "gemeente-account" not in await (await front.get("/balie/inloggen")).text()
