"""The whole storm: `python -m benchmarks.whatsapp_storm`, half an hour; `--messages 700` for a part of it.

7,000 messages, of which the webhooks of 30 % and of all statuses come twice, shuffled and in batches; a tenth of the
calls to Meta fail; each process is killed with `kill -9` over and over. Afterwards every message must be in the log
once, be answered, and every answer must have come on its screen once and in order.
"""

import argparse
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from benchmarks import report
from tests.running import running_noor
from tests.whatsapp.running import running_meta
from tests.whatsapp.storm import Plan, Storm, summary

# With their doubles 10,000.
MESSAGES = 7700
EACH = 7
A_SECOND = 12.0
MESSAGES_PER_KILL = 300


def main() -> int:
    """Let it rage, print and write the report. Returns the exit code: 1 when anything went wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.whatsapp_storm")
    parser.add_argument("--messages", type=int, default=MESSAGES)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    kills = max(3, given.messages // MESSAGES_PER_KILL)
    plan = Plan(given.messages, EACH, A_SECOND, kills, (15, 30), patience=3600, seed=given.seed)
    with ExitStack() as running:
        folder = running.enter_context(tempfile.TemporaryDirectory())
        whatsapp = running.enter_context(running_meta())
        noor = running.enter_context(running_noor(Path(folder), whatsapp.settings()))
        whatsapp.subscribe(noor.url)
        storm = Storm(noor, whatsapp, plan, _tell)
        began = time.monotonic()
        wrongs = storm.rage()
        figures = summary(storm, wrongs, time.monotonic() - began)
    lines = [f"- {name}: {value}" for name, value in figures.items()]
    failed = [f"- failed on purpose, {kind}: {count}" for kind, count in storm.faults.done.items()]
    if given.messages == MESSAGES:
        report.write("whatsapp_storm", figures, {"wrong": wrongs[:100]}, [*lines, *failed, *wrongs[:100]])
    print("\n".join([*lines, *failed, *wrongs[:100]]))
    return 1 if wrongs else 0


def _tell(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
