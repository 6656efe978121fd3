"""The desk at 400 % zoom, with letters twice as large, and in colours that the reader's computer forces on it."""

from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from bot.desk.ready_texts import ReadyTexts
from bot.handover.reviews import Review, ReviewStore, Verdict
from bot.web import keys
from tests.browser.desk.test_review import make
from tests.browser.fast_front import FastFront
from tests.browser.people import ANSWER_MS, sign_in
from tests.browser.test_accessibility import OVERFLOW

LONG = "Ontvangstbevestiging vergunningsaanvraagprocedure"
# What lies outside the window, or is hidden by the edge of what it is in; what scrolls by itself may.
CUT_OFF = """() => {
  const hidden = (node) => node.closest(".visually-hidden, .skip, [aria-hidden=true], caption, thead");
  const scrolls = (node) => node.closest(".scroll") !== null;
  const words = (node) => [...node.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
  // A name that is too long for its button is whole in what the button opens.
  const clips = (node) => !node.matches(".for-account") && node.clientWidth > 1
    && /hidden|clip/.test(getComputedStyle(node).overflowX) && node.scrollWidth > node.clientWidth + 1;
  const out = ({ left, right }) => left < -1 || right > document.documentElement.clientWidth + 1;
  return [...document.querySelectorAll("body *")]
    .filter((node) => node.checkVisibility() && !hidden(node) && !scrolls(node))
    .filter((node) => clips(node) || (words(node) && out(node.getBoundingClientRect())))
    .map((node) => node.outerHTML.slice(0, 200)); }"""
# Where the focus is and whether it is seen: by an outline on it or its label, which is not there without it.
FOCUS = """() => {
  const outline = (node) => node && getComputedStyle(node).outline;
  const outlines = () => [outline(node), outline(node.closest("label"))];
  const node = document.activeElement;
  const focused = outlines();
  node.blur();
  const without = outlines();
  node.focus({ focusVisible: true });
  const seen = focused.some((one, at) => one && one !== without[at] && !/none/.test(one));
  return [node.outerHTML.slice(0, 160), seen]; }"""


@pytest.fixture(scope="module")
def addresses(fast: FastFront) -> dict[str, str]:
    """The pages, with something on each of them."""
    for number in range(40):
        case = make(fast, number, handed_over=number % 4 > 0, confidence=0.9 if number % 2 else None)
        if number % 5 == 0:
            review = Review(verdict=Verdict.WRONG_GOAL, who="Anna", at=datetime.now(timezone.utc))
            fast.run(ReviewStore(fast._app[keys.ENGINE]).write(case.id, review))
    fast.run(ReadyTexts(fast._app[keys.ENGINE]).save(None, None, LONG, "Je melding {meldnummer} is er. Groet, {naam}"))
    return {
        "list": "/balie",
        "handover": f"/balie/overdrachten/{make(fast, 1).reference}",
        "queue": "/balie/nakijken",
        "review": f"/balie/gesprekken/{make(fast, 2, handed_over=False).id.conversation_id}",
        "insight": "/balie/inzicht",
        "texts": "/balie/teksten",
    }


@pytest.fixture
def window(browser: Browser, fast: FastFront) -> Iterator[Callable[..., Page]]:
    """Opens windows of a colleague who is signed in."""

    def opened(width: int, height: int, **options: Any) -> Page:
        context = browser.new_context(
            base_url=fast.url,
            locale="nl-NL",
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(ANSWER_MS)
        page = context.new_page()
        sign_in(page, fast)
        return page

    yield opened
    for context in browser.contexts:
        context.close()


def open_all(page: Page) -> None:
    """Each form and table that can be opened, where more than one may be open at once."""
    page.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))")


@pytest.mark.parametrize(("width", "height", "letters"), [(320, 256, 100), (1280, 1024, 200), (640, 1024, 200)])
def test_nothing_is_cut_off(
    window: Callable[..., Page], addresses: dict[str, str], width: int, height: int, letters: int
) -> None:
    """320 by 256 is a screen of 1280 by 1024 at 400 %."""
    page = window(width, height)
    sizes = {"standard": 16 * letters // 100, "fixed": 13 * letters // 100}
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": sizes})
    for name, address in addresses.items():
        page.goto(address)
        open_all(page)
        assert (name, page.evaluate(OVERFLOW), page.evaluate(CUT_OFF)) == (name, 0, [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_seen_in_forced_colours(
    window: Callable[..., Page], addresses: dict[str, str], scheme: str
) -> None:
    page = window(1280, 900, forced_colors="active", color_scheme=scheme)
    for name, address in addresses.items():
        page.goto(address)
        open_all(page)
        for _ in range(50):
            page.keyboard.press("Tab")
            where, seen = page.evaluate(FOCUS)
            if where.startswith("<body"):
                break  # The end of the page.
            assert seen, (name, where)
