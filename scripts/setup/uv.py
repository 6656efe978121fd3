"""uv, which fetches everything else."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import List, Tuple

from .console import SetupError, output, quietly
from .programs import apt_install


def find(root: Path, log: Path) -> Tuple[str, str]:
    """The command and version of uv: the machine's own, else one installed in var/tools.

    Raises SetupError when there is none and it cannot be installed.
    """
    own = root / "var/tools/bin/uv"
    for command in (shutil.which("uv"), str(own)):
        version = command and output([command, "--version"])
        if command and version and version.startswith("uv "):
            return command, version.split()[1]
    for install in (_uv_in_venv, _venv_package_first, _uv_in_folder):
        shutil.rmtree(root / "var/tools", ignore_errors=True)
        version = output([str(own), "--version"]) if install(root / "var/tools", log) else None
        if version:
            return str(own), version.split()[1] + ", installed in var/tools"
    raise SetupError(
        "uv is not on this machine and could not be installed. Is there a network? If so, install uv, "
        f"or the Debian packages python3-venv and python3-pip, and try again (details: {log})."
    )


def _uv_in_venv(folder: Path, log: Path) -> bool:
    python = str(folder / "bin/python")
    return quietly([sys.executable, "-m", "venv", str(folder)], log, "uv") and _pip_install(python, [], log)


def _venv_package_first(folder: Path, log: Path) -> bool:
    """Debian's Python comes without what makes an environment; that is a package of its own."""
    is_debians = sys.executable.startswith("/usr/bin/") and output([sys.executable, "-c", "import ensurepip"]) is None
    return is_debians and apt_install(("python3-venv",), log) and _uv_in_venv(folder, log)


def _uv_in_folder(folder: Path, log: Path) -> bool:
    return _pip_install(sys.executable, ["--target", str(folder)], log)


def _pip_install(python: str, where: List[str], log: Path) -> bool:
    pinned = Path(__file__).with_name("uv.txt")
    quick = ["--disable-pip-version-check", "--no-input", "--retries", "1", "--timeout", "10"]
    wheelhouse = os.environ.get("WHEELHOUSE")
    if wheelhouse:
        quick += ["--find-links", wheelhouse]
    command = [python, "-m", "pip", "install", *quick, *where, "--require-hashes", "-r", str(pinned)]
    return quietly(command, log, "uv")
