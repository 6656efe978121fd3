"""The three processes together: started in order, kept running, and stopped as one."""

import asyncio
import contextlib
import ctypes
import os
import secrets
import signal
import socket
import sys
import time
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

import aiohttp
from async_timeout import timeout

from bot.settings import Settings

WRONG_SETTING = 2
READY_WITHIN = 120.0
STOP_WITHIN = 10.0

_ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
}
_PARTS = {"actions": ("actions",), "rasa": ("bot.dialogue.server",), "front": ("bot", "front")}


def run(settings: Settings) -> int:
    """Run Noor until stopped. Returns the exit code."""
    taken = [port for port in _ports(settings) if _in_use(*port)]
    if taken:
        where = ", ".join(f"{host}:{port}" for host, port in taken)
        print(f"Already in use: {where}. Is Noor running already? Stop that, or set PORT.", file=sys.stderr)
        return 1
    secret = settings.rasa_secret.get_secret_value() if settings.rasa_secret else secrets.token_urlsafe(32)
    environment = {**_ENVIRONMENT, **os.environ, "NOOR_RASA_SECRET": secret}
    return asyncio.run(_House(settings, environment).run())


class _House:
    def __init__(self, settings: Settings, environment: Mapping[str, str]) -> None:
        self._settings = settings
        self._environment = dict(environment)
        self._stop = asyncio.Event()
        self._code = 0

    async def run(self) -> int:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._stop.set)
        parts = [asyncio.create_task(self._keep(name)) for name in _PARTS]
        greeter = asyncio.create_task(self._greet())
        await self._stop.wait()
        print("Noor stops.", flush=True)
        for task in (*parts, greeter):
            task.cancel()
        await asyncio.gather(*parts, greeter, return_exceptions=True)
        return self._code

    async def _keep(self, name: str) -> None:
        """Run a part, and start it again when it ends by itself."""
        pause = 1.0
        while True:
            began = time.monotonic()
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                *_PARTS[name],
                env=self._environment,
                start_new_session=True,
                preexec_fn=_end_with_parent(),
            )
            try:
                code = await process.wait()
            except asyncio.CancelledError:
                await _end(process)
                raise
            if code == WRONG_SETTING:
                self._code = code
                self._stop.set()
                return
            pause = 1.0 if time.monotonic() - began > 60 else min(2 * pause, 30.0)
            print(
                f"{name} ended with code {code}; it starts again in {pause:.0f} s.",
                file=sys.stderr,
                flush=True,
            )
            await asyncio.sleep(pause)

    async def _greet(self) -> None:
        began = time.monotonic()
        print("Noor starts: understanding, actions and the website.", flush=True)
        url = f"http://127.0.0.1:{self._settings.port}"
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session:
            while time.monotonic() - began < READY_WITHIN:
                with contextlib.suppress(aiohttp.ClientError, asyncio.TimeoutError):
                    async with session.get(f"{url}/readyz") as response:
                        if response.status == 200:
                            break
                await asyncio.sleep(0.2)
            else:
                print(f"Noor is not ready yet after {READY_WITHIN:.0f} s; see {url}/readyz", file=sys.stderr)
                return
        site = self._settings.site_url
        print(
            f"Noor is ready after {time.monotonic() - began:.0f} s.\n"
            f"  residents   {site}/\n  staff       {site}/balie\n  stop        Ctrl-C",
            flush=True,
        )


async def _end(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
        try:
            async with timeout(STOP_WITHIN):
                await process.wait()
        except asyncio.TimeoutError:
            process.kill()
            await process.wait()


def _end_with_parent() -> Callable[[], None] | None:
    """On Linux: have the kernel end the part when this process is killed, so that none is left holding a port."""
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)
    pr_set_pdeathsig = 1
    return lambda: library.prctl(pr_set_pdeathsig, signal.SIGTERM)


def _ports(settings: Settings) -> list[tuple[str, int]]:
    inner = [urlsplit(url) for url in (settings.rasa_url, settings.actions_url)]
    return [(part.hostname or "127.0.0.1", part.port or 80) for part in inner] + [("127.0.0.1", settings.port)]


def _in_use(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        try:
            return probe.connect_ex((host, port)) == 0
        except OSError:
            return False  # Not an address of this machine: the part itself will say so.
