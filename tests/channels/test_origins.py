"""Other websites: those in the settings may use the chat, others may not, and a cookie goes only where it can."""

import pytest
from aiohttp.test_utils import TestClient

from bot.app import init_app
from bot.settings import Settings

KNOWN = "https://www.noordwijk.example"
CALLS = [("POST", "/api/chat/conversations"), ("GET", "/api/chat/conversations"), ("GET", "/api/chat/events")]


@pytest.fixture
async def known_front(settings: Settings, aiohttp_client) -> TestClient:
    return await aiohttp_client(init_app(settings.copy(update={"allowed_origins": f"{KNOWN} https://x.example:8443"})))


@pytest.mark.parametrize("origin", ["https://kwaad.example", "null", f"{KNOWN}.kwaad.example", f"{KNOWN}:444", "x"])
@pytest.mark.parametrize(("method", "path"), CALLS)
async def test_an_unknown_website_is_refused(known_front: TestClient, method: str, path: str, origin: str) -> None:
    response = await known_front.request(method, path, headers={"Origin": origin})
    assert response.status == 403
    assert (await response.json())["error"]["code"] == "unknown_website"
    # So that its visitors read why there is no chat.
    assert response.headers["Access-Control-Allow-Origin"] == origin
    assert response.headers["Vary"] == "Origin"


@pytest.mark.parametrize("origin", [KNOWN, "https://x.example:8443"])
async def test_a_known_website_may_ask_and_read(known_front: TestClient, origin: str) -> None:
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    before = await known_front.options("/api/chat/messages", headers=asked)
    assert before.status == 204
    assert "Authorization" in before.headers["Access-Control-Allow-Headers"]
    response = await known_front.post("/api/chat/conversations", headers={"Origin": origin})
    assert response.status == 201
    assert response.headers["Access-Control-Allow-Origin"] == origin


async def test_errors_can_be_read_by_a_known_website_too(known_front: TestClient) -> None:
    response = await known_front.post("/api/chat/messages", headers={"Origin": KNOWN})
    assert response.status == 401
    assert response.headers["Access-Control-Allow-Origin"] == KNOWN
    assert response.headers["Access-Control-Expose-Headers"] == "Retry-After"


async def test_our_own_pages_need_no_setting(front: TestClient) -> None:
    own = str(front.make_url("/")).rstrip("/")
    response = await front.post("/api/chat/conversations", headers={"Origin": own, "Sec-Fetch-Site": "same-origin"})
    assert response.status == 201 and "noor" in response.cookies


async def test_our_public_address_is_ours_behind_a_proxy(settings: Settings, aiohttp_client) -> None:
    front = await aiohttp_client(init_app(settings.copy(update={"public_url": "https://noor.example"})))
    response = await front.post("/api/chat/conversations", headers={"Origin": "https://noor.example"})
    assert response.status == 201


@pytest.mark.parametrize(
    ("site", "origin", "cookie"),
    [
        ("same-site", KNOWN, True),
        ("cross-site", KNOWN, False),
        (None, KNOWN, False),
        (None, None, True),
        ("none", None, True),
    ],
)
async def test_the_cookie_is_given_only_where_it_comes_back(
    known_front: TestClient, site: str | None, origin: str | None, cookie: bool
) -> None:
    headers = {name: value for name, value in (("Sec-Fetch-Site", site), ("Origin", origin)) if value}
    response = await known_front.post("/api/chat/conversations", headers=headers)
    assert ((await response.json())["cookie"], "noor" in response.cookies) == (cookie, cookie)


async def test_the_desk_is_no_business_of_other_websites(known_front: TestClient) -> None:
    response = await known_front.get("/balie/inloggen", headers={"Origin": KNOWN})
    assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.parametrize("path", ["/", "/healthz", "/balie/inloggen", "/api/nergens"])
async def test_an_unknown_website_reads_nothing_but_the_refusal(known_front: TestClient, path: str) -> None:
    response = await known_front.get(path, headers={"Origin": "https://kwaad.example"})
    assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.parametrize(("path", "kind"), [("/noor-chat.js", "text/javascript"), ("/noor-chat.css", "text/css")])
async def test_any_website_may_load_the_script_and_the_styles(front: TestClient, path: str, kind: str) -> None:
    response = await front.get(path, headers={"Origin": "https://kwaad.example"})
    assert response.content_type == kind
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    again = await front.get(path, headers={"If-None-Match": response.headers["ETag"]})
    assert again.status == 304
