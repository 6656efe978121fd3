"""The desk, signed in and not, against a running front."""

import re
from datetime import datetime, timedelta, timezone
from io import BytesIO

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient
from sqlalchemy import update
from yarl import URL

from bot.handover.record import FactLine, Handover, NewHandover
from bot.storage.desk_tables import desk_sessions
from bot.web.keys import ENGINE, HANDOVERS, LOG
from tests.chat import Chat
from tests.fake_rasa import FakeRasa, reply
from tests.privacy.photos import photo

PATHS = ["/balie", "/balie/overdrachten/K4P-7WD", "/balie/uitloggen", "/balie/bestaat/niet"]


async def sign_in(front: TestClient, password: str = "zee-en-duin", **headers: str) -> ClientResponse:
    form = {"login": "beheerder", "password": password}
    return await front.post("/balie/inloggen", data=form, headers=headers, allow_redirects=False)


async def hand_over(front: TestClient, **change: object) -> tuple[Chat, Handover]:
    """A conversation with a handover."""
    chat = await Chat.begin(front)
    await chat.say("ik ga op reis, mijn bsn is 123456782")
    conversation_id = await front.app[LOG].conversation_of(chat.headers["Authorization"].removeprefix("Bearer "))
    fields = {
        "conversation_id": conversation_id,
        "message_id": "1",
        "goal": "travel",
        "goal_label": "Op reis gaan",
        "outcome": "urgent_passport",
        "department": "burgerzaken",
        "urgency": "high",
        "products": ("Paspoort",),
        "summary": "Vliegt <b>vrijdag</b> naar Turkije.",
        "question": "Spoedpaspoort aanvragen",
        "facts": (FactLine("destination", "Land", "Turkije", "turkye"),),
        "decided_by": ("destination",),
        "contact": "phone",
    }
    written = await front.app[HANDOVERS].write(NewHandover(**fields | change), datetime.now(timezone.utc))
    return chat, written


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("cookie", [None, "onzin"])
async def test_signed_out_everything_leads_to_the_form(front: TestClient, path: str, cookie: str | None) -> None:
    headers = {"Cookie": f"balie={cookie}"} if cookie else {}
    for method in ("GET", "POST"):
        response = await front.request(method, path, headers=headers, allow_redirects=False)
        assert response.status == 303
        assert URL(response.headers["Location"]).path == "/balie/inloggen"


async def test_signing_in_and_out(front: TestClient) -> None:
    response = await sign_in(front)
    assert (response.status, response.headers["Location"]) == (303, "/balie")
    cookie = response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and "Max-Age=36000" in cookie
    page = await front.get("/balie")
    assert page.status == 200 and "<h1>Werklijst</h1>" in await page.text()
    kept = {"Cookie": cookie.split(";")[0]}
    left = await front.post("/balie/uitloggen", allow_redirects=False)
    assert "Je bent uitgelogd." in await (await front.get(left.headers["Location"])).text()
    assert (await front.get("/balie", headers=kept, allow_redirects=False)).status == 303


async def test_a_session_ends_after_its_time(front: TestClient) -> None:
    await sign_in(front)
    past = datetime.now(timezone.utc) - timedelta(seconds=1)
    async with front.app[ENGINE].begin() as connection:
        await connection.execute(update(desk_sessions).values(expires_at=past))
    assert (await front.get("/balie", allow_redirects=False)).status == 303


async def test_only_hashes_of_sessions_are_kept(front: TestClient, tmp_path) -> None:
    token = (await sign_in(front)).cookies["balie"].value
    assert token.encode() not in b"".join(file.read_bytes() for file in tmp_path.glob("noor.db*"))


async def test_a_wrong_password(front: TestClient) -> None:
    response = await sign_in(front, "fout")
    assert response.status == 403 and "klopt niet" in await response.text()
    assert "Set-Cookie" not in response.headers


async def test_after_five_wrong_ones_even_the_right_one_waits(front: TestClient) -> None:
    assert [(await sign_in(front, "fout")).status for _ in range(5)] == [403] * 5
    response = await sign_in(front)
    assert response.status == 429 and "Wacht een minuut" in await response.text()


