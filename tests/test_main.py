"""`python -m bot`: which command runs, and that what goes wrong is one line and an exit code."""

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot import commands, processes
from bot.__main__ import main
from bot.datafile import DataError, Problem
from bot.dialogue import training
from bot.goals.catalogue import CatalogueError
from bot.settings import Settings, SettingsError

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def default_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NOOR_VAR", str(tmp_path))
    monkeypatch.delenv("PORT", raising=False)


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The command that ran, and what it was given."""
    calls: list[Any] = []

    def record(module: Any, name: str) -> None:
        def command(*given: Any) -> int:
            calls.append((name, *given))
            return 7

        monkeypatch.setattr(module, name, command)

    for name in ("train", "parse", "say", "front", "desk_password"):
        record(commands, name)
    record(processes, "run")
    return calls


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        pytest.param(["train"], ("train", False), id="train"),
        pytest.param(["train", "--if-needed"], ("train", True), id="train if needed"),
        pytest.param(["parse"], ("parse", "stdin"), id="parse"),
        pytest.param(["say", "--conversation", "jan", "hoi"], ("say", "settings", "jan", "hoi"), id="say"),
        pytest.param(["say", "hoi", "--conversation=jan"], ("say", "settings", "jan", "hoi"), id="say, other order"),
        pytest.param(["front"], ("front", "settings"), id="front"),
        pytest.param(["desk-password", "beheerder"], ("desk_password", "settings", "beheerder"), id="desk-password"),
        pytest.param(["run"], ("run", "settings"), id="run"),
    ],
)
def test_a_command_gets_what_it_needs(called: list[Any], arguments: list[str], wanted: tuple[Any, ...]) -> None:
    assert main(arguments) == 7
    names = {sys.stdin: "stdin"}
    assert [tuple("settings" if isinstance(v, Settings) else names.get(v, v) for v in call) for call in called] == [
        wanted
    ]


@pytest.mark.parametrize(
    "arguments",
    [[], ["dance"], ["say", "hoi"], ["say", "--conversation", "jan"], ["train", "--now"]],
    ids=" ".join,
)
def test_another_command_line_is_explained(
    called: list[Any], arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage: python -m bot" in capsys.readouterr().err
    assert called == []


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (SettingsError("PORT: wrong"), 2, "PORT: wrong"),
        (DataError(Path("a.yml"), [Problem(3, "is wrong")]), 2, "a.yml:3: is wrong"),
        (CatalogueError("b.yml:1: is wrong"), 2, "b.yml:1: is wrong"),
        (FileNotFoundError("There is no model: run `make train`."), 1, "There is no model: run `make train`."),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_an_error_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception, code: int, line: str
) -> None:
    def fail(*_: Any) -> int:
        raise error

    monkeypatch.setattr(commands, "front", fail)
    assert main(["front"]) == code
    assert capsys.readouterr() == ("", f"{line}\n")


@pytest.mark.parametrize("command", [["run"], ["front"], ["say", "--conversation", "jan", "hoi"]], ids=" ".join)
def test_a_wrong_setting_stops_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    monkeypatch.setenv("PORT", "achtduizend")
    assert main(command) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("PORT: ")


def test_ctrl_c_is_no_error(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(*_: Any) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "front", interrupt)
    assert main(["front"]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_reader_that_stops_reading_is_no_error() -> None:
    """Such as `python -m bot parse < sentences.txt | head -1`."""
    endless = (
        "import sys; from bot import __main__, commands;"
        "commands.understand = lambda lines: ({'text': 'hoi'} for _ in iter(int, 1));"
        "sys.exit(__main__.main(['parse']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", endless], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stderr
        assert process.stdout.readline() == b'{"text": "hoi"}\n'
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(10) == 1


class TestWithoutAModel:
    @pytest.fixture(autouse=True)
    def model(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        path = tmp_path / "noor-1.tar.gz"
        monkeypatch.setattr(training, "model_path", lambda: path)
        return path

    def test_nothing_can_be_parsed(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO("hoi\n"))
        assert main(["parse"]) == 1
        out, err = capsys.readouterr()
        assert (out, len(err.splitlines())) == ("", 1)
        assert "make train" in err

    @pytest.mark.parametrize(
        ("there", "arguments", "trained"),
        [
            pytest.param(False, ["train", "--if-needed"], True, id="needed"),
            pytest.param(True, ["train", "--if-needed"], False, id="not needed"),
            pytest.param(True, ["train"], True, id="asked for"),
        ],
    )
    def test_it_is_trained(
        self,
        model: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        there: bool,
        arguments: list[str],
        trained: bool,
    ) -> None:
        if there:
            model.touch()
        monkeypatch.setattr(training, "train", lambda: model)
        assert main(arguments) == 0
        out = capsys.readouterr().out
        assert (f"{model}\n" in out, "spaCy model" in out) == (trained, trained)
