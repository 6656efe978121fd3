"""`python3 -m scripts.setup`: install what is missing, quickly when nothing is."""

from __future__ import annotations

import argparse
import fcntl
import os
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator, Mapping, Optional

from . import interpreters, npm, pip_settings, programs, spacy_model
from . import uv as uvs
from .console import SetupError, openly, output, step
from .environment import Environment, Stamp
from .interpreters import Interpreter
from .spacy_model import Fetch, Source

ROOT = Path(__file__).resolve().parents[2]
LOG = ROOT / "var/setup.log"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python3 -m scripts.setup", description=__doc__)
    parser.add_argument("--tests", action="store_true", help="also what only the tests need")
    parser.add_argument("--again", action="store_true", help=f"look for {spacy_model.MODEL} again")
    parser.add_argument("--lock", action="store_true", help="only renew requirements.lock")
    wanted = parser.parse_args()
    try:
        with alone(ROOT / "var/setup.lock"):
            if wanted.lock:
                renew_lock()
                return 0
            set_up(Environment(ROOT), wanted.again)
            if wanted.tests:
                set_up_tests(Environment(ROOT))
    except (SetupError, OSError) as error:
        print(f"Set-up stopped: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nSet-up was interrupted; the same command goes on with it.", file=sys.stderr)
        return 130
    return 0


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Wait until no other set-up of this tree is running."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another set-up is running here; waiting for it.", flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def set_up(environment: Environment, again: bool) -> None:
    """Bring the environment up to date; one line when it is already."""
    stamp = environment.stamp()
    packages_done = stamp is not None and stamp.lock == environment.fingerprint()
    if stamp and packages_done and not again and local_model(environment).model == stamp.model:
        model = stamp.model or "a blank Dutch pipeline"
        print(f"Set-up is complete: Python {stamp.python}, {model}.", flush=True)
        return
    start = time.monotonic()
    print("Setting up", flush=True)
    env = pip_settings.for_uv(os.environ, Path.home())
    with step("uv") as done:
        uv, version = uvs.find(ROOT, LOG)
        done.say(version)
    python = stamp.python if stamp and packages_done else install_packages(environment, stamp, uv, env)
    with step("spaCy model") as done:
        source = choose_model(environment)
        environment.install_model(uv, source, env)
        done.say(str(source))
    environment.finish(python, source.model)
    print(f"Set-up is complete ({time.monotonic() - start:.1f} s).", flush=True)


def install_packages(environment: Environment, stamp: Optional[Stamp], uv: str, env: Mapping[str, str]) -> str:
    """Install the locked packages, in place if the environment was finished once; its Python version."""
    python, version = None, stamp.python if stamp else ""
    if not stamp:
        with step("Python") as done:
            python = find_python(environment, uv, env)
            version = python.version
            done.say(f"{version}, {python.path}")
    with step("Packages") as done:
        environment.install(uv, python, env)
        done.say("as locked, in .venv")
    return version


def find_python(environment: Environment, uv: str, env: Mapping[str, str]) -> Interpreter:
    """A Python 3.10 of this machine, else one that uv fetches. Raises SetupError when there is neither."""
    found = interpreters.find(os.environ, Path.home(), environment.folder)
    if not found and openly([uv, "python", "install", interpreters.VERSION], env):
        path = output([uv, "python", "find", "--managed-python", interpreters.VERSION])
        found = interpreters.try_out(Path(path)) if path else None
    if not found:
        raise SetupError("no Python 3.10 runs here and none could be fetched: install Python 3.10 and try again.")
    return found


def choose_model(environment: Environment) -> Source:
    wheels = ROOT / "var/wheels"
    return local_model(environment, lambda: spacy_model.fetch(environment.packages, wheels))


def local_model(environment: Environment, fetch: Fetch = spacy_model.nothing) -> Source:
    wheelhouse = os.environ.get("WHEELHOUSE")
    return spacy_model.choose(ROOT, environment.packages, Path(wheelhouse) if wheelhouse else None, fetch)


def set_up_tests(environment: Environment) -> None:
    """Install what only the tests need."""
    for program in programs.FOR_TESTS:
        if not program.found():
            with step(program.name) as done:
                done.say(programs.provide(program, ROOT, LOG))
    for folder in npm.FOR_TESTS:
        if npm.missing(ROOT / folder):
            with step("npm packages") as done:
                done.say(npm.install(ROOT / folder, environment.folder / "bin", LOG))


def renew_lock() -> None:
    """Resolve requirements.in anew.

    The machine's extra indexes stay out of it: one with only some files of a release would leave
    the hashes of the others out of the lock.
    """
    env = pip_settings.for_uv(os.environ, Path.home())
    for name in ("UV_INDEX", "UV_EXTRA_INDEX_URL", "UV_FIND_LINKS"):
        env.pop(name, None)
    uv, _ = uvs.find(ROOT, LOG)
    own = Path(__file__).parent.relative_to(ROOT)
    options = ["--quiet", "--upgrade", "--generate-hashes", "--no-emit-index-url", "--no-header"]
    for python, source, lock in (
        (interpreters.VERSION, ["--override", "overrides.txt", "requirements.in"], Path("requirements.lock")),
        ("3.8", [str(own / "uv.in")], own / "uv.txt"),
    ):
        if not openly([uv, "pip", "compile", "--python-version", python, *options, *source, "-o", str(lock)], env):
            raise SetupError(f"{lock.name} could not be renewed (see above).")
        print(f"Renewed {lock}.")


if __name__ == "__main__":
    sys.exit(main())
