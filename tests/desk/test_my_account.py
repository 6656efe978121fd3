"""One's own account."""

import re

import pytest
from aiohttp.test_utils import TestClient

from bot.desk.access import ACCOUNTS
from bot.desk.passwords import weakness
from bot.desk.staff import Role
from bot.messages.rows import utc_now
from tests.desk.conftest import SignIn

OLD, NEW = "zee-en-duin", "paraplu wortel fjord zeven"


async def enter(front: TestClient, agent: str = "Mozilla/5.0 (X11; Linux) Firefox/140.0") -> dict[str, str]:
    """Sign in as the first administrator in a browser of one's own."""
    form = {"login": "beheerder", "password": OLD}
    response = await front.post("/balie/inloggen", data=form, headers={"User-Agent": agent}, allow_redirects=False)
    front.session.cookie_jar.clear()
    return {"Cookie": f"balie={response.cookies['balie'].value}"}


async def test_a_new_password_signs_out_everywhere_else(front: TestClient) -> None:
    here, there = await enter(front), await enter(front)
    form = {"current": OLD, "new": NEW, "again": NEW}
    page = await (await front.post("/balie/mijn/wachtwoord", data=form, headers=here)).text()
    assert "Je wachtwoord is veranderd" in page
    for headers in (here, there):
        front.session.cookie_jar.clear()
        assert (await front.get("/balie", headers=headers, allow_redirects=False)).status == 303
    assert await front.app[ACCOUNTS].sign_in("beheerder", NEW, utc_now())


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"current": OLD, "new": "kort", "again": "kort"}, "minstens 12"),
        ({"current": OLD, "new": "wachtwoord123", "again": "wachtwoord123"}, "te makkelijk"),
        ({"current": OLD, "new": "beheerderbeheerder", "again": "beheerderbeheerder"}, "te makkelijk"),
        ({"current": OLD, "new": NEW, "again": NEW + "!"}, "niet hetzelfde"),
        ({"current": "fout", "new": NEW, "again": NEW}, "niet je wachtwoord van nu"),
        ({"current": NEW, "new": NEW, "again": NEW}, "een ander wachtwoord"),
        ({}, "minstens 12"),
    ],
)
async def test_a_password_that_will_not_do(front: TestClient, form: dict[str, str], sentence: str) -> None:
    headers = await enter(front)
    response = await front.post("/balie/mijn/wachtwoord", data=form, headers=headers)
    page = await response.text()
    assert response.status == 422 and sentence in page
    assert not any(value in page for value in form.values())
    assert await front.app[ACCOUNTS].sign_in("beheerder", OLD, utc_now())


async def test_who_found_an_open_screen_cannot_go_on_guessing(front: TestClient) -> None:
    headers = await enter(front)
    form = {"current": "fout", "new": NEW, "again": NEW}
    for _ in range(5):
        await front.post("/balie/mijn/wachtwoord", data=form, headers=headers)
    page = await (await front.post("/balie/mijn/wachtwoord", data=form | {"current": OLD}, headers=headers)).text()
    assert "klopte te vaak niet" in page


async def test_an_address_that_guesses_waits_whoever_is_signed_in(front: TestClient, sign_in_as: SignIn) -> None:
    here = await enter(front)
    _, anna = await sign_in_as("kcc")
    form = {"current": "fout", "new": NEW, "again": NEW}
    for _ in range(5):
        await front.post("/balie/mijn/wachtwoord", data=form, headers=anna)
    page = await (await front.post("/balie/mijn/wachtwoord", data=form | {"current": OLD}, headers=here)).text()
    assert "Wacht een minuut" in page


async def test_seeing_and_ending_ones_sessions(front: TestClient) -> None:
    here = await enter(front)
    there = await enter(front, "Mozilla/5.0 (iPhone; CPU) AppleWebKit Safari/604.1")
    page = await (await front.get("/balie/mijn", headers=here)).text()
    assert "Firefox op Linux" in page and "Safari op een iPhone" in page
    (other,) = re.findall(r'name="session" value="([0-9a-f]{64})"', page)
    page = await (await front.post("/balie/mijn/sessies", data={"session": other}, headers=here)).text()
    assert "Daar ben je uitgelogd" in page and "iPhone" not in page
    assert (await front.get("/balie", headers=there, allow_redirects=False)).status == 303


async def test_signing_out_everywhere_else(front: TestClient) -> None:
    here, there = await enter(front), await enter(front)
    await front.post("/balie/mijn/sessies", headers=here)
    assert (await front.get("/balie", headers=here, allow_redirects=False)).status == 200
    assert (await front.get("/balie", headers=there, allow_redirects=False)).status == 303


async def test_nobody_ends_anothers_session(front: TestClient, sign_in_as: SignIn) -> None:
    here = await enter(front)
    await enter(front)
    page = await (await front.get("/balie/mijn", headers=here)).text()
    (session,) = re.findall(r'name="session" value="([0-9a-f]{64})"', page)
    _, anna = await sign_in_as("kcc", role=Role.COLLEAGUE)
    await front.post("/balie/mijn/sessies", data={"session": session}, headers=anna)
    assert session in await (await front.get("/balie/mijn", headers=here)).text()


@pytest.mark.parametrize(
    ("password", "good"),
    [(NEW, True), ("x" * 12, False), ("anna-de-wit-1", False), ("Noordwijk2026!", False), ("k7Rw-92hd-qPzx", True)],
)
async def test_passwords_that_others_would_guess(password: str, good: bool) -> None:
    assert (await weakness(password, "Anna de Wit", "anna@noordwijk.example") is None) == good


async def test_a_very_long_one_takes_no_long_time() -> None:
    assert await weakness(NEW * 30) is None
    assert "hoogstens" in (await weakness("x" * 100_000) or "")
