"""When a model has to be trained again, and how a trained one gets its place."""

import os
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import rasa.model_training

from bot.dialogue import training
from bot.dialogue.training import KEPT, PACKAGES, model_path

FILES = (
    "config.yml",
    "domain.yml",
    "data/nlu/travel.yml",
    "data/nlu/manners.yml",
    "data/stories/rules.yml",
)


def source(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """What a model is trained from."""
    for file in FILES:
        source(tmp_path / "noor" / file, f"# {file}\n")
    return tmp_path / "noor"


@pytest.fixture
def versions(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The versions of the packages that seem to be installed."""
    installed = dict.fromkeys(PACKAGES, "1.0")

    def version(package: str) -> str:
        if package not in installed:
            raise PackageNotFoundError(package)
        return installed[package]

    monkeypatch.setattr(training, "version", version)
    return installed


def test_a_model_is_named_after_what_it_is_made_of(root: Path) -> None:
    path = model_path(root, Path("models"))
    assert path.parent == Path("models")
    assert path.name.startswith("noor-") and path.name.endswith(".tar.gz")
    assert model_path(root, Path("models")) == path


def test_where_the_tree_is_does_not_matter(root: Path) -> None:
    before = model_path(root)
    assert model_path(root.rename(root.with_name("moved"))) == before


@pytest.mark.parametrize("file", FILES)
def test_another_text_is_another_model(root: Path, file: str) -> None:
    before = model_path(root)
    source(root / file, "# changed\n")
    assert model_path(root) != before


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda root: source(root / "data/nlu/event.yml", ""), id="a new file"),
        pytest.param(lambda root: source(root / "data/nlu/more/event.yml", ""), id="a new file deeper"),
        pytest.param(lambda root: (root / "data/nlu/travel.yml").unlink(), id="one less"),
        pytest.param(lambda root: (root / "data/nlu/travel.yml").rename(root / "data/nlu/trip.yml"), id="another name"),
    ],
)
def test_other_files_are_another_model(root: Path, change: Callable[[Path], Any]) -> None:
    before = model_path(root)
    change(root)
    assert model_path(root) != before


@pytest.mark.parametrize(
    "file",
    [
        "data/municipality.yml",
        "credentials.yml",
        "endpoints.yml",
        "README.md",
        "data/nlu/a.txt",
    ],
)
def test_what_it_is_not_made_of_does_not_matter(root: Path, file: str) -> None:
    before = model_path(root)
    source(root / file, "# new\n")
    assert model_path(root) == before


@pytest.mark.parametrize("package", PACKAGES)
def test_another_library_is_another_model(root: Path, versions: dict[str, str], package: str) -> None:
    names = {model_path(root)}
    versions[package] = "1.1"
    names.add(model_path(root))
    del versions[package]
    names.add(model_path(root))
    assert len(names) == 3


class TestTrain:
    """Putting a model in its place; Rasa's own training is left out."""

    @pytest.fixture(autouse=True)
    def here(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(root)

    @pytest.fixture
    def makes(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
        """Whether Rasa's training makes a model."""

        def set_up(model: bool) -> None:
            def train(output: str, fixed_model_name: str, **_: Any) -> SimpleNamespace:
                made = Path(output) / f"{fixed_model_name}.tar.gz"
                made.write_text("model")
                return SimpleNamespace(model=str(made) if model else None, code=0 if model else 1)

            monkeypatch.setattr(rasa.model_training, "train", train)

        return set_up

    def test_a_model_is_put_in_its_place(self, makes: Callable[[bool], None]) -> None:
        makes(True)
        path = training.train()
        assert path == model_path()
        assert path.read_text() == "model"
        assert list(Path("models").iterdir()) == [path]

    def test_a_failure_leaves_nothing(self, makes: Callable[[bool], None]) -> None:
        makes(False)
        with pytest.raises(RuntimeError, match="no model"):
            training.train()
        assert list(Path("models").iterdir()) == []

    def test_the_newest_few_stay(self, makes: Callable[[bool], None]) -> None:
        makes(True)
        for age in range(1, 6):
            source(Path(f"models/noor-{age}.tar.gz"), "old")
            os.utime(f"models/noor-{age}.tar.gz", (1e9 - age, 1e9 - age))
        source(Path("models/other.tar.gz"), "not ours")
        kept = {training.train().name, "noor-1.tar.gz", "noor-2.tar.gz", "other.tar.gz"}
        assert len(kept) == KEPT + 1
        assert {path.name for path in Path("models").iterdir()} == kept
