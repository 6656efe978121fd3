"""npm packages that the tests need, exactly as their lock says; Node.js itself is one of the locked Python packages."""

from __future__ import annotations

import os
from pathlib import Path

from .console import SetupError, quietly

# Each holds a package.json and a lock without addresses.
FOR_TESTS = (Path("tests/desk/directory"),)


def missing(folder: Path) -> bool:
    """Whether what the lock says is not, or not wholly, installed."""
    stamp = _stamp(folder)
    return not stamp.exists() or stamp.read_bytes() != (folder / "package-lock.json").read_bytes()


def install(folder: Path, programs: Path, log: Path) -> str:
    """Install them, with the npm in `programs`; what they are for.

    Raises SetupError when that does not succeed.
    """
    path = {**os.environ, "PATH": os.pathsep.join([str(programs), os.environ.get("PATH", "")])}
    command = [str(programs / "npm"), "ci", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund"]
    if not quietly(command, log, "npm", path):
        raise SetupError(f"the tests need npm packages, which could not be installed. Is there a network? ({log})")
    _stamp(folder).write_bytes((folder / "package-lock.json").read_bytes())
    return f"as locked in {folder.name}"


def _stamp(folder: Path) -> Path:
    return folder / "node_modules/.set-up"
