"""How WhatsApp holds out: `python -m benchmarks.whatsapp`, about eight minutes.

Two measurements on a real Noor, through the stand-in for Meta on the same machine:

- acknowledgement: so many messages a second that, with the statuses of what Noor answers, some 50 webhooks a second
  come in, each posted on its own; then a burst of 50 messages a second with their statuses on top, more than a number
  can answer (80 a second in and out). Timed around each post of Meta's, so the stand-in's own work is in it.
- a day's peak: 500 people in ten minutes, who each wait for the answer, think, and go on. Time goes faster by
  `--faster` (2 when not said), which is harder on Noor than the real ten minutes; `--faster 1` is those.
"""

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks import report
from benchmarks.bench import CONVERSATIONS
from tests.running import running_noor
from tests.waiting import eventually, wait_until
from tests.whatsapp.phone import Phone
from tests.whatsapp.running import RunningMeta, running_meta
from tests.whatsapp.webhooks import Delivery

# Most messages are answered by two, of which each has three statuses.
STEADY, STEADY_FOR = 7, 60
BURST, BURST_FOR = 50, 10
PEOPLE, PEAK = 500, 600.0
ANSWER_WITHIN = 900.0
THINKING = (5.0, 25.0)
TURNS = 5


def main() -> None:
    """Measure, print and write the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.whatsapp")
    parser.add_argument("--faster", type=float, default=2.0)
    faster = parser.parse_args().faster
    with ExitStack() as running:
        folder = running.enter_context(tempfile.TemporaryDirectory())
        whatsapp = running.enter_context(running_meta())
        noor = running.enter_context(running_noor(Path(folder), whatsapp.settings()))
        whatsapp.subscribe(noor.url)
        figures = _acknowledgement(whatsapp, "acknowledgement", STEADY, STEADY_FOR)
        figures |= _acknowledgement(whatsapp, "burst", BURST, BURST_FOR)
        figures["burst_limits_reached"] = burst = len(whatsapp.meta.refusals)
        print(figures, file=sys.stderr, flush=True)
        figures |= _peak(whatsapp, faster)
        figures["peak_limits_broken"] = len(whatsapp.meta.refusals) - burst
    figures["most_in_a_second"] = whatsapp.meta.network.rate.most
    lines = [f"- {name}: {value}" for name, value in figures.items()]
    refused = [f"- Meta refused: {code}" for code in sorted(set(whatsapp.meta.refusals))]
    report.write("whatsapp", figures, {"refused": whatsapp.meta.refusals}, [*lines, *refused])
    print("\n".join([*lines, *refused]))


def _acknowledgement(whatsapp: RunningMeta, name: str, a_second: int, for_seconds: int) -> dict[str, float]:
    phones = [whatsapp.phone(f"Persoon {number}") for number in range(a_second * for_seconds)]
    whatsapp.call(whatsapp.meta.webhooks.bring, Delivery(at_once=100))
    delivered = whatsapp.meta.webhooks.delivered
    began = time.monotonic()
    for number, phone in enumerate(phones):
        time.sleep(max(0.0, began + number / a_second - time.monotonic()))
        phone.write("ik wil een paspoort")
    wrote_for = time.monotonic() - began
    within = list(delivered.seconds)
    _wait_until_quiet(whatsapp, phones)
    return {
        f"{name}_p50_ms": _percentile(within, 50),
        f"{name}_p99_ms": _percentile(within, 99),
        f"{name}_webhooks_a_second": round(len(within) / wrote_for, 1),
        f"{name}_messages_a_second": round(len(phones) / wrote_for, 1),
        f"{name}_drained_after_seconds": round(time.monotonic() - began - wrote_for, 1),
    }


def _peak(whatsapp: RunningMeta, faster: float) -> dict[str, float]:
    chance = random.Random(1)
    phones = [whatsapp.phone(f"Bewoner {number}") for number in range(PEOPLE)]
    whatsapp.call(whatsapp.meta.webhooks.bring, Delivery(at_once=100, doubles=0.05))
    talks = []
    for number, phone in enumerate(phones):
        texts = CONVERSATIONS[number % len(CONVERSATIONS)][:TURNS]
        pauses = [chance.uniform(*THINKING) / faster for _ in texts]
        start = chance.uniform(0, PEAK / faster - sum(pauses))
        talks.append(_talk(phone, start, dict(zip(texts, pauses, strict=True))))
    began = time.monotonic()
    waited = [seconds for talk in asyncio.run(_all(talks)) for seconds in talk]
    ended = time.monotonic()
    _wait_until_quiet(whatsapp, phones)
    return {
        "peak_people": PEOPLE,
        "peak_faster": faster,
        "peak_messages": len(waited),
        "peak_seconds": round(ended - began, 1),
        "peak_drained_after_seconds": round(time.monotonic() - ended, 1),
        "peak_answer_p50_ms": _percentile(waited, 50),
        "peak_answer_p95_ms": _percentile(waited, 95),
        "peak_answer_p99_ms": _percentile(waited, 99),
    }


async def _all(talks: Sequence[Coroutine[None, None, list[float]]]) -> list[list[float]]:
    return await asyncio.gather(*talks)


async def _talk(phone: Phone, start: float, said: Mapping[str, float]) -> list[float]:
    """Seconds that a person waited for each answer; said: each text and how long they think after its answer."""
    waited = []
    await asyncio.sleep(start)
    for text, pause in said.items():
        heard, wrote = len(phone.received), time.monotonic()
        phone.write(text)
        await eventually(lambda heard=heard: len(phone.received) > heard, ANSWER_WITHIN)  # type: ignore[misc]
        waited.append(time.monotonic() - wrote)
        await asyncio.sleep(pause)
    return waited


def _wait_until_quiet(whatsapp: RunningMeta, phones: Sequence[Phone]) -> None:
    """Until every person has an answer and nothing more comes."""
    wait_until(lambda: all(phone.received for phone in phones), 600)
    shown = -1
    while shown != _shown(phones):
        shown = _shown(phones)
        wait_until(lambda: whatsapp.meta.webhooks.idle, 60)
        time.sleep(1)


def _shown(phones: Sequence[Phone]) -> int:
    return sum(len(phone.received) for phone in phones)


def _percentile(seconds: Sequence[float], percent: int) -> float:
    return round(1000 * statistics.quantiles(seconds, n=100, method="inclusive")[percent - 1], 1)


if __name__ == "__main__":
    main()
