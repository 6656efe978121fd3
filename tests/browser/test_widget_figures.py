"""What the chat costs the page that shows it. How fast Noor answers is measured in `benchmarks/browser.py`."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.fast_front import FastFront
from tests.browser.people import Chat

READY_WITHIN_MS = 300
WATCH = """() => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (!hadRecentInput) window.shifts.push([value, sources.map(({ node }) => node?.outerHTML)]);
    }
  }).observe({ type: "layout-shift", buffered: true });
}"""
READY = """() => performance.getEntriesByName("noor-interactive")[0].startTime
  - performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/noor-chat.js")).responseEnd"""


@pytest.mark.parametrize("address", ["/", "/voorbeeld"])
def test_it_can_be_used_soon_after_its_script_is_there(browser: Browser, fast: FastFront, address: str) -> None:
    times = []
    for _ in range(3):
        context = browser.new_context(base_url=fast.url)
        page = context.new_page()
        page.goto(address)
        page.wait_for_function("() => performance.getEntriesByName('noor-interactive').length")
        times.append(page.evaluate(READY))
        context.close()
    # Other work on this machine only makes it slower; the best of a few is what the chat itself takes.
    assert min(times) <= READY_WITHIN_MS


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("address", ["/", "/voorbeeld"])
def test_nothing_jumps(fast_page: Page, address: str, width: int) -> None:
    fast_page.set_viewport_size({"width": width, "height": 800})
    fast_page.add_init_script(f"({WATCH})()")
    fast_page.goto(address)
    chat = Chat(fast_page)
    if address != "/":
        chat.launcher.click()
    expect(chat.noor).to_have_count(1)
    # Typed key by key: a text box may grow under somebody's hands, but not by itself.
    chat.box.press_sequentially("Ik heb een nieuw paspoort nodig")
    chat.box.press("Enter")
    expect(chat.choices).to_have_count(3)
    fast_page.wait_for_timeout(600)

    assert fast_page.evaluate("window.shifts") == []


def test_one_request_shows_it_and_no_other_site_is_asked(fast_page: Page, fast: FastFront) -> None:
    asked: list[str] = []
    fast_page.on("request", lambda request: asked.append(request.url.removeprefix(fast.url)))
    fast_page.goto("/voorbeeld")
    expect(Chat(fast_page).launcher).to_be_visible()
    assert [address for address in asked if "noor-chat" in address or not address.startswith("/")] == ["/noor-chat.js"]
