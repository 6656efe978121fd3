"""A real browser on the real stack, which the session fixture `stack` starts."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.fast_front import FastFront, fast_front
from tests.browser.people import ANSWER_MS, Chat, Stack

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
# An address of an office, which the browser knows to be this machine: over plain http it trusts such a one less.
OFFICE = "balie.noordwijk.test"
ARGUMENTS = (
    f"--host-resolver-rules=MAP {OFFICE} 127.0.0.1",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


# Playwright keeps an event loop running in this thread until it stops, which asynchronous tests of other
# folders cannot bear: so it lives as long as one test file.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The installed Chromium, or Playwright's own when there is none."""
    program = os.environ.get("NOOR_CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield running
        running.close()


@pytest.fixture
def context(browser: Browser, stack: Stack) -> Iterator[BrowserContext]:
    """A visitor without history whose addresses are relative to the stack."""
    fresh = browser.new_context(base_url=stack.url, locale="nl-NL", viewport={"width": 1280, "height": 800})
    fresh.set_default_timeout(ANSWER_MS)
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A window in which no script may fail."""
    yield from _without_failures(context.new_page())


@pytest.fixture(scope="module")
def fast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastFront]:
    """A front with a stand-in for Rasa: quick, and the same every time."""
    with fast_front(tmp_path_factory.mktemp("fast")) as front:
        yield front


@pytest.fixture
def fast_context(browser: Browser, fast: FastFront) -> Iterator[BrowserContext]:
    """A visitor without history of the fast front, who wants no movement."""
    fresh = browser.new_context(
        base_url=fast.url, locale="nl-NL", viewport={"width": 1280, "height": 800}, reduced_motion="reduce"
    )
    fresh.set_default_timeout(ANSWER_MS)
    yield fresh
    fresh.close()


@pytest.fixture
def fast_page(fast_context: BrowserContext) -> Iterator[Page]:
    """A window on the fast front in which no script may fail."""
    yield from _without_failures(fast_context.new_page())


@pytest.fixture
def fast_chat(fast_page: Page) -> Chat:
    """The chat page of the fast front, opened."""
    return Chat(fast_page).open()


def _without_failures(window: Page) -> Iterator[Page]:
    failures: list[str] = []
    window.on("pageerror", lambda error: failures.append(str(error)))
    yield window
    assert failures == []


@pytest.fixture
def chat(page: Page) -> Chat:
    """The chat page, opened, with the welcome on it."""
    return Chat(page).open()
