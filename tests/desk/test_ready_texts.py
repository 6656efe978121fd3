"""Ready-made answers: who manages which, and how they are used."""

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient

from bot.desk.ready_texts import ReadyTexts
from bot.desk.staff import Role
from bot.web.keys import ENGINE
from tests.desk.conftest import SignIn
from tests.desk.handovers import Session, page
from tests.desk.test_pages import hand_over

TEXT = {"department": "burgerzaken", "title": "Ontvangen", "text": "Dag, {meldnummer} is er. {afdeling}, {naam}"}


async def save(front: TestClient, session: Session, path: str = "/balie/teksten", **fields: str) -> ClientResponse:
    headers = {**session, "Sec-Fetch-Site": "same-origin"}
    return await front.post(path, data=fields, headers=headers, allow_redirects=False)


def texts(front: TestClient) -> ReadyTexts:
    return ReadyTexts(front.app[ENGINE])


async def test_used_with_what_is_of_the_handover_filled_in(front: TestClient, sign_in_as: SignIn) -> None:
    _, handover = await hand_over(front)
    _, carla = await sign_in_as("burgerzaken", "kcc", role=Role.COORDINATOR, name="Carla Vos")
    assert (await save(front, carla, **TEXT)).status == 303
    assert (await save(front, carla, **TEXT | {"department": "kcc", "title": "Van een ander"})).status == 303
    _, anna = await sign_in_as("burgerzaken")
    html = await page(front, anna, handover)
    assert f"Dag, {handover.reference} is er. Burgerzaken, Anna de Wit" in html
    assert "Van een ander" not in html


async def test_changed_and_thrown_away(front: TestClient, sign_in_as: SignIn) -> None:
    _, carla = await sign_in_as("burgerzaken", role=Role.COORDINATOR)
    await save(front, carla, **TEXT)
    [one] = await texts(front).of(["burgerzaken"])
    html = await (await front.get(f"/balie/teksten?wijzig={one.id}", headers=carla)).text()
    assert "{meldnummer} is er" in html and f'value="{one.id}"' in html
    await save(front, carla, **TEXT | {"number": str(one.id), "text": "Nieuw."})
    [changed] = await texts(front).of(["burgerzaken"])
    assert (changed.id, changed.text) == (one.id, "Nieuw.")
    await save(front, carla, "/balie/teksten/weg", number=str(one.id))
    assert await texts(front).of(["burgerzaken"]) == []


async def test_a_coordinator_manages_only_their_departments(front: TestClient, sign_in_as: SignIn) -> None:
    _, admin = await sign_in_as(role=Role.ADMINISTRATOR, name="Baas")
    _, carla = await sign_in_as("burgerzaken", role=Role.COORDINATOR)
    await save(front, admin, **TEXT | {"department": "kcc", "title": "Kcc"})
    await save(front, admin, **TEXT | {"department": "", "title": "Allen"})
    both = await texts(front).of(["kcc"])
    assert len(both) == 2
    html = await (await front.get("/balie/teksten", headers=carla)).text()
    assert "Kcc" not in html and "Allen" not in html
    for one in both:
        assert (await front.get(f"/balie/teksten?wijzig={one.id}", headers=carla)).status == 404
        assert (await save(front, carla, "/balie/teksten/weg", number=str(one.id))).status == 404
        assert (await save(front, carla, **TEXT | {"number": str(one.id)})).status == 404
    for department in ("", "kcc", "nergens"):
        assert (await save(front, carla, **TEXT | {"department": department})).status == 409
    assert len(await texts(front).of(["kcc", "burgerzaken"])) == 2


async def test_a_colleague_manages_none(front: TestClient, sign_in_as: SignIn) -> None:
    _, anna = await sign_in_as("burgerzaken")
    assert (await front.get("/balie/teksten", headers=anna)).status == 404
    assert (await save(front, anna, **TEXT)).status == 404
    assert (await save(front, anna, "/balie/teksten/weg", number="1")).status == 404


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": " "}, "Geef de tekst een naam."),
        ({"title": "x" * 101}, "past niet"),
        ({"text": ""}, "Typ de tekst."),
        ({"text": "x" * 4001}, "Er passen er 4000 in."),
        ({"text": "bsn 123456782"}, "burgerservicenummer"),
    ],
)
async def test_what_is_missing(front: TestClient, sign_in_as: SignIn, change: dict[str, str], sentence: str) -> None:
    _, carla = await sign_in_as("burgerzaken", role=Role.COORDINATOR)
    refused = await save(front, carla, **TEXT | change)
    html = await refused.text()
    assert refused.status == 409 and sentence in html and 'aria-invalid="true"' in html
    assert await texts(front).of(["burgerzaken"]) == []
