"""How fast the chat is for who uses it: `python -m benchmarks.browser`, part of `make bench`.

A real Chromium on a real Noor. A reply is timed from the press on Enter until the frame in which it stands on the
screen; the page from the arrival of its script until it can be used. `around_turn` is what the browser, the network and
the front add to the turn itself, by the moments that the front wrote down.
"""

import os
import shutil
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import report
from benchmarks.bench import CONVERSATIONS
from tests.running import running_noor

ROUNDS = 8
WARM_UP = 1
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")

# From Enter until the frame with the first reply has been painted: what is posted in a frame comes after its paint.
_SAY = """(text) => new Promise((resolve) => {
  const root = document.querySelector("noor-chat").shadowRoot;
  const box = root.getElementById("text");
  box.value = text;
  const when = (message) => Date.parse(message.querySelector("time").dateTime);
  const own = () => [...root.querySelectorAll(".from-resident")].at(-1);
  const began = performance.now();
  const observer = new MutationObserver((changes) => {
    const added = changes.flatMap(({ addedNodes }) => [...addedNodes]);
    const reply = added.find((node) => node.classList.contains("from-noor"));
    if (!reply) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve([performance.now() - began, when(reply) - when(own())]);
      port2.postMessage(null);
    });
  });
  observer.observe(root.getElementById("log"), { childList: true });
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
})"""
_READY = """() => performance.getEntriesByName("noor-interactive")[0].startTime
  - performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/noor-chat.js")).responseEnd"""


def main() -> None:
    """Measure, print and write the report."""
    program = os.environ.get("NOOR_CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    replies: list[float] = []
    turns: list[float] = []
    ready: list[float] = []
    with tempfile.TemporaryDirectory() as folder, running_noor(Path(folder)) as noor, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for number in range(WARM_UP + ROUNDS):
            for texts in CONVERSATIONS:
                times, ready_after = _talk(browser, noor.url, texts)
                if number >= WARM_UP:
                    replies += [seen for seen, _ in times]
                    turns += [turn for _, turn in times]
                    ready.append(ready_after)
        browser.close()
    figures = {
        "reply_visible_p50_ms": _percentile(replies, 50),
        "reply_visible_p95_ms": _percentile(replies, 95),
        "around_turn_p50_ms": _percentile([a - b for a, b in zip(replies, turns, strict=True)], 50),
        "around_turn_p95_ms": _percentile([a - b for a, b in zip(replies, turns, strict=True)], 95),
        "ready_after_script_p50_ms": _percentile(ready, 50),
        "ready_after_script_p95_ms": _percentile(ready, 95),
    }
    lines = [f"- {name}: {value}" for name, value in figures.items()]
    report.write("browser", figures, {"replies": len(replies), "loads": len(ready)}, lines)
    print("\n".join(lines))


def _talk(browser: Browser, url: str, texts: tuple[str, ...]) -> tuple[list[tuple[float, float]], float]:
    """Milliseconds of each reply and of the turn in it, and until the page could be used."""
    context = browser.new_context(locale="nl-NL", reduced_motion="reduce")
    page = context.new_page()
    page.goto(url)
    page.locator(".from-noor").first.wait_for()
    times = [_say(page, text) for text in texts]
    ready = float(page.evaluate(_READY))
    context.close()
    return times, ready


def _say(page: Page, text: str) -> tuple[float, float]:
    seen, turn = page.evaluate(_SAY, text)
    # A reply may be in several messages; the next words wait until Noor has said them all.
    page.wait_for_timeout(60)
    return float(seen), float(turn)


def _percentile(values: list[float], percent: int) -> float:
    return round(statistics.quantiles(values, n=100, method="inclusive")[percent - 1], 1)


if __name__ == "__main__":
    main()