async def test_right_ones_do_not_count(front: TestClient) -> None:
    assert {(await sign_in(front)).status for _ in range(7)} == {303}


async def test_a_form_of_another_site_is_refused(front: TestClient) -> None:
    assert (await sign_in(front, **{"Sec-Fetch-Site": "cross-site"})).status == 403


@pytest.mark.parametrize("form", [{}, {"password": ""}, {"password": "x" * 100_000}])
async def test_a_form_without_a_password(front: TestClient, form: dict[str, str]) -> None:
    assert (await front.post("/balie/inloggen", data=form)).status == 403


async def test_a_file_instead_of_a_password(front: TestClient) -> None:
    assert (await front.post("/balie/inloggen", data={"password": BytesIO(b"zee-en-duin")})).status == 403


async def test_the_list_shows_each_handover(front: TestClient) -> None:
    _, written = await hand_over(front)
    await sign_in(front)
    page = await (await front.get("/balie")).text()
    for seen in (written.reference, "Burgerzaken", "Hoog", "Op reis gaan", "&lt;b&gt;vrijdag"):
        assert seen in page


async def test_the_page_of_one_handover(front: TestClient, rasa: FakeRasa) -> None:
    rasa.answer = lambda _: [reply("Hoe kunnen we je bereiken?", question="contact")]
    chat, written = await hand_over(front)
    await chat.messages(3)
    await chat.say("bel maar: 06 12345678")
    await sign_in(front)
    page = await (await front.get(f"/balie/overdrachten/{written.reference}")).text()
    assert "+31612345678" in page and "Turkije" in page and "Spoedpaspoort" in page
    assert '<mark class="masked">[bsn]</mark>' in page and '<mark class="masked">[telefoonnummer]</mark>' in page
    assert "123456782" not in page and "<b>vrijdag" not in page


async def test_a_reference_as_it_was_read_aloud(front: TestClient) -> None:
    _, written = await hand_over(front)
    await sign_in(front)
    aloud = written.reference.replace("-", " ").lower()
    assert (await front.get(f"/balie/overdrachten/{aloud}")).status == 200


@pytest.mark.parametrize("reference", ["ZZZ-ZZZ", "x", "%00", "..%2f..", "K4P-7WD'--"])
async def test_an_unknown_reference(front: TestClient, reference: str) -> None:
    await sign_in(front)
    assert (await front.get(f"/balie/overdrachten/{reference}")).status == 404


async def test_nothing_of_the_desk_is_kept_by_a_browser(front: TestClient) -> None:
    await sign_in(front)
    for path in ("/balie", "/balie/inloggen", "/balie/nergens"):
        response = await front.get(path)
        assert response.headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]


async def test_staff_see_the_photo_and_the_place(front: TestClient) -> None:
    chat, handover = await hand_over(front)
    await front.post("/api/chat/photos?id=foto", data=photo("JPEG"), headers=chat.headers)
    await chat.post(id="plek", place={"latitude": 52.2455, "longitude": 4.4305, "accuracy": 12})
    await sign_in(front)
    page = await (await front.get(f"/balie/overdrachten/{handover.reference}")).text()
    assert "52.24550, 4.43050 (op 12 meter nauwkeurig)" in page
    address = re.search(r'src="(/balie/[^"]+/foto/[0-9a-f]{32})"', page)
    assert address is not None
    shown = await front.get(address[1])
    assert (shown.status, shown.content_type) == (200, "image/jpeg")


async def test_a_photo_is_shown_with_its_own_handover_only_and_only_to_staff(front: TestClient) -> None:
    chat, _ = await hand_over(front)
    _, other = await hand_over(front)
    await front.post("/api/chat/photos?id=foto", data=photo("JPEG"), headers=chat.headers)
    photo_id = next(m["photo"]["id"] for m in await chat.messages(4) if m["photo"])
    address = f"/balie/overdrachten/{other.reference}/foto/{photo_id}"
    assert (await front.get(address, allow_redirects=False)).status == 303
    await sign_in(front)
    assert (await front.get(address)).status == 404
