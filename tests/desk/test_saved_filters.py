"""Filters that a colleague keeps."""

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient

from tests.desk.conftest import SignIn
from tests.desk.test_work_list import page

pytestmark = pytest.mark.both_databases


async def keep(front: TestClient, session: dict[str, str], name: str, query: str = "spoed=acuut") -> ClientResponse:
    form = {"name": name, "filter": query}
    return await front.post("/balie/filters", data=form, headers=session, allow_redirects=False)


async def test_a_filter_is_kept_under_its_name_for_its_owner_only(front: TestClient, sign_in_as: SignIn) -> None:
    _, anna = await sign_in_as("burgerzaken")
    _, bo = await sign_in_as("burgerzaken", name="Bo Smit")
    kept = await keep(front, anna, "Eerst <b>dit</b>", "spoed=acuut&status=nieuw&onzin=1")
    assert (kept.status, kept.headers["Location"]) == (303, "/balie?status=nieuw&spoed=acuut")
    shown = await page(front, anna)
    assert "Eerst &lt;b&gt;dit&lt;/b&gt;" in shown and 'href="/balie?status=nieuw&amp;spoed=acuut"' in shown
    assert "Eerst" not in await page(front, bo) and "Eerst" not in await page(front, bo, "/balie/filters")


async def test_the_same_name_again_takes_its_place(front: TestClient, sign_in_as: SignIn) -> None:
    _, anna = await sign_in_as("burgerzaken")
    await keep(front, anna, "Mijn filter", "spoed=acuut")
    await keep(front, anna, " Mijn filter\x00 ", "spoed=laag")
    shown = await page(front, anna, "/balie/filters")
    assert shown.count("Mijn filter</a>") == 1 and "Laag" in shown and "Acuut" not in shown


async def test_only_ones_own_can_be_removed(front: TestClient, sign_in_as: SignIn) -> None:
    _, anna = await sign_in_as("burgerzaken")
    _, bo = await sign_in_as("burgerzaken", name="Bo Smit")
    await keep(front, anna, "Mijn filter")
    address = "/balie/filters/1/verwijderen"
    assert (await front.post(address, headers=bo, allow_redirects=False)).status == 404
    assert (await front.post(address, headers=anna, allow_redirects=False)).status == 303
    assert (await front.post(address, headers=anna, allow_redirects=False)).status == 404
    assert "Mijn filter" not in await page(front, anna)


async def test_what_is_wrong_is_said(front: TestClient, sign_in_as: SignIn) -> None:
    _, anna = await sign_in_as("burgerzaken")
    nameless = await keep(front, anna, " \n ")
    assert nameless.status == 400 and "Geef het filter een naam" in await nameless.text()
    for number in range(20):
        assert (await keep(front, anna, f"Filter {number}")).status == 303
    full = await keep(front, anna, "Nog een")
    assert full.status == 400 and "Verwijder er eerst een" in await full.text()
