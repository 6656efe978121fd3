"""Starting the Rasa process: what stops it, and what it starts with."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import rasa.core.run
from rasa.core.actions.action import RemoteAction
from rasa.core.tracker_store import FailSafeTrackerStore

from bot.dialogue import server
from bot.dialogue.tracker_store import IncrementalTrackerStore

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("NOOR_RASA_SECRET", "geheim")
    monkeypatch.setenv("NOOR_ACTIONS_URL", "http://127.0.0.1:6055")
    monkeypatch.setenv("NOOR_RASA_URL", "http://127.0.0.1:6005")


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the model is looked for; there is none yet."""
    path = tmp_path / "noor-1.tar.gz"
    monkeypatch.setattr(server, "model_path", lambda: path)
    return path


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What Rasa was told to serve. Everything that starting changes is put back."""
    for name in ("_validate_action_result", "_action_call_format", "run"):
        monkeypatch.setattr(RemoteAction, name, getattr(RemoteAction, name))
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(rasa.core.run, "serve_application", lambda **options: told.append(options))
    return told


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    out, err = capsys.readouterr()
    assert out == ""
    [line] = err.splitlines()
    return line


def test_without_a_secret(
    model: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], served: list[dict[str, Any]]
) -> None:
    monkeypatch.delenv("NOOR_RASA_SECRET")
    assert server.main() == 2
    assert one_line(capsys).startswith("NOOR_RASA_SECRET: ")
    assert served == []


def test_a_wrong_setting(model: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("NOOR_RASA_URL", "nergens")
    assert server.main() == 2
    assert one_line(capsys).startswith("NOOR_RASA_URL: ")


def test_without_a_model(model: Path, capsys: pytest.CaptureFixture[str], served: list[dict[str, Any]]) -> None:
    assert server.main() == 2
    assert "make train" in one_line(capsys)
    assert served == []


def test_what_it_serves(model: Path, served: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]) -> None:
    model.write_text("model")
    stock = RemoteAction.run
    assert server.main() == 0
    [told] = served
    assert (told["model_path"], told["interface"], told["port"]) == (str(model), "127.0.0.1", 6005)
    assert told["enable_api"] is False
    assert told["endpoints"].action.url == "http://127.0.0.1:6055/webhook"
    assert told["endpoints"].action.token == "geheim"
    assert RemoteAction.run is not stock
    assert "spaCy model" in capsys.readouterr().out


@pytest.mark.parametrize("wrapped", [True, False])
async def test_rasa_keeps_no_conversation_in_memory_only(store: IncrementalTrackerStore, wrapped: bool) -> None:
    given = FailSafeTrackerStore(store) if wrapped else store
    agent = SimpleNamespace(tracker_store=given, processor=SimpleNamespace(tracker_store=given))
    await server._without_fallback(SimpleNamespace(ctx=SimpleNamespace(agent=agent)), None)
    assert agent.tracker_store is agent.processor.tracker_store is store
