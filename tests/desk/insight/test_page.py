"""The page with figures, and the file for a spreadsheet."""

import csv
import io
from datetime import datetime, timezone

import pytest
from aiohttp.test_utils import TestClient

from bot.desk.insight.charts import chart, top_of
from bot.desk.insight.figures import Figures, Spread
from bot.desk.insight.presenting import COLUMNS, NOTHING, TOO_FEW, as_csv, harmless, hours, number, share
from bot.desk.staff import Role
from bot.handover.wishes import Ended, Wish, WishId, WishStore
from bot.web.keys import ENGINE, MUNICIPALITY
from tests.desk.conftest import SignIn


async def some_wishes(front: TestClient) -> None:
    """Today: 2 to burgerzaken, 1 to kcc, 1 answered."""
    store = WishStore(front.app[ENGINE], front.app[MUNICIPALITY])
    for place, department in enumerate(("burgerzaken", "burgerzaken", "kcc", None)):
        ended = Ended.HANDED_OVER if department else Ended.ANSWERED
        one = Wish(id=WishId(f"c{place}", "1", "travel"), outcome="x", ended=ended, department=department)
        await store.write(one, datetime.now(timezone.utc))


async def read_csv(front: TestClient, who: dict[str, str], query: str = "per=afdeling") -> list[dict[str, str]]:
    response = await front.get(f"/balie/inzicht.csv?{query}", headers=who)
    assert response.status == 200 and response.content_type == "text/csv"
    assert "attachment" in response.headers["Content-Disposition"]
    return list(csv.DictReader(io.StringIO((await response.read()).decode("utf-8-sig")), delimiter=";"))


async def test_only_coordinators_and_administrators(front: TestClient, sign_in_as: SignIn) -> None:
    _, anna = await sign_in_as("burgerzaken")
    for path in ("/balie/inzicht", "/balie/inzicht.csv"):
        assert (await front.get(path, headers=anna)).status == 404


async def test_each_figure_stands_on_the_page_with_what_it_means(front: TestClient, sign_in_as: SignIn) -> None:
    await some_wishes(front)
    _, cas = await sign_in_as(role=Role.ADMINISTRATOR)
    page = await (await front.get("/balie/inzicht", headers=cas)).text()
    for column in COLUMNS:
        assert column.name in page and column.meaning in page
    assert '<option value="geen">' in page  # Nothing is chosen by itself.
    assert "<svg" in page and "style=" not in page and "<style" not in page


async def test_a_coordinator_sees_their_own_departments(front: TestClient, sign_in_as: SignIn) -> None:
    await some_wishes(front)
    _, bo = await sign_in_as("kcc", role=Role.COORDINATOR)
    _, cas = await sign_in_as(role=Role.ADMINISTRATOR, name="Cas Vos")
    assert {row["Afdeling"]: row["Wensen"] for row in await read_csv(front, cas)} == {
        "Burgerzaken": "2", "Geen afdeling": "1", "Klantcontactcentrum": "1",
    }  # fmt: skip
    assert {row["Afdeling"] for row in await read_csv(front, bo)} == {"Geen afdeling", "Klantcontactcentrum"}
    assert "Burgerzaken" not in await (await front.get("/balie/inzicht", headers=bo)).text()
    assert (await front.get("/balie/inzicht?afdeling=burgerzaken", headers=bo)).status == 404


async def test_the_file_has_what_was_chosen(front: TestClient, sign_in_as: SignIn) -> None:
    await some_wishes(front)
    _, cas = await sign_in_as(role=Role.ADMINISTRATOR)
    rows = await read_csv(front, cas, "per=dag&afdeling=burgerzaken")
    assert len(rows) == 28 and sum(int(row["Wensen"]) for row in rows) == 2
    assert list(rows[0]) == ["Dag", *(column.name for column in COLUMNS)]
    assert (await front.get("/balie/inzicht.csv?per=onzin", headers=cas)).status == 404


@pytest.mark.parametrize(
    "query",
    [
        "van=onzin",
        "van=2026-02-01&tot=2026-01-01",
        "van=2020-01-01&tot=2026-01-01",
        "van=9999-12-01&tot=9999-12-31",
        "van=0001-01-01&tot=0001-01-31",
    ],
)
async def test_a_period_that_cannot_be_is_told_kindly(front: TestClient, sign_in_as: SignIn, query: str) -> None:
    _, cas = await sign_in_as(role=Role.ADMINISTRATOR)
    page = await (await front.get(f"/balie/inzicht?{query}", headers=cas)).text()
    assert 'role="alert"' in page and "laatste vier weken" in page


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_no_spreadsheet_takes_a_cell_for_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"
    [_, line] = csv.reader(io.StringIO(as_csv("Dag", [(text, Figures())]), newline=""), delimiter=";")
    assert line[0] == f"'{text}"


def test_numbers_as_they_are_written_in_dutch() -> None:
    assert (number(12345), number(2.25, 1), number(None)) == ("12.345", "2,2", NOTHING)
    assert (hours(9000), share(1, 3), share(0, 0)) == ("2,5 uur", "33%", NOTHING)


def test_of_few_people_nothing_is_said() -> None:
    """Four ratings or times are too few, five are enough."""
    read = {column.name: column.read for column in COLUMNS}
    few = Figures(rated=4, rated_good=4, times={"answer_clock": Spread(60, 60, 4)})
    enough = Figures(rated=5, rated_good=4, times={"answer_clock": Spread(3600, 7200, 5)})
    for name, said in (("Vond het goed", "80%"), ("Eerste antwoord, mediaan (klokuren)", "1,0 uur")):
        assert (read[name](few), read[name](enough)) == (TOO_FEW, said)


@pytest.mark.parametrize(("most", "top"), [(0, 2), (1, 2), (2, 2), (3, 10), (9, 10), (11, 20), (21, 50), (501, 1000)])
def test_the_axis_ends_at_a_round_number(most: int, top: int) -> None:
    assert top_of(most) == top


def test_bars_are_as_long_as_their_numbers() -> None:
    """The highest bar is 6 + 2 = 8, so the axis goes to 10: a part of 6 is 60% of it, and one of 2 follows there."""
    drawn = chart(("a", "b"), [("ma", (6, 2)), ("di", (0, 1))])
    assert drawn.bars[0].parts == [(0, 60), (60, 20)]
    assert drawn.bars[1].parts == [(0, 0), (0, 10)]
    assert (drawn.bars[0].at, drawn.bars[0].width, drawn.bars[1].at) == (7.5, 35, 57.5)
    assert drawn.ticks == [(0, 0), (5, 50), (10, 100)]
