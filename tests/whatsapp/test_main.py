"""`python -m tests.whatsapp`: the settings to start Noor with, and a phone to write to her."""

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.running import ROOT, free_ports


@contextmanager
def started(folder: Path, port: int, *more: str) -> Iterator["subprocess.Popen[str]"]:
    """The command, running; killed when it did not stop by itself."""
    command = [sys.executable, "-m", "tests.whatsapp", "--port", str(port), "--keep", str(folder / "meta.json"), *more]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait(10)


def settings(process: "subprocess.Popen[str]") -> dict[str, str]:
    """What it tells to export."""
    assert process.stdout is not None
    told = {}
    for line in process.stdout:
        if line.startswith("export "):
            name, _, value = line.removeprefix("export ").strip().partition("=")
            told[name] = value
        elif line.startswith("Then open"):
            break
    return told


def test_the_settings_stay_the_same_and_the_phone_is_there(tmp_path: Path) -> None:
    (port,) = free_ports(1)
    with started(tmp_path, port) as process:
        first = settings(process)
        assert first["NOOR_WHATSAPP_GRAPH_URL"] == f"http://127.0.0.1:{port}"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
            assert "Een telefoon om mee te proberen" in page.read().decode()
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        assert process.stderr is not None and process.stderr.read() == ""
    with started(tmp_path, port) as process:
        assert settings(process) == first
    assert os.stat(tmp_path / "meta.json").st_mode & 0o077 == 0


def test_it_says_when_noor_is_not_there(tmp_path: Path) -> None:
    port, front = free_ports(2)
    with started(tmp_path, port, "--front", f"http://127.0.0.1:{front}") as process:
        settings(process)
        assert process.stdout is not None
        assert "does not take webhooks" in process.stdout.readline()


def test_a_port_that_is_taken_is_one_line(tmp_path: Path) -> None:
    (port,) = free_ports(1)
    with started(tmp_path, port) as first:
        settings(first)
        with started(tmp_path, port) as second:
            assert second.wait(10) == 1
            assert second.stderr is not None
            assert second.stderr.read().lower() == f"--port: cannot listen on {port}: address already in use\n"
