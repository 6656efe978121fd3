"""What the person at the terminal sees, and the commands that set-up runs for them."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator, Mapping, Optional, Sequence

Command = Sequence[str]


class SetupError(Exception):
    """Set-up cannot go on; the message is the one line that says why and what to do."""


class Step:
    """What a step has to say when it is finished."""

    text = ""

    def say(self, text: str) -> None:
        self.text = text


@contextmanager
def step(name: str) -> Iterator[Step]:
    """Print one line when the block ends: the step, what it did and how many seconds that took."""
    done = Step()
    start = time.monotonic()
    yield done
    print(line(name, done.text, time.monotonic() - start), flush=True)


def line(name: str, text: str, seconds: float) -> str:
    return f"  {name:<12}  {text} ({seconds:.1f} s)"


class Progress:
    """Shows that a long step is alive: a running line on a terminal, now and then a line elsewhere."""

    def __init__(self, label: str, every: float = 15) -> None:
        self.label = label
        self.every = every
        self.start = self.last = time.monotonic()
        self.shown = False

    def show(self, text: str = "") -> None:
        now = time.monotonic()
        message = f"  {self.label} {text}".rstrip() + f" ... {now - self.start:.0f} s"
        if sys.stdout.isatty():
            print(f"\r\033[K{message}", end="", flush=True)
            self.shown = True
        elif now - self.last >= self.every:
            print(message, flush=True)
            self.last = now

    def clear(self) -> None:
        if self.shown:
            print("\r\033[K", end="", flush=True)


def output(command: Command, timeout: float = 20) -> Optional[str]:
    """What a quick command prints; None when it does not exist, fails or takes too long."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=timeout,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode(errors="replace").strip() if done.returncode == 0 else None


def quietly(command: Command, log: Path, label: str, env: Optional[Mapping[str, str]] = None) -> bool:
    """Run a long command with its output in a log file; whether it succeeded."""
    progress = Progress(label)
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as file:
        try:
            running = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT, env=env
            )
        except OSError:
            return False
        while True:
            try:
                return running.wait(timeout=1) == 0
            except subprocess.TimeoutExpired:
                progress.show()
            finally:
                progress.clear()


def openly(command: Command, env: Mapping[str, str]) -> bool:
    """Run a long command that shows its own progress; whether it succeeded.

    Away from a terminal uv shows no progress but lists every package it touched: that list is left out.
    """
    if sys.stderr.isatty():
        return subprocess.run(command, env=env).returncode == 0
    with subprocess.Popen(
        command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as running:
        assert running.stdout is not None
        for raw in running.stdout:
            text = raw.decode(errors="replace").rstrip()
            if not text.startswith((" + ", " - ", " ~ ")):
                print(f"    {text}", flush=True)
    return running.returncode == 0
