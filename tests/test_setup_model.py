"""Which language model set-up chooses, and how it fetches the official one."""

import http.server
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.setup import spacy_model


def model_in(packages: Path, model: str) -> None:
    info = packages / f"{model}-3.4.0.dist-info"
    for file in (packages / model / "__init__.py", info / "METADATA"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    (info / "RECORD").write_text(f"{model}/__init__.py,,\n{info.name}/METADATA,,\n{info.name}/RECORD,,\n")


def wheel_in(folder: Path, model: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    wheel = folder / f"{model}-3.4.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as file:
        file.writestr(f"{model}/__init__.py", "")
    return wheel


class TestModel:
    @pytest.mark.parametrize(
        ("present", "chosen"),
        [
            pytest.param("installed wheelhouse earlier release stand-in", "already installed", id="installed"),
            pytest.param("wheelhouse earlier release stand-in", "from WHEELHOUSE", id="wheelhouse"),
            pytest.param("earlier release stand-in", "fetched earlier", id="earlier"),
            pytest.param("release stand-in", "from its official release", id="release"),
            pytest.param("stand-in", "from ../shared/wheels", id="stand-in"),
            pytest.param("", "", id="none"),
        ],
    )
    def test_the_best_there_is(self, tmp_path: Path, present: str, chosen: str) -> None:
        root, packages, house = tmp_path / "noor", tmp_path / "packages", tmp_path / "house"
        official = spacy_model.MODEL
        if "installed" in present:
            model_in(packages, official)
        if "wheelhouse" in present:
            wheel_in(house, official)
        if "earlier" in present:
            wheel_in(root / "var/wheels", official)
        if "stand-in" in present:
            wheel_in(tmp_path / "shared/wheels", spacy_model.STAND_IN)
        release = wheel_in(tmp_path / "release", official) if "release" in present else None
        assert spacy_model.choose(root, packages, house, lambda: release).origin == chosen

    def test_an_installed_stand_in_gives_way_to_the_real_one(self, tmp_path: Path) -> None:
        model_in(tmp_path, spacy_model.STAND_IN)
        assert spacy_model.choose(tmp_path, tmp_path, None, spacy_model.nothing).model == spacy_model.STAND_IN
        wheel_in(tmp_path / "house", spacy_model.MODEL)
        better = spacy_model.choose(tmp_path, tmp_path, tmp_path / "house", spacy_model.nothing)
        assert better.model == spacy_model.MODEL

    def test_half_an_installation_does_not_count(self, tmp_path: Path) -> None:
        model_in(tmp_path, spacy_model.MODEL)
        assert spacy_model.installed(tmp_path, spacy_model.MODEL)
        (tmp_path / spacy_model.MODEL / "__init__.py").unlink()
        assert not spacy_model.installed(tmp_path, spacy_model.MODEL)

    def test_an_installed_model_outlives_the_installation_of_the_lock(self, tmp_path: Path) -> None:
        packages, kept = tmp_path / "packages", tmp_path / "kept"
        model_in(packages, spacy_model.MODEL)
        spacy_model.set_aside(packages, kept)
        assert not spacy_model.installed(packages, spacy_model.MODEL)
        spacy_model.put_back(kept, packages)
        assert spacy_model.installed(packages, spacy_model.MODEL)
        assert not kept.exists()

    @pytest.mark.parametrize(
        ("model", "words"),
        [
            (spacy_model.MODEL, "nl_core_news_sm 3.4.0, here"),
            (spacy_model.STAND_IN, "less accurate stand-in"),
            ("", "blank Dutch pipeline"),
        ],
    )
    def test_it_says_which_one(self, model: str, words: str) -> None:
        assert words in str(spacy_model.Source(model, "here"))


class TestRelease:
    """Fetching the official release, from a server on this machine."""

    body = b""
    length = 0
    asked: str

    @pytest.fixture
    def packages(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
        monkeypatch.setattr(spacy_model, "PATIENCE", 0.5)
        test = self

        class Release(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                test.asked = self.path
                self.send_response(200 if test.body else 404)
                self.send_header("Content-Length", str(test.length or len(test.body)))
                self.end_headers()
                self.wfile.write(test.body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Release)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        about = tmp_path / "spacy/about.py"
        about.parent.mkdir()
        about.write_text(f'__download_url__ = "http://127.0.0.1:{server.server_port}/releases"\n')
        yield tmp_path
        server.shutdown()
        server.server_close()

    def test_it_is_kept_for_next_time(self, packages: Path) -> None:
        self.body = wheel_in(packages / "made", spacy_model.MODEL).read_bytes()
        wheel = spacy_model.fetch(packages, packages / "wheels")
        assert self.asked == "/releases/nl_core_news_sm-3.4.0/nl_core_news_sm-3.4.0-py3-none-any.whl"
        assert wheel is not None and wheel.read_bytes() == self.body
        assert spacy_model.choose(packages, packages, packages / "wheels", spacy_model.nothing).wheel == wheel

    @pytest.mark.parametrize(
        ("body", "length"),
        [
            pytest.param(b"", 0, id="not there"),
            pytest.param(b"<html>sign in first</html>", 0, id="another page"),
            pytest.param(b"PK", 5000, id="cut short"),
        ],
    )
    def test_nothing_is_left_of_a_failure(self, packages: Path, body: bytes, length: int) -> None:
        self.body, self.length = body, length
        assert spacy_model.fetch(packages, packages / "wheels") is None
        assert list((packages / "wheels").iterdir()) == []

    def test_no_server(self, packages: Path) -> None:
        (packages / "spacy/about.py").write_text('__download_url__ = "http://127.0.0.1:9/releases"\n')
        assert spacy_model.fetch(packages, packages / "wheels") is None
