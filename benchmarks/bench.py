"""How long a turn takes, beside a stock Rasa in the same run: `make bench`.

Both get the same conversations from one sender, with the same model and actions. Ours is timed from the message's
POST to the front until its reply arrives on the event stream; the stock one around `rasa run`'s REST call, with
Rasa's own SQL tracker store. The ratio travels between machines; the milliseconds do not.
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import aiohttp

from benchmarks import report
from bot.dialogue.training import model_path
from tests.running import RunningNoor, free_ports, running_noor

ROUNDS = 12
WARM_UP = 2
CONVERSATIONS = (
    (
        "hallo",
        "ik heb een nieuw paspoort nodig",
        "we vliegen over twee weken naar marokko",
        "verlopen",
        "voor mezelf",
        "nee, naar turkije",
        "ja klopt",
        "ik bel zelf wel",
        "dankjewel",
    ),
    (
        "ik wil een uitbouw aan mijn huis",
        "aan de achterkant",
        "nee geen monument",
        "3 meter",
        "nee",
        "koophuis",
        "nee",
        "Hoofdstraat 12",
        "klopt",
        "anoniem",
    ),
    (
        "we willen een straatfeest organiseren",
        "zaterdag 12 juni",
        "80 mensen",
        "de straat gaat dicht",
        "nee",
        "nee",
    ),
)


def main() -> None:
    """Measure both, print and write the report."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        noor = running.enter_context(running_noor(Path(folder)))
        stock = running.enter_context(_StockRasa(Path(folder), noor))
        ours, theirs = asyncio.run(_measure(noor, stock))
    figures = {
        "turn_p50_ms": _percentile(ours, 50),
        "turn_p95_ms": _percentile(ours, 95),
        "stock_turn_p50_ms": _percentile(theirs, 50),
        "stock_turn_p95_ms": _percentile(theirs, 95),
    }
    figures["turn_p50_ratio"] = round(figures["turn_p50_ms"] / figures["stock_turn_p50_ms"], 3)
    figures["turn_p95_ratio"] = round(figures["turn_p95_ms"] / figures["stock_turn_p95_ms"], 3)
    lines = [f"- {name}: {value}" for name, value in figures.items()]
    report.write("bench", figures, {"turns": len(ours)}, lines)
    print("\n".join(lines))


async def _measure(noor: RunningNoor, stock: "_StockRasa") -> tuple[list[float], list[float]]:
    """Milliseconds of each turn. The two take turns, so that whatever else the machine does strikes both."""
    ours: list[float] = []
    theirs: list[float] = []
    async with aiohttp.ClientSession() as session:
        await stock.wait(session)
        for number in range(WARM_UP + ROUNDS):
            first, second = [], []
            for texts in CONVERSATIONS:
                first += await _through_front(session, noor.url, texts)
                second += await _through_rest(session, stock.url, texts)
            if number >= WARM_UP:
                ours += first
                theirs += second
    return ours, theirs


async def _through_front(session: aiohttp.ClientSession, url: str, texts: Sequence[str]) -> list[float]:
    async with session.post(f"{url}/api/chat/conversations") as response:
        token = (await response.json())["token"]
    headers = {"Authorization": f"Bearer {token}"}
    times = []
    async with session.get(f"{url}/api/chat/events", headers=headers) as stream:
        for text in texts:
            began = time.perf_counter()
            body = {"id": str(uuid.uuid4()), "text": text}
            async with session.post(f"{url}/api/chat/messages", json=body, headers=headers) as response:
                response.raise_for_status()
                position = (await response.json())["position"]
            await _answered(stream, position)
            times.append(1000 * (time.perf_counter() - began))
    return times


async def _answered(stream: aiohttp.ClientResponse, position: int) -> None:
    """Read on until Noor's first message after a position."""
    async for line in stream.content:
        if line.startswith(b"data: ") and b'"from"' in line:
            message = json.loads(line[6:])
            if message.get("from") == "noor" and message.get("position", 0) > position:
                return


async def _through_rest(session: aiohttp.ClientSession, url: str, texts: Sequence[str]) -> list[float]:
    times = []
    sender = str(uuid.uuid4())
    for text in texts:
        began = time.perf_counter()
        async with session.post(f"{url}/webhooks/rest/webhook", json={"sender": sender, "message": text}) as response:
            response.raise_for_status()
            await response.json()
        times.append(1000 * (time.perf_counter() - began))
    return times


class _StockRasa:
    """`rasa run` as it comes: the REST channel, Rasa's own SQL tracker store, none of our changes."""

    def __init__(self, folder: Path, noor: RunningNoor) -> None:
        self._folder = folder
        self._environment = noor.environment
        (port,) = free_ports(1)
        self.url = f"http://127.0.0.1:{port}"
        self._port = port

    def __enter__(self) -> "_StockRasa":
        secret = self._environment["NOOR_RASA_SECRET"]
        actions = f"{self._environment['NOOR_ACTIONS_URL']}/webhook"
        endpoints = {
            "action_endpoint": {"url": actions, "token": secret},
            "tracker_store": {"type": "SQL", "dialect": "sqlite", "db": str(self._folder / "stock.db")},
        }
        (self._folder / "endpoints.json").write_text(json.dumps(endpoints))
        (self._folder / "credentials.json").write_text(json.dumps({"rest": {}}))
        command = [sys.executable, "-m", "rasa", "run", "--interface", "127.0.0.1", "--port", str(self._port)]
        command += ["--model", str(model_path()), "--endpoints", str(self._folder / "endpoints.json")]
        command += ["--credentials", str(self._folder / "credentials.json")]
        self._process = subprocess.Popen(command, env={**os.environ, **self._environment})
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(30)

    async def wait(self, session: aiohttp.ClientSession) -> None:
        """Wait until it answers. Raises TimeoutError."""
        for _ in range(600):
            try:
                async with session.get(f"{self.url}/webhooks/rest/") as response:
                    if response.status == 200:
                        return
            except aiohttp.ClientConnectionError:
                pass
            await asyncio.sleep(0.2)
        raise TimeoutError("the stock Rasa did not start")


def _percentile(times: Sequence[float], percent: int) -> float:
    return round(statistics.quantiles(times, n=100, method="inclusive")[percent - 1], 1)


if __name__ == "__main__":
    main()
