"""The three parts as one: kept running, stopped together, never left behind. The parts here are tiny."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import processes
from bot.settings import Settings
from tests.running import free_ports

ROOT = Path(__file__).parents[1]

# What a part does: it notes that it began, and as whom, and goes on until it is stopped.
BEGINS = "import os, time\nopen(f'{FOLDER}/{NAME}', 'a').write(f'{os.getpid()}\\n')\n"
WAITS = BEGINS + "time.sleep(60)\n"
IGNORES = "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + WAITS
TELLS = "import os, time\nopen(f'{FOLDER}/{NAME}', 'a').write(os.environ['NOOR_RASA_SECRET'])\ntime.sleep(60)\n"
READY_AT_THE_SECOND_ASKING = """
from http.server import BaseHTTPRequestHandler, HTTPServer

class Ready(BaseHTTPRequestHandler):
    asked = 0

    def do_GET(self):
        Ready.asked += self.path == "/readyz"
        self.send_response(200 if Ready.asked == 2 else 503)
        self.end_headers()

    def log_message(self, *_):
        pass

HTTPServer(("127.0.0.1", PORT), Ready).serve_forever()
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    front, rasa, actions = free_ports(3)
    return Settings.parse_obj(
        {
            "port": front,
            "var_dir": tmp_path,
            "rasa_url": f"http://127.0.0.1:{rasa}",
            "actions_url": f"http://127.0.0.1:{actions}",
        }
    )


class House:
    """Tiny parts instead of the three, and the notes they make when they begin."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.parts: dict[str, tuple[str, ...]] = {}

    def part(self, name: str, script: str) -> None:
        head = f"FOLDER, NAME = {str(self.folder)!r}, {name!r}\n"
        (self.folder / f"part_{name}.py").write_text(head + script)
        self.parts[name] = (f"part_{name}",)

    def notes(self, name: str) -> list[str]:
        """What a part noted, one line each time it began."""
        file = self.folder / name
        return file.read_text().splitlines() if file.exists() else []

    def all_began(self) -> bool:
        return all(self.notes(name) for name in self.parts)

    def running(self) -> list[str]:
        """The processes that began and still run."""
        numbers = [note for name in self.parts for note in self.notes(name) if note.isdecimal()]
        return [number for number in numbers if is_running(int(number))]


def is_running(number: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False


def wait_for(condition: Callable[[], object], patience: float = 10.0) -> bool:
    end = time.monotonic() + patience
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    made = House(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(processes, "_PARTS", made.parts)
    yield made
    for number in made.running():
        os.kill(int(number), signal.SIGKILL)


def run_until(condition: Callable[[], object], settings: Settings, number: int = signal.SIGINT) -> int:
    """Run the house and press Ctrl-C once the condition holds, or when it takes too long."""

    ended = threading.Event()

    def press() -> None:
        wait_for(lambda: ended.is_set() or condition())
        if not ended.is_set():
            os.kill(os.getpid(), number)

    thread = threading.Thread(target=press)
    thread.start()
    try:
        return processes.run(settings)
    finally:
        ended.set()
        thread.join()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_stopping_ends_all_parts(
    house: House, settings: Settings, capsys: pytest.CaptureFixture[str], number: int
) -> None:
    for name in ("actions", "rasa", "front"):
        house.part(name, WAITS)
    assert run_until(house.all_began, settings, number) == 0
    assert [len(house.notes(name)) for name in house.parts] == [1, 1, 1]
    assert house.running() == []
    assert capsys.readouterr().out.endswith("Noor stops.\n")


def test_a_part_that_will_not_stop_is_killed(house: House, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "STOP_WITHIN", 0.1)
    house.part("deaf", IGNORES)
    assert run_until(house.all_began, settings) == 0
    assert house.running() == []


def test_a_part_that_ends_is_started_again(
    house: House, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    house.part("short", BEGINS + "os._exit(3)")
    house.part("steady", WAITS)
    assert run_until(lambda: len(house.notes("short")) == 2, settings) == 0
    assert len(house.notes("steady")) == 1
    assert "short ended with code 3; it starts again in 2 s." in capsys.readouterr().err


def test_a_wrong_setting_of_one_stops_all(house: House, settings: Settings) -> None:
    house.part("steady", WAITS)
    house.part("wrong", BEGINS + "while not os.path.exists(f'{FOLDER}/steady'): time.sleep(0.01)\nos._exit(2)")
    assert run_until(lambda: False, settings) == processes.WRONG_SETTING == 2
    assert len(house.notes("wrong")) == 1
    assert house.running() == []


@pytest.mark.parametrize("given", ["van-buiten", None], ids=["given", "made"])
def test_the_parts_share_a_secret(house: House, settings: Settings, given: str | None) -> None:
    for name in ("rasa", "front"):
        house.part(name, TELLS)
    settings = settings.copy(update={"rasa_secret": SecretStr(given) if given else None})
    run_until(house.all_began, settings)
    [[first], [second]] = [house.notes(name) for name in ("rasa", "front")]
    assert first == second
    assert first == given if given else len(first) >= 32


def test_it_says_when_everything_is_ready(house: House, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    house.part("front", f"PORT = {settings.port}\n{READY_AT_THE_SECOND_ASKING}")
    said: list[str] = []

    def ready() -> bool:
        said.append(capsys.readouterr().out)
        return "Noor is ready" in "".join(said)

    run_until(ready, settings)
    text = "".join(said)
    assert text.startswith("Noor starts")
    assert f"http://localhost:{settings.port}/balie" in text


@pytest.mark.parametrize("taken", ["port", "rasa_url", "actions_url"])
def test_a_port_that_is_taken(house: House, settings: Settings, capsys: pytest.CaptureFixture[str], taken: str) -> None:
    house.part("never", WAITS)
    port = int(str(getattr(settings, taken)).rpartition(":")[2])
    with socket.create_server(("127.0.0.1", port)):
        assert processes.run(settings) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert f"127.0.0.1:{port}" in line
    assert house.notes("never") == []


def test_parts_end_when_the_house_is_killed(house: House, settings: Settings) -> None:
    for name in ("actions", "rasa"):
        house.part(name, WAITS)
    program = (
        "import json, sys; from bot import processes; from bot.settings import Settings;"
        "parts, given = json.loads(sys.argv[1]);"
        "processes._PARTS = parts; processes.run(Settings.parse_obj(given))"
    )
    given = json.dumps([house.parts, json.loads(settings.json(exclude_none=True))])
    path = os.pathsep.join((str(house.folder), str(ROOT)))
    started = subprocess.Popen([sys.executable, "-c", program, given], env={**os.environ, "PYTHONPATH": path})
    try:
        assert wait_for(house.all_began)
    finally:
        started.kill()
        started.wait()
    assert wait_for(lambda: not house.running(), 2)
