"""What somebody may try who wants in at the desk, or something of it."""

import html
from collections.abc import Awaitable, Callable

import pytest
from aiohttp.test_utils import TestClient
from yarl import URL

from bot.app import init_app
from bot.desk.access import safe_way
from bot.desk.cookies import COOKIE
from bot.desk.sessions import Sessions
from bot.desk.staff import Role
from bot.messages.rows import utc_now
from bot.settings import Settings
from bot.web.keys import ENGINE, LOG
from tests.desk.conftest import SignIn
from tests.desk.world import handover, visitor

SIGN_OUT = "/balie/uitloggen"
FORM = {"login": "beheerder", "password": "zee-en-duin"}


@pytest.fixture
async def bare(settings: Settings, aiohttp_client: Callable[..., Awaitable[TestClient]]) -> TestClient:
    """A front, and a client that sends nothing that a test did not say."""
    return await aiohttp_client(init_app(settings))


@pytest.fixture
async def private(settings: Settings, aiohttp_client: Callable[..., Awaitable[TestClient]]) -> TestClient:
    """A front that people reach over https."""
    app = init_app(settings.copy(update={"secure_cookies": True}))
    return await aiohttp_client(app, headers={"Sec-Fetch-Site": "same-origin"})


@pytest.mark.parametrize(
    ("headers", "let_in"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "OWN"}, False),
        ({"Origin": "OWN"}, True),
        ({"Origin": "https://kwaad.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "OWN.kwaad.example"}, False),
        ({}, False),
    ],
)
async def test_a_form_is_taken_from_our_own_pages_only(bare: TestClient, headers: dict[str, str], let_in: bool) -> None:
    who = await visitor(bare, "anna", Role.COLLEAGUE, "kcc")
    own = str(bare.make_url("")).rstrip("/")
    sent = {name: value.replace("OWN", own) for name, value in headers.items()} | dict(who.headers)
    assert (await bare.post(SIGN_OUT, headers=sent, allow_redirects=False)).status == (303 if let_in else 403)
    signed_in = (await bare.get("/balie", headers=who.headers, allow_redirects=False)).status == 200
    assert signed_in is not let_in


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
async def test_no_other_method_slips_through(bare: TestClient, method: str) -> None:
    who = await visitor(bare, "anna", Role.COLLEAGUE, "kcc")
    headers = {"Sec-Fetch-Site": "cross-site", **who.headers}
    assert (await bare.request(method, SIGN_OUT, headers=headers)).status == 403


async def test_reading_changes_nothing(front: TestClient) -> None:
    who = await visitor(front, "anna", Role.COLLEAGUE, "kcc")
    response = await front.get(SIGN_OUT, headers=who.headers)
    assert (response.status, response.headers["Allow"]) == (405, "POST")
    assert (await front.get("/balie", headers=who.headers, allow_redirects=False)).status == 200


async def test_a_session_that_somebody_planted_is_not_taken(front: TestClient) -> None:
    planted = {"Cookie": f"{COOKIE}={'x' * 43}"}
    response = await front.post("/balie/inloggen", data=FORM, headers=planted, allow_redirects=False)
    assert response.cookies[COOKIE].value != "x" * 43
    front.session.cookie_jar.clear()
    assert (await front.get("/balie", headers=planted, allow_redirects=False)).status == 303


async def test_signing_in_ends_what_the_browser_had_before(front: TestClient) -> None:
    before = await visitor(front, "anna", Role.COLLEAGUE, "kcc")
    await front.post("/balie/inloggen", data=FORM, headers=before.headers, allow_redirects=False)
    front.session.cookie_jar.clear()
    assert (await front.get("/balie", headers=before.headers, allow_redirects=False)).status == 303


async def test_a_cookie_that_nobody_else_can_set_or_read(private: TestClient) -> None:
    response = await private.post("/balie/inloggen", data=FORM, allow_redirects=False)
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-balie=") and "Domain" not in cookie
    for part in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"):
        assert part in cookie.split("; ")
    token = cookie.split(";")[0].partition("=")[2]
    # A subdomain could set one without the prefix.
    for name, status in (("balie", 303), ("__Host-balie", 200)):
        headers = {"Cookie": f"{name}={token}"}
        assert (await private.get("/balie", headers=headers, allow_redirects=False)).status == status


async def test_signing_out_throws_the_cookie_away(private: TestClient) -> None:
    who = await visitor(private, "anna", Role.COLLEAGUE, "kcc")
    headers = {"Cookie": who.headers["Cookie"].replace("balie=", "__Host-balie=")}
    response = await private.post(SIGN_OUT, headers=headers, allow_redirects=False)
    assert "Secure" in response.headers["Set-Cookie"] and "Max-Age=0" in response.headers["Set-Cookie"]
    assert response.headers["Clear-Site-Data"] == '"cache"'


@pytest.mark.parametrize("cookie", ["", "x", "%00", "é", "x" * 5000, '"; drop table staff; --'])
async def test_whatever_stands_in_the_cookie_lets_nobody_in(front: TestClient, cookie: str) -> None:
    response = await front.get("/balie", headers={"Cookie": f"{COOKIE}={cookie}"}, allow_redirects=False)
    assert response.status == 303


NASTY = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}"


