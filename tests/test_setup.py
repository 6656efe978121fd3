"""The parts of set-up that decide something; that it really installs is shown by running it."""

import json
import os
from pathlib import Path

import pytest

from scripts.setup import console, interpreters, npm, pip_settings
from scripts.setup.environment import Environment
from scripts.setup.programs import Program


def executable(path: Path, script: str = "exit 0") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


class TestInterpreter:
    @pytest.fixture(autouse=True)
    def only_this_home(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(interpreters, "FOLDERS", [f for f in interpreters.FOLDERS if "{" in f])

    def test_a_shim_that_fails_is_passed_over(self, tmp_path: Path) -> None:
        executable(tmp_path / "shims/python3.10", "exit 127")
        good = executable(tmp_path / "bin/python3.10", "echo 3.10.13")
        path = f"{tmp_path}/shims:{tmp_path}/bin"
        assert interpreters.find({"PATH": path}, tmp_path, tmp_path / ".venv") == (good, "3.10.13")

    def test_another_python_under_that_name_is_passed_over(self, tmp_path: Path) -> None:
        executable(tmp_path / "python3.10", "echo 3.11.2")
        assert interpreters.find({"PATH": str(tmp_path)}, tmp_path, tmp_path / ".venv") is None

    def test_the_newest_of_pyenv(self, tmp_path: Path) -> None:
        for version in ("3.10.9", "3.10.13", "3.9.18"):
            executable(tmp_path / f".pyenv/versions/{version}/bin/python3.10", f"echo {version}")
        found = interpreters.find({"PATH": ""}, tmp_path, tmp_path / ".venv")
        assert found is not None and found.version == "3.10.13"

    def test_not_the_environment_that_is_being_replaced(self, tmp_path: Path) -> None:
        executable(tmp_path / ".venv/bin/python3.10", "echo 3.10.13")
        assert interpreters.find({"PATH": f"{tmp_path}/.venv/bin"}, tmp_path, tmp_path / ".venv") is None


class TestStamp:
    @pytest.fixture
    def environment(self, tmp_path: Path) -> Environment:
        environment = Environment(tmp_path)
        environment.lock.write_text("rasa==3.6.21\n")
        executable(environment.python)
        return environment

    def test_an_environment_without_one_is_not_finished(self, environment: Environment) -> None:
        assert environment.stamp() is None

    def test_it_says_what_was_installed(self, environment: Environment) -> None:
        environment.finish("3.10.13", "nl_balie_sm")
        stamp = environment.stamp()
        assert stamp is not None
        assert (stamp.lock, stamp.python, stamp.model) == (
            environment.fingerprint(),
            "3.10.13",
            "nl_balie_sm",
        )

    def test_another_lock_shows(self, environment: Environment) -> None:
        environment.finish("3.10.13", "")
        environment.lock.write_text("rasa==3.6.22\n")
        stamp = environment.stamp()
        assert stamp is not None and stamp.lock != environment.fingerprint()

    def test_a_moved_tree_is_made_anew(self, environment: Environment, tmp_path: Path) -> None:
        environment.finish("3.10.13", "")
        moved = tmp_path / "elsewhere"
        moved.mkdir()
        environment.folder.rename(moved / ".venv")
        assert Environment(moved).stamp() is None

    def test_an_interpreter_that_is_gone_is_made_anew(self, environment: Environment) -> None:
        environment.finish("3.10.13", "")
        environment.python.unlink()
        environment.python.symlink_to("/nowhere/python3.10")
        assert environment.stamp() is None

    @pytest.mark.parametrize("text", ["", "{}", '{"lock": 1}', "[]"])
    def test_a_damaged_one_is_none(self, environment: Environment, text: str) -> None:
        (environment.folder / "set-up.json").write_text(text)
        assert environment.stamp() is None


class TestPipSettings:
    @pytest.fixture
    def home(self, tmp_path: Path) -> Path:
        file = tmp_path / ".config/pip/pip.conf"
        file.parent.mkdir(parents=True)
        file.write_text(
            "[global]\nindex-url = https://mirror.example/simple\n"
            "find-links = /wheels\n    /more\ntimeout = 3\n[install]\nno-index = true\n"
        )
        return tmp_path

    def uv_settings(self, home: Path, **environ: str) -> dict[str, str]:
        alone = {"XDG_CONFIG_DIRS": str(home / "nothing"), "PIP_CERT": "/certs", **environ}
        return pip_settings.for_uv(alone, home)

    def test_they_reach_uv(self, home: Path) -> None:
        env = self.uv_settings(home)
        assert env["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
        assert env["UV_FIND_LINKS"] == "/wheels,/more"
        assert env["UV_OFFLINE"] == "true"
        assert env["SSL_CERT_FILE"] == "/certs"

    def test_the_environment_goes_before_the_file(self, home: Path) -> None:
        env = self.uv_settings(home, PIP_INDEX_URL="https://other.example/simple")
        assert env["UV_DEFAULT_INDEX"] == "https://other.example/simple"

    @pytest.mark.parametrize("name", ["UV_DEFAULT_INDEX", "UV_INDEX_URL"])
    def test_what_uv_was_told_itself_stays(self, home: Path, name: str) -> None:
        env = self.uv_settings(home, **{name: "https://own.example"})
        assert [env.get("UV_DEFAULT_INDEX"), env.get("UV_INDEX_URL")].count("https://own.example") == 1
        assert "https://mirror.example/simple" not in env.values()

    def test_a_wheelhouse_serves_all_packages(self, home: Path) -> None:
        assert self.uv_settings(home, WHEELHOUSE="/usb")["UV_FIND_LINKS"] == "/usb,/wheels,/more"

    def test_a_damaged_file_is_passed_over(self, home: Path) -> None:
        (home / ".config/pip/pip.conf").write_text("index-url without a section\n")
        assert "UV_DEFAULT_INDEX" not in self.uv_settings(home, PIP_CONFIG_FILE="/nowhere")


class TestConsole:
    def test_a_step_is_one_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        with console.step("Packages") as done:
            done.say("as locked")
        assert capsys.readouterr().out == "  Packages      as locked (0.0 s)\n"

    @pytest.mark.parametrize("script", ["exit 1", "sleep 5"])
    def test_a_command_that_does_not_answer(self, tmp_path: Path, script: str) -> None:
        assert console.output([str(executable(tmp_path / "tool", script))], timeout=0.2) is None

    def test_a_command_that_does_not_exist(self, tmp_path: Path) -> None:
        assert console.output([str(tmp_path / "none")]) is None
        assert not console.quietly([str(tmp_path / "none")], tmp_path / "log", "none")

    def test_a_quiet_command_speaks_in_the_log(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert console.quietly([str(executable(tmp_path / "tool", "echo done"))], tmp_path / "log", "tool")
        assert (tmp_path / "log").read_text() == "done\n"
        assert capsys.readouterr().out == ""


class TestProgram:
    def test_any_of_its_names_on_the_path(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        browser = executable(tmp_path / "google-chrome")
        monkeypatch.setenv("PATH", str(tmp_path))
        assert Program("Chromium", ("chromium", "google-chrome"), ()).found() == str(browser)

    def test_a_pattern_finds_what_is_not_on_the_path(self, tmp_path: Path) -> None:
        for version in ("14", "15"):
            executable(tmp_path / version / "bin/initdb")
        program = Program("PostgreSQL", (f"{tmp_path}/*/bin/initdb",), ())
        assert program.found() == os.path.join(tmp_path, "15/bin/initdb")

    def test_missing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        assert Program("Chromium", ("chromium",), ("chromium",)).found() is None


class TestNpm:
    def test_what_is_installed_is_not_installed_again_until_the_lock_changes(self, tmp_path: Path) -> None:
        folder = tmp_path / "directory"
        (folder / "node_modules").mkdir(parents=True)
        (folder / "package-lock.json").write_text("{}")
        executable(tmp_path / "bin/npm", 'test "$1" = ci')
        assert npm.missing(folder)
        npm.install(folder, tmp_path / "bin", tmp_path / "log")
        assert not npm.missing(folder)
        (folder / "package-lock.json").write_text('{"lockfileVersion": 3}')
        assert npm.missing(folder)

    def test_a_failure_is_told_in_one_line(self, tmp_path: Path) -> None:
        executable(tmp_path / "bin/npm", "exit 1")
        with pytest.raises(console.SetupError, match="npm packages"):
            npm.install(tmp_path, tmp_path / "bin", tmp_path / "log")

    @pytest.mark.parametrize("folder", npm.FOR_TESTS, ids=str)
    def test_a_lock_holds_a_hash_of_each_package_and_no_address(self, folder: Path) -> None:
        packages = json.loads((Path(__file__).parents[1] / folder / "package-lock.json").read_text())["packages"]
        assert all("integrity" in package for name, package in packages.items() if name)
        assert not any("resolved" in package for package in packages.values())
