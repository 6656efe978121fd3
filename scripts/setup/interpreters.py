"""Finding a Python 3.10 that really runs: one on the path may be a shim that only fails."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Iterator, List, Mapping, NamedTuple, Optional, Tuple

from .console import output

VERSION = "3.10"
PROBE = "import sys, ssl, sqlite3, ctypes, zlib; print('%d.%d.%d' % sys.version_info[:3])"
FOLDERS = (
    "{pyenv}/versions/3.10*/bin",
    "{home}/.local/share/uv/python/cpython-3.10*/bin",
    "{home}/.asdf/installs/python/3.10*/bin",
    "/usr/bin",
    "/usr/local/bin",
    "/opt/*/bin",
)


class Interpreter(NamedTuple):
    path: Path
    version: str


def find(environ: Mapping[str, str], home: Path, not_under: Path) -> Optional[Interpreter]:
    """The first Python 3.10 that runs, leaving out those inside the folder that is about to be made anew."""
    for path in candidates(environ, home):
        if not_under not in path.parents:
            found = try_out(path)
            if found:
                return found
    return None


def try_out(path: Path) -> Optional[Interpreter]:
    """This interpreter, if it runs, is Python 3.10 and has the modules that some builds lack."""
    version = output([str(path), "-c", PROBE])
    return Interpreter(path, version) if version and version.startswith(VERSION + ".") else None


def candidates(environ: Mapping[str, str], home: Path) -> Iterator[Path]:
    """Where a Python 3.10 may be: the path first, then the usual folders with the newest first."""
    pyenv = environ.get("PYENV_ROOT") or str(home / ".pyenv")
    on_path = [Path(folder) for folder in environ.get("PATH", "").split(os.pathsep) if folder]
    usual: List[Path] = []
    for pattern in FOLDERS:
        relative = pattern.format(pyenv=pyenv, home=home).lstrip("/")
        usual += sorted(Path("/").glob(relative), key=_version_in, reverse=True)
    seen = set()
    for folder in on_path + usual:
        path = folder / f"python{VERSION}"
        if path not in seen and os.access(str(path), os.X_OK):
            seen.add(path)
            yield path


def _version_in(path: Path) -> Tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", str(path)))
