"""The spaCy model: the best that this machine can have."""

from __future__ import annotations

import csv
import runpy
import shutil
import threading
import urllib.request
import zipfile
from http.client import HTTPException
from pathlib import Path
from typing import IO, Any, Callable, List, NamedTuple, Optional

from .console import Progress

MODEL = "nl_core_news_sm"
STAND_IN = "nl_balie_sm"
VERSION = "3.4.0"
PATIENCE = 5.0  # seconds: once to be answered, once between two pieces
AGAIN = "make setup RETRY=1 looks again"

Fetch = Callable[[], Optional[Path]]


class Source(NamedTuple):
    """A model, where it comes from, and the wheel to install if it is not there yet."""

    model: str
    origin: str
    wheel: Optional[Path] = None

    def __str__(self) -> str:
        if self.model == MODEL:
            return f"{MODEL} {VERSION}, {self.origin}"
        if self.model == STAND_IN:
            return f"{STAND_IN}, {self.origin}: a less accurate stand-in for {MODEL}; {AGAIN}"
        return f"none, so a blank Dutch pipeline: less accurate than {MODEL}; {AGAIN}"


def choose(root: Path, packages: Path, wheelhouse: Optional[Path], fetch: Fetch) -> Source:
    """The best model to be had; `fetch` gets the official release, or None where it is out of reach."""
    if installed(packages, MODEL):
        return Source(MODEL, "already installed")
    for folder, origin in ((wheelhouse, "from WHEELHOUSE"), (root / "var/wheels", "fetched earlier")):
        wheel = _wheel_in(folder, MODEL)
        if wheel:
            return Source(MODEL, origin, wheel)
    wheel = fetch()
    if wheel:
        return Source(MODEL, "from its official release", wheel)
    if installed(packages, STAND_IN):
        return Source(STAND_IN, "already installed")
    wheel = _wheel_in(root.parent / "shared/wheels", STAND_IN)
    if wheel:
        return Source(STAND_IN, "from ../shared/wheels", wheel)
    return Source("", "")


def nothing() -> None:
    """A `Fetch` that stays on this machine."""


def _wheel_in(folder: Optional[Path], model: str) -> Optional[Path]:
    return max(folder.glob(f"{model}-{VERSION}-*.whl"), default=None) if folder else None


def files_of(packages: Path, model: str) -> List[Path]:
    """The folders of a model among the installed packages."""
    return [packages / model, packages / f"{model}-{VERSION}.dist-info"]


def installed(packages: Path, model: str) -> bool:
    """Whether the model is there with all its files: an installation may have been cut short."""
    record = packages / f"{model}-{VERSION}.dist-info/RECORD"
    if not record.is_file():
        return False
    with record.open(newline="") as file:
        return all((packages / row[0]).exists() for row in csv.reader(file) if row)


def fetch(packages: Path, folder: Path) -> Optional[Path]:
    """Download the official release into a folder; None when it cannot be reached within seconds."""
    about = packages / "spacy/about.py"
    name = f"{MODEL}-{VERSION}"
    file = folder / f"{name}-py3-none-any.whl"
    part = folder / (file.name + ".part")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        base = runpy.run_path(str(about))["__download_url__"]
        response = _opened(f"{base}/{name}/{file.name}")
        if response is None:
            return None
        with response, part.open("wb") as target:
            _copy(response, target)
        if not zipfile.is_zipfile(str(part)):
            return None
        part.replace(file)
        return file
    except (OSError, HTTPException, KeyError):
        return None
    finally:
        if part.exists():
            part.unlink()


def _opened(url: str) -> Optional[Any]:
    """The response; None when there is none in time.

    In a thread, because no time-out of Python's covers the look-up of a name.
    """
    answers: List[Any] = []

    def ask() -> None:
        try:
            answers.append(urllib.request.urlopen(url, timeout=PATIENCE))
        except (OSError, HTTPException):
            answers.append(None)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    return answers[0] if answers else None


def _copy(response: Any, target: IO[bytes]) -> None:
    total = int(response.headers.get("Content-Length") or 0)
    progress = Progress(MODEL)
    for piece in iter(lambda: response.read(1 << 18), b""):
        target.write(piece)
        progress.show(f"{target.tell() / 1e6:.1f} of {total / 1e6:.1f} MB")
    progress.clear()
    if target.tell() < total:
        raise OSError("cut short")


def set_aside(packages: Path, folder: Path) -> None:
    """Put an installed official model where installing the locked packages does not remove it."""
    if installed(packages, MODEL):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for path in files_of(packages, MODEL):
            path.replace(folder / path.name)


def put_back(folder: Path, packages: Path) -> None:
    """Undo `set_aside`, also for an earlier set-up that was cut short in between."""
    if installed(folder, MODEL):
        for path in files_of(folder, MODEL):
            path.replace(packages / path.name)
    shutil.rmtree(folder, ignore_errors=True)
