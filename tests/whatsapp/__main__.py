"""Try WhatsApp without an account: `python -m tests.whatsapp --front http://127.0.0.1:8080`.

Starts the stand-in for Meta with a page that looks like a phone, and prints the settings to start Noor with. They stay
the same from one start to the next, so Noor can be started before or after it.
"""

import argparse
import asyncio
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import aiohttp

from tests.whatsapp.account import Account, new_key, settings
from tests.whatsapp.meta import Meta
from tests.whatsapp.page import PhonePage


def main() -> None:
    """Run until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m tests.whatsapp", description="WhatsApp without an account")
    parser.add_argument("--front", default="http://127.0.0.1:8080", help="where Noor is (%(default)s)")
    parser.add_argument("--port", type=int, default=8090, help="where the phone is to be found (%(default)s)")
    parser.add_argument("--keep", type=Path, default=Path("var/whatsapp-meta.json"), help="where its secrets are kept")
    given = parser.parse_args()
    try:
        asyncio.run(_run(given.front.rstrip("/"), given.port, given.keep))
    except KeyboardInterrupt:
        pass
    except OSError as error:
        parser.exit(1, f"--port: cannot listen on {given.port}: {os.strerror(error.errno or 0)}\n")


async def _run(front: str, port: int, keep: Path) -> None:
    kept = _kept(keep)
    account = Account(**kept["account"])
    meta = Meta(account)
    PhonePage(meta)
    await meta.start(port)
    print("Start Noor with these settings:\n", flush=True)
    for name, value in settings(account, meta.url, kept["key"]).items():
        print(f"export {name}={value}")
    print(f"\nThen open the phone at {meta.url}/ (Ctrl-C stops it).", flush=True)
    try:
        await _subscribe(meta, f"{front}/whatsapp/webhook")
        await asyncio.Event().wait()
    finally:
        await meta.stop()


def _kept(file: Path) -> dict[str, Any]:
    """The account and key of the last time, or new ones, which are kept."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(json.dumps({"account": asdict(Account()), "key": new_key()}))
    content: dict[str, Any] = json.loads(file.read_text())
    return content


async def _subscribe(meta: Meta, webhook: str) -> None:
    """Wait for Noor, and tell once what is in the way."""
    told = ""
    while True:
        try:
            await meta.subscribe(webhook)
        except (aiohttp.ClientError, ValueError) as error:
            trouble = f"Noor does not take webhooks at {webhook} yet: {error}"
            if trouble != told:
                print(trouble, flush=True)
                told = trouble
            await asyncio.sleep(1)
        else:
            print(f"Noor takes webhooks at {webhook}.", flush=True)
            return


if __name__ == "__main__":
    main()
