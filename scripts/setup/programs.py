"""Programs from outside Python that the tests need."""

from __future__ import annotations

import os
import shutil
from glob import glob
from pathlib import Path
from typing import Iterable, NamedTuple, Optional, Tuple

from .console import SetupError, output, quietly


class Program(NamedTuple):
    """A program that the tests need: any one of its commands will do."""

    name: str
    commands: Tuple[str, ...]
    packages: Tuple[str, ...]

    def found(self) -> Optional[str]:
        """Where it is. A command with a slash is a pattern for places that are not on the path."""
        for command in self.commands:
            places = sorted(glob(command)) if "/" in command else [shutil.which(command)]
            if places and places[-1]:
                return places[-1]
        return None


CHROMIUM = Program("Chromium", ("chromium", "chromium-browser", "google-chrome"), ("chromium", "fonts-liberation"))
POSTGRESQL = Program(
    "PostgreSQL", ("/usr/lib/postgresql/*/bin/initdb", "/usr/pgsql-*/bin/initdb", "initdb"), ("postgresql",)
)
FOR_TESTS = (CHROMIUM, POSTGRESQL)


def apt_install(packages: Iterable[str], log: Path) -> bool:
    """Install Debian packages when this machine has apt and we may use it; whether that succeeded."""
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or output([*as_root, "true"]) is None:
        return False
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-oDPkg::Lock::Timeout=120"]
    label = " ".join(packages)
    # A list that cannot be renewed may still do: the install decides.
    quietly([*apt, "-oAcquire::Retries=1", "update"], log, f"{label}: package list")
    return quietly([*apt, "install", "-y", "--no-install-recommends", *packages], log, label)


def provide(program: Program, root: Path, log: Path) -> str:
    """Where a program that the tests need is, installing it when needed.

    Raises SetupError when it cannot be installed.
    """
    found = program.found()
    if not found and apt_install(program.packages, log):
        found = program.found()
    if not found and program is CHROMIUM:
        found = _playwrights_chromium(root, log)
    if not found:
        raise SetupError(
            f"the tests need {program.name}, which could not be installed: install the Debian package "
            f"{program.packages[0]} and try again (details: {log})."
        )
    return found


def _playwrights_chromium(root: Path, log: Path) -> Optional[str]:
    """Playwright's own build, linked in var/bin, which the Makefile puts on the path."""
    python = str(root / ".venv/bin/python")
    if not quietly([python, "-m", "playwright", "install", "chromium"], log, "Chromium"):
        return None
    where = "from playwright.sync_api import sync_playwright as start\n"
    where += "with start() as playwright: print(playwright.chromium.executable_path)"
    path = output([python, "-c", where])
    if not path or not os.access(path, os.X_OK):
        return None
    link = root / "var/bin/chromium"
    link.parent.mkdir(parents=True, exist_ok=True)
    if link.is_symlink():
        link.unlink()
    link.symlink_to(path)
    return str(link)
