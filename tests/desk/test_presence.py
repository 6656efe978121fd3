"""Saying that one is there, and seeing who else is."""

from datetime import timedelta

import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy import select

from bot.desk.cookies import COOKIE
from bot.desk.sessions import Sessions
from bot.messages.rows import utc_now
from bot.storage.desk_tables import audit_log, desk_sessions
from bot.web.keys import ENGINE, PRESENCE
from tests.desk.conftest import SignIn


async def test_saying_so_and_taking_it_back(front: TestClient, sign_in_as: SignIn) -> None:
    _, headers = await sign_in_as("burgerzaken")
    _, bo = await sign_in_as("burgerzaken", name="Bo Smit")
    said = await front.post(
        "/balie/aanwezig", data={"available": "yes", "back": "/balie"}, headers=headers, allow_redirects=False
    )
    assert (said.status, said.headers["Location"]) == (303, "/balie")
    assert "Je bent er<" in await (await front.get("/balie", headers=headers)).text()
    assert "Anna de Wit" in await (await front.get("/balie/aanwezig", headers=bo)).text()
    await front.post("/balie/aanwezig", data={"available": "no"}, headers=headers)
    assert await front.app[PRESENCE].by_department(utc_now()) == {}
    async with front.app[ENGINE].connect() as connection:
        written = list(await connection.scalars(select(audit_log.c.what)))
    assert written == ["present", "absent"]


async def test_who_signs_out_has_to_say_it_again(front: TestClient, sign_in_as: SignIn) -> None:
    anna, headers = await sign_in_as("kcc")
    await front.post("/balie/aanwezig", data={"available": "yes"}, headers=headers)
    await front.post("/balie/uitloggen", headers=headers)
    token = await Sessions(front.app[ENGINE]).start(anna, utc_now())
    again = {"Cookie": f"{COOKIE}={token}"}
    assert "Je bent er niet<" in await (await front.get("/balie", headers=again)).text()
    beat = await front.post("/balie/aanwezig/hartslag", headers=again)
    assert await beat.json() == {"available": False}
    assert not await front.app[PRESENCE].by_department(utc_now())


async def test_another_departments_colleagues_are_not_named(front: TestClient, sign_in_as: SignIn) -> None:
    anna, _ = await sign_in_as("burgerzaken")
    _, other = await sign_in_as("kcc", name="Bo Smit")
    await front.app[PRESENCE].say(anna.id, True, utc_now())
    page = await (await front.get("/balie/aanwezig", headers=other)).text()
    assert "Anna de Wit" not in page and "Burgerzaken" not in page


async def test_the_browser_lets_hear_of_itself_without_keeping_the_session_alive(
    front: TestClient, sign_in_as: SignIn
) -> None:
    _, headers = await sign_in_as("kcc")

    async def used() -> object:
        async with front.app[ENGINE].connect() as connection:
            return await connection.scalar(select(desk_sessions.c.used_at))

    beat = await front.post("/balie/aanwezig/hartslag", headers=headers)
    assert await beat.json() == {"available": False}
    as_json = {**headers, "Accept": "application/json"}
    await front.post("/balie/aanwezig", data={"available": "yes"}, headers=as_json)
    past = utc_now() - timedelta(minutes=10)
    async with front.app[ENGINE].begin() as connection:
        await connection.execute(desk_sessions.update().values(used_at=past))
    beat = await front.post("/balie/aanwezig/hartslag", headers=headers)
    assert await beat.json() == {"available": True} and await used() == past
    await front.get("/balie", headers=headers)
    assert await used() != past


@pytest.mark.parametrize("back", ["https://kwaad.example", "//kwaad.example", "/balie/..\\kwaad", "/baliex", ""])
async def test_the_way_back_stays_inside(front: TestClient, sign_in_as: SignIn, back: str) -> None:
    _, headers = await sign_in_as("kcc")
    said = await front.post("/balie/aanwezig", data={"back": back}, headers=headers, allow_redirects=False)
    assert said.headers["Location"] == "/balie/aanwezig"
