"""A Noor that really runs: the three processes on ports of their own, stopped when the tests are done."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

ROOT = Path(__file__).parents[1]
READY_WITHIN = 120


@dataclass(frozen=True)
class RunningNoor:
    """Where a running Noor is found, and what one needs to look inside."""

    url: str
    desk_password: str
    database_url: str
    environment: dict[str, str]
    log: Path
    supervisor: int
    # Where another website may be that is allowed to show the chat.
    guest_port: int = 0

    def say(self, conversation: str, text: str) -> list[str]:
        """Say something as `python -m bot say` does; the lines it prints. Fails the test when it fails."""
        done = self.command("say", "--conversation", conversation, text)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    def command(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run `python -m bot` with the environment of this Noor."""
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def process(self, module: str) -> int:
        """The process id of one of the three parts, by how its command line goes on after `python -m`."""
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                words = (entry / "cmdline").read_bytes().decode().split("\0")
            except (OSError, ValueError):
                continue
            if parent == self.supervisor and " ".join(words).find(f"-m {module}") > 0:
                return int(entry.name)
        raise LookupError(f"{module} does not run")

    def wait_until_ready(self) -> None:
        """Wait until all three parts answer."""
        end = time.monotonic() + READY_WITHIN
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"{self.url}/readyz", timeout=5):
                    return
            except (URLError, ConnectionError, TimeoutError):
                time.sleep(0.2)
        raise TimeoutError(f"Noor was not ready within {READY_WITHIN} s:\n{self.log.read_text()[-4000:]}")


@contextmanager
def running_noor(folder: Path) -> Iterator[RunningNoor]:
    """Train if needed, start Noor with its data in `folder`, and stop it afterwards."""
    subprocess.run([sys.executable, "-m", "bot", "train", "--if-needed"], cwd=ROOT, check=True)
    front, rasa, actions, guest = free_ports(4)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("NOOR_")},
        "PORT": str(front),
        "NOOR_HOST": "127.0.0.1",
        "NOOR_VAR": str(folder),
        "NOOR_MUNICIPALITY": str(always_open(folder)),
        "NOOR_LIVE_WAIT_MINUTES": "0.1",
        "DATABASE_URL": f"sqlite:///{folder / 'noor.db'}",
        "NOOR_RASA_URL": f"http://127.0.0.1:{rasa}",
        "NOOR_ACTIONS_URL": f"http://127.0.0.1:{actions}",
        "NOOR_RASA_SECRET": secrets.token_urlsafe(16),
        "NOOR_DESK_PASSWORD": "zee-duin-en-bollen",
        "NOOR_RATE_BURST": "1000",
        "NOOR_RATE_PER_SECOND": "1000",
        "NOOR_START_BURST": "10000",
        "NOOR_ALLOWED_ORIGINS": f"http://localhost:{guest} http://127.0.0.1:{guest}",
        "NOOR_OUTAGE_NOTICE_AFTER": "1",
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    }
    log = folder / "noor.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"], cwd=ROOT, env=environment, stdout=output, stderr=output
        )
    noor = RunningNoor(
        f"http://127.0.0.1:{front}",
        "zee-duin-en-bollen",
        environment["DATABASE_URL"],
        environment,
        log,
        process.pid,
        guest,
    )
    try:
        noor.wait_until_ready()
        yield noor
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            raise


def always_open(folder: Path) -> Path:
    """The municipality as it is, but at work day and night, so that tests pass at any hour."""
    file, text = folder / "municipality.yml", (ROOT / "data" / "municipality.yml").read_text(encoding="utf-8")
    week = "monday, tuesday, wednesday, thursday, friday"
    # Bouvet Island has no holidays.
    changes = [
        (week, f"{week}, saturday, sunday"),
        ('"09:00"', '"00:00"'),
        ('"17:00"', '"23:59:59"'),
        ("holidays: NL", "holidays: BV"),
    ]
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return file


def free_ports(count: int) -> list[int]:
    """Ports of this machine that nobody uses now."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()
