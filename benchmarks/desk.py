"""How fast the desk is when its store is full, on SQLite and on PostgreSQL: `make bench`.

100,000 conversations with two million messages are written to a temporary store, nine in ten handed over. Then each
kind of page is asked for over HTTP, of a front that runs as it always does, by an administrator: who sees everything
has the most to wait for.
"""

import argparse
import asyncio
import os
import random
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import aiohttp

from benchmarks import report
from benchmarks.desk_store import FullStore
from bot.desk.accounts import Accounts
from bot.desk.cookies import COOKIE
from bot.desk.passwords import Passwords
from bot.desk.sessions import Sessions
from bot.storage.engine import open_engine
from bot.storage.migrate import migrate
from tests.postgresql import postgresql
from tests.running import free_ports

CONVERSATIONS = 100_000
ROUNDS = 12
LIMIT_MS = 100
# Figures over everything in the store that nobody asked for within a minute, for one manager now and then: who waits no
# longer than a second still follows their own thought.
_LIMITS_MS = {"insight": 1000}
# On a machine with 4 GB there is room for these.
_POSTGRESQL = {"shared_buffers": "256MB", "max_wal_size": "4GB"}


def main() -> int:
    """Measure, print and write the report; 1 when anything is slower than it may be."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk", description=__doc__)
    parser.add_argument("--conversations", type=int, default=CONVERSATIONS)
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="measure one, and write no report")
    wanted = parser.parse_args()
    figures: dict[str, float] = {}
    many = wanted.conversations
    lines = [f"{many} conversations, {20 * many} messages. Milliseconds, p50 and p95.", ""]
    for name in (wanted.only,) if wanted.only else ("sqlite", "postgresql"):
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            if name == "postgresql":
                url = stack.enter_context(postgresql(**_POSTGRESQL)).url("postgres")
            else:
                url = f"sqlite:///{folder / 'noor.db'}"
            times = asyncio.run(_measure(url, folder, many))
        lines += [f"## {name}", "", "| page | p50 | p95 |", "|---|---|---|"]
        for page, took in times.items():
            figures[f"{name}_{page}_p95_ms"] = _percentile(took, 95)
            lines.append(f"| {page} | {_percentile(took, 50)} | {_percentile(took, 95)} |")
        lines.append("")
    print("\n".join(lines))
    if not wanted.only:
        report.write("desk", figures, {"conversations": many, "rounds": ROUNDS}, lines)
    slow = {name: took for name, took in figures.items() if took > _limit(name)}
    print(f"Slower than may be: {slow}" if slow else "All as fast as must be.")
    return 1 if slow else 0


async def _measure(url: str, folder: Path, conversations: int) -> dict[str, list[float]]:
    """Milliseconds of each kind of page."""
    store, session = await _fill(url, conversations)
    with _front(url, folder) as address:
        async with aiohttp.ClientSession(address, cookies={COOKIE: session}) as client:
            await _until_ready(client)
            kinds = dict(_pages(store))
            times: dict[str, list[float]] = defaultdict(list)
            for number in range(ROUNDS + 1):
                # A choice of its own each time: what was just read is kept for a minute.
                kinds["insight"] = [f"/balie/inzicht?van={date.today() - timedelta(days=27 + number)}"]
                for kind, pages in kinds.items():
                    took = [await _time(client, page) for page in pages]
                    # The first round warms up.
                    times[kind] += took if number else []
    return times


async def _fill(url: str, conversations: int) -> tuple[FullStore, str]:
    """The store, and a session of somebody who may see everything."""
    began, now = time.monotonic(), datetime.now(timezone.utc)
    await migrate(url)
    engine = open_engine(url)
    store = FullStore(conversations, now)
    await store.fill(engine)
    colleague = await Accounts(engine, Passwords()).get(store.colleague)
    assert colleague is not None
    session = await Sessions(engine).start(colleague, now)
    await engine.dispose()
    print(f"{conversations} conversations were written in {time.monotonic() - began:.0f} s", flush=True)
    return store, session


@contextmanager
def _front(url: str, folder: Path) -> Iterator[str]:
    (port,) = free_ports(1)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("NOOR_")},
        "PORT": str(port),
        "NOOR_HOST": "127.0.0.1",
        "NOOR_VAR": str(folder),
        "DATABASE_URL": url,
        "NOOR_RASA_SECRET": secrets.token_urlsafe(16),
    }
    with (folder / "front.log").open("w") as log:
        process = subprocess.Popen([sys.executable, "-m", "bot", "front"], env=environment, stdout=log, stderr=log)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


async def _until_ready(client: aiohttp.ClientSession) -> None:
    for _ in range(300):
        try:
            async with client.get("/healthz") as response:
                if response.status == 200:
                    return
        except aiohttp.ClientConnectionError:
            pass
        await asyncio.sleep(0.2)
    raise TimeoutError("the front did not start")


def _pages(store: FullStore) -> Mapping[str, Sequence[str]]:
    """The addresses of each kind; which handovers is left to chance, the same each time."""
    some = random.Random(1).sample(store.references, 10)
    deep = store.references[len(store.references) // 2]
    search, rare = "/balie/zoeken?q=", store.rare_word
    return {
        "work_list": [
            "/balie",
            "/balie?status=nieuw&afdeling=burgerzaken",
            "/balie?termijn=te-laat",
            "/balie?van=mij",
            "/balie?spoed=acuut&kanaal=whatsapp&onderwerp=travel",
            f"/balie?na={store.newest_open}",
        ],
        "work_list_done": [
            "/balie?status=afgerond",
            "/balie?status=alles&onderwerp=event",
            "/balie?status=afgerond&afdeling=youth_team&spoed=acuut",
            f"/balie?status=alles&na={deep}",
        ],
        "work_list_live": [
            "/balie/lijst/keuzes",
            f"/balie/lijst/regels?r={','.join(some)}",
            f"/balie/lijst/binnen?gezien={len(store.references) - 50}",
        ],
        "search_common": [f"{search}{words}" for words in ("paspoort", "de", "vergunning gemeente", "pa", "ve mi")],
        "search_some": [
            f"{search}{words}" for words in ("dakkapel", "zonnepanelen hond boom", "zonnepanelen&voor=5000")
        ],
        "search_rare": [f"{search}{words}" for words in (rare, some[0], f"paspoort {rare}")],
        "search_nothing": [f"{search}bestaatniet", f"{search}paspoort bestaatniet"],
        "review_queue": ["/balie/nakijken"],
        "handover": [f"/balie/overdrachten/{reference}" for reference in some],
        "handover_500_messages": [f"/balie/overdrachten/{store.long_reference}"],
    }


def _limit(figure: str) -> int:
    page = figure.partition("_")[2].removesuffix("_p95_ms")
    return _LIMITS_MS.get(page, LIMIT_MS)


async def _time(client: aiohttp.ClientSession, page: str) -> float:
    began = time.perf_counter()
    async with client.get(page, allow_redirects=False) as response:
        await response.read()
        assert response.status == 200, f"{page}: {response.status}"
    return 1000 * (time.perf_counter() - began)


def _percentile(times: Sequence[float], percent: int) -> float:
    return round(statistics.quantiles(times, n=100, method="inclusive")[percent - 1], 1)


if __name__ == "__main__":
    sys.exit(main())
