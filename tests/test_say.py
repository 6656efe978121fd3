"""`python -m bot say` against a front that runs, with a stand-in for Rasa behind it."""

import stat
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer, unused_port

from bot import commands
from bot.municipality import Municipality
from bot.say import NotRunning, say
from bot.settings import Settings
from tests.fake_rasa import FakeRasa, reply

Client = TestClient[web.Request, web.Application]
Say = Callable[..., Awaitable[list[str]]]

COUNTRIES = [
    {"label": "Spanje", "answer": {"payload": "ES"}},
    {"label": "Turkije", "answer": {"payload": "TR"}},
]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.say.QUIET_FOR", 0.1)


def at(settings: Settings, port: int) -> Settings:
    return settings.copy(update={"port": port})


@pytest.fixture
def talk(front: Client, settings: Settings) -> Say:
    """Says something in the conversation "jan", or another."""
    return lambda text, name="jan": say(at(settings, front.server.port or 0), name, text)


def asks_where(message: dict[str, Any]) -> list[dict[str, Any]]:
    chosen = (message["choice"] or {}).get("payload")
    return [reply(f"Leuk, {chosen}!")] if chosen else [reply("Waarheen?\nKies een land.", COUNTRIES)]


async def test_a_new_conversation_begins_with_the_welcome(talk: Say, municipality: Municipality) -> None:
    lines = await talk("hoi")
    assert lines[-1] == "Je zei: hoi"
    assert "\n".join(lines[:-1]) == municipality.welcome


async def test_a_conversation_goes_on_by_its_name(talk: Say, rasa: FakeRasa) -> None:
    await talk("een")
    assert await talk("twee") == ["Je zei: twee"]
    await talk("drie", "piet")
    assert [turn["text"] for turn in rasa.turns] == ["een", "twee", "drie"]
    first, second, other = (turn["conversation"] for turn in rasa.turns)
    assert first == second != other


async def test_options_are_numbered(talk: Say, rasa: FakeRasa) -> None:
    await talk("hoi")
    rasa.answer = asks_where
    assert await talk("op reis") == ["Waarheen?", "Kies een land.", "  1. Spanje", "  2. Turkije"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("1", "ES"), ("2", "TR"), (" 2 ", "TR"), ("0", None), ("3", None), ("²", None), ("12 juli", None)],
)
async def test_a_number_chooses(talk: Say, rasa: FakeRasa, typed: str, said: str | None) -> None:
    rasa.answer = asks_where
    await talk("op reis")
    await talk(typed)
    assert (rasa.turns[-1]["choice"] or {}).get("payload") == said
    if said is None:
        assert rasa.turns[-1]["text"] == typed


async def test_a_number_is_a_number_when_there_is_nothing_to_choose(talk: Say, rasa: FakeRasa) -> None:
    rasa.answer = asks_where
    await talk("op reis")
    await talk("2")
    await talk("2")
    assert (rasa.turns[-1]["text"], rasa.turns[-1]["choice"]) == ("2", None)


async def test_every_reply_is_printed(talk: Say, rasa: FakeRasa) -> None:
    await talk("hoi")
    rasa.answer = lambda _: [reply("een"), reply("twee"), reply("drie")]
    assert await talk("tel") == ["een", "twee", "drie"]


async def test_what_is_refused_is_said(talk: Say, rasa: FakeRasa) -> None:
    await talk("hoi")
    assert await talk("  ") == ["Typ eerst een bericht."]
    assert await talk("verder") == ["Je zei: verder"]


@pytest.mark.parametrize("name", ["../../jan", "/etc/jan", "..", "jan en piet", ""])
async def test_a_name_is_never_a_path(talk: Say, settings: Settings, tmp_path: Path, name: str) -> None:
    def elsewhere() -> set[Path]:
        return {path for path in tmp_path.parent.rglob("*.json") if path.parent != settings.var_dir / "say"}

    before = elsewhere()
    await talk("een", name)
    assert await talk("twee", name) == ["Je zei: twee"]
    [file] = (settings.var_dir / "say").iterdir()
    assert file.name.endswith(".json")
    assert elsewhere() == before


async def test_only_the_owner_can_read_the_token(talk: Say, settings: Settings) -> None:
    await talk("hoi")
    [file] = (settings.var_dir / "say").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_a_conversation_that_is_gone_begins_anew(talk: Say, settings: Settings) -> None:
    await talk("hoi")
    [file] = (settings.var_dir / "say").iterdir()
    file.write_text('{"token": "vergeten", "position": 3, "options": []}')
    assert (await talk("hoi"))[-1] == "Je zei: hoi"


@pytest.fixture
async def another_server() -> AsyncIterator[TestServer]:
    """Something else that listens on the port."""
    server = TestServer(web.Application())
    await server.start_server()
    yield server
    await server.close()


async def test_something_else_on_the_port(settings: Settings, another_server: TestServer) -> None:
    with pytest.raises(NotRunning, match="draait niet"):
        await say(at(settings, another_server.port or 0), "jan", "hoi")


def test_when_noor_does_not_run(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    port = unused_port()
    assert commands.say(at(settings, port), "jan", "hoi") == 1
    assert capsys.readouterr() == ("", f"Noor draait niet op poort {port}: start haar met `make run`.\n")


async def test_when_noor_does_not_answer(talk: Say, rasa: FakeRasa, monkeypatch: pytest.MonkeyPatch) -> None:
    await talk("hoi")
    monkeypatch.setattr("bot.say.ANSWER_WITHIN", 0.1)
    rasa.delay = 0.3
    with pytest.raises(NotRunning, match="antwoordde niet"):
        await talk("hallo?")
