"""The audit log, and the page where administrators read it."""

from datetime import datetime, timedelta, timezone

import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.desk.audit import AuditLog, Wanted
from bot.desk.staff import Colleague, Role
from bot.web.keys import ENGINE
from tests.desk.conftest import SignIn
from tests.desk.world import MARK, handover, visitor

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=timezone.utc)
ANNA, BO = (Colleague(name, name, f"{name} de Wit", Role.COLLEAGUE) for name in ("Anna", "Bo"))
LOG = "/balie/beheer/logboek"


@pytest.fixture
async def log(engine: AsyncEngine) -> AuditLog:
    written = AuditLog(engine)
    for day, who, subject in ((0, ANNA, "K4P-7WD"), (1, BO, "K4P-7WD"), (2, ANNA, "LLL-LL4"), (2, BO, None)):
        await written.write(who, "read", subject, NOW + timedelta(days=day))
    return written


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), [4, 3, 2, 1]),
        (Wanted(who="anna"), [3, 1]),
        (Wanted(subject="k4p"), [2, 1]),
        (Wanted(who="Bo", subject="K4P-7WD"), [2]),
        (Wanted(who="%"), []),
        (Wanted(begins=NOW + timedelta(days=1), ends=NOW + timedelta(days=2)), [2]),
        (Wanted(before=3), [2, 1]),
    ],
)
async def test_filters(log: AuditLog, wanted: Wanted, found: list[int]) -> None:
    assert [line.id for line in await log.read(wanted, 100)] == found


async def test_a_day_begins_and_ends_where_the_municipality_is(front: TestClient, sign_in_as: SignIn) -> None:
    _, headers = await sign_in_as(role=Role.ADMINISTRATOR)
    log = AuditLog(front.app[ENGINE])
    # In winter, 23:00 and 22:59 are midnight and a minute before it there.
    for subject, at in (("erop", datetime(2026, 1, 14, 23, 0)), ("ervoor", datetime(2026, 1, 14, 22, 59))):
        await log.write(ANNA, "read", subject, at.replace(tzinfo=timezone.utc))
    page = await (await front.get(LOG, params={"dag": "2026-01-15"}, headers=headers)).text()
    assert "erop" in page and "ervoor" not in page and "15-01-2026 00:00" in page


@pytest.mark.parametrize(
    "query", ["dag=31-31-2026", "dag=0001-01-01", "voor=-1", "voor=x", "wie=%00", "dag=9999-12-31"]
)
async def test_an_odd_filter(front: TestClient, sign_in_as: SignIn, query: str) -> None:
    _, headers = await sign_in_as(role=Role.ADMINISTRATOR)
    assert (await front.get(f"{LOG}?{query}", headers=headers)).status == 200


async def test_older_lines_on_the_next_page(front: TestClient, sign_in_as: SignIn) -> None:
    _, headers = await sign_in_as(role=Role.ADMINISTRATOR)
    for number in range(101):
        await AuditLog(front.app[ENGINE]).write(ANNA, "read", f"nr{number:03}", NOW)
    first = await (await front.get(LOG, params={"wie": "anna de"}, headers=headers)).text()
    assert "nr100" in first and "nr000" not in first and "voor=2" in first
    second = await (await front.get(f"{LOG}?wie=anna+de&voor=2", headers=headers)).text()
    assert "nr000" in second and "nr001" not in second and "Oudere" not in second


async def test_who_did_not_get_in(front: TestClient, sign_in_as: SignIn) -> None:
    _, headers = await sign_in_as(role=Role.ADMINISTRATOR)
    for login in ("Beheerder", "zee-en-duin"):
        await front.post("/balie/inloggen", data={"login": login, "password": "fout"})
    page = await (await front.get(LOG, headers=headers)).text()
    assert page.count("Kon niet inloggen") == 2 and page.count(">beheerder<") == 1 and "zee-en-duin" not in page


async def test_it_never_holds_what_a_resident_said(front: TestClient) -> None:
    written = await handover(front)
    who = await visitor(front, "Beheer", Role.ADMINISTRATOR)
    await front.get(f"/balie/overdrachten/{written.reference}", headers=who.headers)
    page = await (await front.get(LOG, headers=who.headers)).text()
    assert "Las een overdracht of gesprek" in page and written.reference in page and MARK not in page