async def test_markup_in_what_people_say_and_are_called_is_text(front: TestClient) -> None:
    written = await handover(front)
    await front.app[LOG].accept(written.conversation_id, "m2", NASTY)
    who = await visitor(front, NASTY[:100], Role.ADMINISTRATOR)
    for path in ("/balie", f"/balie/overdrachten/{written.reference}", "/balie/mijn", "/balie/beheer/medewerkers"):
        page = await (await front.get(path, headers=who.headers)).text()
        assert "<script>alert" not in page and "<img src=x" not in page
        assert html.escape("<script>alert(1)</script>") in page
    page = await (await front.get("/balie/beheer/logboek", params={"wie": NASTY}, headers=who.headers)).text()
    assert "<script>alert" not in page and "<img src=x" not in page


async def test_no_page_may_be_shown_within_another_or_be_kept(front: TestClient, sign_in_as: SignIn) -> None:
    written = await handover(front)
    _, headers = await sign_in_as(role=Role.ADMINISTRATOR)
    for path in ("/balie/inloggen", "/balie", f"/balie/overdrachten/{written.reference}", "/balie/niets"):
        sent = (await front.get(path, headers=headers)).headers
        assert "frame-ancestors 'none'" in sent["Content-Security-Policy"]
        assert (
            "script-src 'self';" in sent["Content-Security-Policy"] and "unsafe" not in sent["Content-Security-Policy"]
        )
        assert sent["Cache-Control"] == "no-store" and sent["Referrer-Policy"] == "same-origin"
        assert sent["Cross-Origin-Resource-Policy"] == "same-origin" and sent["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("way", "leads_to"),
    [
        ("/balie/overdrachten/K4P-7WD", "/balie/overdrachten/K4P-7WD"),
        ("/balie/zoeken?q=paspoort&afdeling=kcc", "/balie/zoeken?q=paspoort&afdeling=kcc"),
        ("https://kwaad.example/balie", "/balie"),
        ("//kwaad.example/balie", "/balie"),
        ("/balie@kwaad.example", "/balie"),
        ("/balie.kwaad.example", "/balie"),
        ("/balie\\..\\..", "/balie"),
        ("/balie/\r\nSet-Cookie: balie=x", "/balie"),
        ("/balie/<script>", "/balie"),
        ("javascript:alert(1)", "/balie"),
        ("/api/chat/conversations", "/balie"),
        ("", "/balie"),
        ("/balie/" + "x" * 1000, "/balie"),
    ],
)
async def test_signing_in_leads_nowhere_else(front: TestClient, way: str, leads_to: str) -> None:
    assert safe_way(way) == leads_to
    response = await front.post("/balie/inloggen", data=FORM | {"naar": way}, allow_redirects=False)
    assert response.headers["Location"] == leads_to


async def test_after_signing_in_one_is_where_a_link_led(front: TestClient) -> None:
    response = await front.get("/balie/overdrachten/K4P-7WD?van=mail", allow_redirects=False)
    form = await (await front.get(response.headers["Location"])).text()
    assert 'name="naar" value="/balie/overdrachten/K4P-7WD?van=mail"' in form


async def test_a_link_in_a_mail_works_although_the_browser_kept_the_cookie_back(front: TestClient) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    response = await front.get("/balie/overdrachten/K4P-7WD?a=1&copy=2", headers=headers, allow_redirects=False)
    assert response.status == 200
    assert 'content="0; url=/balie/overdrachten/K4P-7WD?a=1&amp;copy=2"' in await response.text()


@pytest.mark.parametrize("header", [{"Sec-Fetch-Dest": "empty"}, {"Noor-Script": "1"}])
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_script_is_told_that_the_session_is_over(
    front: TestClient, header: dict[str, str], method: str
) -> None:
    """Over plain http browsers do not say that a script asks, so the scripts do."""
    assert (await front.request(method, "/balie", headers=header, allow_redirects=False)).status == 401


async def test_after_a_form_that_came_too_late_one_signs_in_to_its_page(front: TestClient) -> None:
    for page, way in (("/balie/teksten?wijzig=3", "/balie/teksten?wijzig=3"), ("/api/chat", "/balie"), ("", "/balie")):
        headers = {"Referer": str(front.make_url(page))} if page else {}
        response = await front.post("/balie/teksten", headers=headers, allow_redirects=False)
        assert URL(response.headers["Location"]).query.get("naar", "/balie") == way


@pytest.mark.parametrize("page", ["http://[", "http://a:b/c", "http://x:99999/"])
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_page_that_cannot_be_leads_to_the_form_like_any_other(
    front: TestClient, method: str, page: str
) -> None:
    response = await front.request(method, "/balie", headers={"Referer": page}, allow_redirects=False)
    assert (response.status, response.headers["Location"]) == (303, "/balie/inloggen")


async def test_who_lost_their_rights_is_out_at_the_next_click(front: TestClient, sign_in_as: SignIn) -> None:
    bo, headers = await sign_in_as("kcc", name="Bo")
    token = await Sessions(front.app[ENGINE]).start(bo, utc_now())
    await Sessions(front.app[ENGINE]).end_all(bo.id)
    for cookie in (headers, {"Cookie": f"{COOKIE}={token}"}):
        assert (await front.get("/balie", headers=cookie, allow_redirects=False)).status == 303


@pytest.mark.parametrize("content_type", ["multipart/form-data", "application/x-www-form-urlencoded; charset=x"])
async def test_a_body_that_is_no_form(front: TestClient, content_type: str) -> None:
    response = await front.post("/balie/inloggen", data=b"\xff\x00", headers={"Content-Type": content_type})
    assert response.status in (400, 403)
