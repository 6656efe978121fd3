"""Putting up an emergency notice at the desk."""

import asyncio
import re

import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy import select

from bot.desk.staff import Role
from bot.storage.desk_tables import audit_log
from bot.web.keys import ENGINE, NOTICES
from tests.chat import Chat
from tests.desk.conftest import SignIn

PAGE, TEXT = "/balie/noodbericht", "Kook het <drinkwater>."


async def test_it_is_seen_first_then_put_up_and_ended(front: TestClient, sign_in_as: SignIn) -> None:
    _, admin = await sign_in_as(role=Role.ADMINISTRATOR)
    chat = await Chat.begin(front)
    preview = await front.post(PAGE, data={"text": TEXT, "do": "preview"}, headers=admin)
    page = await preview.text()
    assert preview.status == 200 and "Zo ziet het eruit" in page and "Kook het &lt;drinkwater&gt;." in page
    assert await front.app[NOTICES].newest() == []

    await front.post(PAGE, data={"text": TEXT, "do": "put_up"}, headers=admin)
    assert (await chat.texts(2))[1] == TEXT
    page = await (await front.get(PAGE, headers=admin)).text()
    assert "Dit geldt nu" in page
    end = re.search(r'action="(/balie/noodbericht/\d+/einde)"', page)
    assert end is not None
    await front.post(end[1], headers=admin)
    assert "Dit geldt nu" not in await (await front.get(PAGE, headers=admin)).text()
    assert (await front.post(end[1], headers=admin)).status == 404
    async with front.app[ENGINE].connect() as connection:
        assert list(await connection.scalars(select(audit_log.c.what))) == ["notice put up", "notice ended"]


@pytest.mark.parametrize("role", [Role.COLLEAGUE, Role.COORDINATOR])
async def test_only_administrators(front: TestClient, sign_in_as: SignIn, role: Role) -> None:
    _, headers = await sign_in_as("kcc", role=role)
    assert (await front.get(PAGE, headers=headers)).status == 404
    assert (await front.post(PAGE, data={"text": TEXT, "do": "put_up"}, headers=headers)).status == 404
    assert (await front.post(f"{PAGE}/1/einde", headers=headers)).status == 404
    assert await front.app[NOTICES].newest() == []


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        ({"text": " "}, "Typ eerst wat iedereen moet weten."),
        ({"text": "x" * 501}, "De tekst heeft 501 tekens."),
        ({"text": TEXT, "begins": "morgen"}, "Vul een datum en een tijd in"),
        ({"text": TEXT, "ends": "2020-01-01T10:00"}, "Het einde moet later zijn"),
        ({"text": TEXT, "begins": "2030-01-02T10:00", "ends": "2030-01-02T09:00"}, "Het einde moet later zijn"),
        ({"text": TEXT, "begins": "2020-01-01T10:00", "ends": "2020-01-02T10:00"}, "Het einde moet later zijn"),
        ({"text": TEXT, "begins": "0001-01-01T00:00"}, "Vul een datum en een tijd in"),
        ({"text": TEXT, "ends": "9999-12-31T23:59"}, "Vul een datum en een tijd in"),
    ],
)
async def test_what_is_wrong_is_said_at_the_place(
    front: TestClient, sign_in_as: SignIn, form: dict[str, str], problem: str
) -> None:
    _, admin = await sign_in_as(role=Role.ADMINISTRATOR)
    answer = await front.post(PAGE, data={**form, "do": "put_up"}, headers=admin)
    assert answer.status == 422 and problem in await answer.text()
    assert await front.app[NOTICES].newest() == []


async def test_times_are_the_municipalitys_own(front: TestClient, sign_in_as: SignIn) -> None:
    _, admin = await sign_in_as(role=Role.ADMINISTRATOR)
    form = {"text": TEXT, "begins": "2030-07-01T10:00", "ends": "2030-07-01T12:00", "do": "put_up"}
    await front.post(PAGE, data=form, headers=admin)
    [notice] = await front.app[NOTICES].newest()
    assert notice.begins_at.isoformat() == "2030-07-01T08:00:00+00:00"
    page = await (await front.get(PAGE, headers=admin)).text()
    assert "Dit komt nog" in page and "01-07-2030 10:00" in page


@pytest.mark.parametrize("times", [{}, {"begins": "2030-07-01T10:00", "ends": "2030-07-01T12:00"}])
async def test_a_double_click_puts_it_up_once(front: TestClient, sign_in_as: SignIn, times: dict[str, str]) -> None:
    _, admin = await sign_in_as(role=Role.ADMINISTRATOR)
    clicks = [front.post(PAGE, data={"text": TEXT, "do": "put_up"} | times, headers=admin) for _ in range(2)]
    assert {click.status for click in await asyncio.gather(*clicks)} == {200}
    assert len(await front.app[NOTICES].newest()) == 1
    async with front.app[ENGINE].connect() as connection:
        assert list(await connection.scalars(select(audit_log.c.what))) == ["notice put up"]


async def test_the_same_words_for_another_time_are_another_notice(front: TestClient, sign_in_as: SignIn) -> None:
    _, admin = await sign_in_as(role=Role.ADMINISTRATOR)
    for day in ("01", "02"):
        form = {"text": TEXT, "begins": f"2030-07-{day}T10:00", "ends": f"2030-07-{day}T12:00", "do": "put_up"}
        await front.post(PAGE, data=form, headers=admin)
    assert len(await front.app[NOTICES].newest()) == 2
