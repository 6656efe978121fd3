"""The front as a whole: pages, headers, health, figures, starting and stopping."""

import logging
import socket

import pytest
from aiohttp.test_utils import TestClient
from aiohttp.test_utils import TestServer as Server
from async_timeout import timeout

from bot.app import init_app, run_front
from bot.datafile import DataError
from bot.settings import Settings, SettingsError
from bot.web.access_log import AccessLogger
from bot.web.keys import HANDOVERS, LOG
from tests.chat import Chat
from tests.fake_rasa import FakeRasa


async def test_the_chat_page(front: TestClient) -> None:
    page = await front.get("/")
    assert page.status == 200 and "Noor" in await page.text()
    assert (await front.get("/noor-chat.js")).content_type.endswith("javascript")
    assert (await front.get("/static/desk/base.css")).content_type == "text/css"


@pytest.mark.parametrize("path", ["/", "/noor-chat.js", "/healthz", "/nergens", "/api/nergens", "/balie/inloggen"])
async def test_every_answer_is_guarded(front: TestClient, path: str) -> None:
    headers = (await front.get(path)).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
    assert f"frame-ancestors '{'none' if path.startswith('/balie') else 'self'}'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == ("same-origin" if path.startswith("/balie") else "no-referrer")
    assert "Server" not in headers


@pytest.mark.parametrize("path", ["/", "/voorbeeld"])
async def test_no_script_on_our_pages_can_turn_text_into_markup(front: TestClient, path: str) -> None:
    policy = (await front.get(path)).headers["Content-Security-Policy"]
    assert "require-trusted-types-for 'script'" in policy and "trusted-types 'none'" in policy


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nergens", 404),
        ("GET", "/static/chat/../../settings.py", 404),
        ("GET", "/static/chat/%2e%2e/website.py", 404),
        ("POST", "/", 405),
        ("PUT", "/api/chat/messages", 405),
        ("GET", "/api/nergens", 404),
    ],
)
async def test_what_is_not_there(front: TestClient, method: str, path: str, status: int) -> None:
    response = await front.request(method, path)
    assert response.status == status
    if path.startswith("/api/"):
        assert (await response.json())["error"]["message"].endswith(".")


async def test_a_fault_of_ours_shows_nothing_of_it(
    front: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("geheime binnenkant")

    monkeypatch.setattr(front.app[LOG], "start", broken)
    response = await front.post("/api/chat/conversations")
    assert response.status == 500
    assert "geheime" not in await response.text() and "Traceback" not in await response.text()
    assert "geheime binnenkant" in caplog.text


async def test_alive_and_ready(front: TestClient, rasa: FakeRasa) -> None:
    assert (await front.get("/healthz")).status == 200
    ready = await front.get("/readyz")
    assert (ready.status, await ready.json()) == (200, {"rasa": True, "actions": True, "database": True})
    await rasa.stop()
    ready = await front.get("/readyz")
    assert (ready.status, await ready.json()) == (503, {"rasa": False, "actions": False, "database": True})


async def test_figures(front: TestClient) -> None:
    chat = await Chat.begin(front)
    await chat.say("hallo")
    await chat.messages(3)
    await front.get("/nergens")
    figures = (await (await front.get("/metrics")).text()).splitlines()
    assert 'noor_turns_total{result="answered"} 1.0' in figures
    assert "noor_turn_seconds_count 1.0" in figures
    assert "noor_messages_pending 0.0" in figures
    assert 'noor_http_errors_total{status="404"} 1.0' in figures


async def test_a_restart_loses_nothing(settings: Settings, rasa: FakeRasa) -> None:
    await rasa.stop()
    async with TestClient(Server(init_app(settings))) as front:
        chat = await Chat.begin(front)
        await chat.say("hallo")
    await rasa.start()
    async with TestClient(Server(init_app(settings))) as front:
        chat.client = front
        assert (await chat.texts(3))[1:] == ["hallo", "Je zei: hallo"]


async def test_stopping_does_not_wait_for_readers(settings: Settings) -> None:
    front = TestClient(Server(init_app(settings)))
    await front.start_server()
    chat = await Chat.begin(front)
    async with chat.events() as events:
        await anext(events)
        async with timeout(3):
            await front.server.close()
    await front.close()


async def test_handovers_are_at_hand(front: TestClient) -> None:
    assert await front.app[HANDOVERS].of("nobody") == []


def test_no_secret_no_start(settings: Settings) -> None:
    with pytest.raises(SettingsError, match="NOOR_RASA_SECRET"):
        init_app(settings.copy(update={"rasa_secret": None}))


def test_no_municipality_no_start(settings: Settings, tmp_path) -> None:
    with pytest.raises(DataError, match=r"nergens\.yml"):
        init_app(settings.copy(update={"municipality_file": tmp_path / "nergens.yml"}))


def test_a_taken_port_is_one_line(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"^PORT: cannot listen on 127\.0\.0\.1:{port}: "):
            run_front(settings.copy(update={"host": "127.0.0.1", "port": port}))


@pytest.mark.parametrize(("name", "reason"), [("broken.db", "not a database"), ("folder.db", "unable to open")])
def test_a_database_that_is_none_is_one_line(settings: Settings, tmp_path, name: str, reason: str) -> None:
    (tmp_path / "broken.db").write_bytes(b"this is no database" * 100)
    (tmp_path / "folder.db").mkdir()
    broken = settings.copy(update={"database_url": f"sqlite:///{tmp_path}/{name}"})
    with pytest.raises(SettingsError, match=rf"^DATABASE_URL: the database cannot be used: [^\n]*{reason}"):
        run_front(broken)


async def test_the_access_log_keeps_no_query(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "aiohttp.access")
    server = Server(init_app(settings))
    await server.start_server(access_log_class=AccessLogger)
    async with TestClient(server) as client:
        await client.get("/healthz")
        await client.get("/?naam=Jan%0ARegel")
        await client.get("/pad%0Aregel")
    lines = [record.getMessage() for record in caplog.records if record.name == "aiohttp.access"]
    assert [line.split(" ")[:3] for line in lines] == [
        ["GET", "/", "200"],
        ["GET", "/pad%0Aregel", "404"],
    ]
