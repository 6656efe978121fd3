"""Searching at the desk: what is found is shown with each hit marked, and nothing of others."""

from urllib.parse import quote

import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy import select

from bot.desk.highlight import excerpts, mark_hits
from bot.storage.desk_tables import audit_log
from bot.web.keys import ENGINE
from tests.desk.conftest import SignIn
from tests.desk.test_pages import hand_over
from tests.desk.test_work_list import REFERENCES, page


def test_hits_are_marked_and_all_else_is_escaped() -> None:
    marked = mark_hits("Café <b>De Duin</b> & duinroos", ("cafe", "duin"))
    assert str(marked) == (
        '<mark class="hit">Café</mark> &lt;b&gt;De <mark class="hit">Duin</mark>&lt;/b&gt; &amp; '
        '<mark class="hit">duinroos</mark>'
    )


def test_the_lines_with_the_most_words_are_shown_and_cut_around_the_first() -> None:
    text = "een fiets\nfiets en paspoort\n" + "ver weg " * 40 + "vrijdag " + "en verder " * 40
    first, second = excerpts(text, ("paspoort", "fiets", "vrijdag"))
    assert first == '<mark class="hit">fiets</mark> en <mark class="hit">paspoort</mark>'
    assert second.startswith("… ver weg") and '<mark class="hit">vrijdag</mark>' in second and second.endswith(" …")
    assert len(second) < 260
    assert excerpts(text, ("niets",)) == [] == excerpts("", ("x",))


@pytest.mark.both_databases
async def test_a_colleague_finds_what_was_said_and_the_log_knows_of_it(front: TestClient, sign_in_as: SignIn) -> None:
    _, burgerzaken = await sign_in_as("burgerzaken")
    _, kcc = await sign_in_as("kcc", name="Bo Smit")
    chat, written = await hand_over(front)
    await chat.say("Het staat in de <i>Zéédistelstraat</i>")
    shown = await page(front, burgerzaken, "/balie/zoeken?q=zeedistel+bsn")
    assert REFERENCES.findall(shown) == [written.reference] and "<i>" not in shown
    assert '&lt;i&gt;<mark class="hit">Zéédistelstraat</mark>' in shown
    nothing = await page(front, kcc, "/balie/zoeken?q=zeedistel")
    assert REFERENCES.findall(nothing) == [] and "niets gevonden" in nothing
    await page(front, burgerzaken, "/balie/zoeken?q=06-12345678")
    async with front.app[ENGINE].connect() as connection:
        logged = (await connection.execute(select(audit_log).where(audit_log.c.what == "searched"))).all()
    assert [(row.who, row.detail) for row in logged] == [
        ("Anna de Wit", "zeedistel bsn"),
        ("Bo Smit", "zeedistel"),
        ("Anna de Wit", "[telefoonnummer]"),
    ]


async def test_a_reference_as_it_was_heard(front: TestClient, sign_in_as: SignIn) -> None:
    _, session = await sign_in_as("burgerzaken")
    _, written = await hand_over(front)
    heard = written.reference.lower().replace("-", " ")
    assert REFERENCES.findall(await page(front, session, f"/balie/zoeken?q={quote(heard)}")) == [written.reference]


async def test_older_ones_are_a_page_further(front: TestClient, sign_in_as: SignIn) -> None:
    _, session = await sign_in_as("burgerzaken")
    made = [(await hand_over(front))[1].reference for _ in range(21)]
    first = await page(front, session, "/balie/zoeken?q=vrijdag")
    assert REFERENCES.findall(first) == made[:0:-1] and "Toon oudere" in first
    rest = await page(front, session, "/balie/zoeken?q=vrijdag&voor=2")
    assert REFERENCES.findall(rest) == made[:1] and "Toon oudere" not in rest


@pytest.mark.parametrize("typed", ["", '"', "(", "%00", "😀", "a" * 2000, "' OR 1=1", "<script>"])
async def test_whatever_is_typed_gets_an_answer(front: TestClient, sign_in_as: SignIn, typed: str) -> None:
    _, session = await sign_in_as("burgerzaken")
    response = await front.get("/balie/zoeken", params={"q": typed, "voor": typed}, headers=session)
    assert response.status == 200 and "<script>" not in await response.text()
