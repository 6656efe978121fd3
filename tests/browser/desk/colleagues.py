"""Colleagues in browsers of their own, and the page of a handover as they handle it."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from playwright.sync_api import Browser, Locator, Page, expect

from bot.desk.accounts import Accounts
from bot.desk.passwords import Passwords
from bot.desk.staff import Role
from bot.municipality import load_municipality
from bot.storage.engine import open_engine
from tests.browser.fast_front import MUNICIPALITY_FILE
from tests.browser.people import ANSWER_MS, Chat, Stack

PASSWORD = "duin-en-zee"
T = TypeVar("T")

# When a key was last pressed in a window, and when a text was first seen there, in one machine's milliseconds.
_NOTE_KEYS = "() => addEventListener('keydown', () => { window.pressedAt = Date.now(); }, true)"
_WATCH = """(text) => {
  const whole = (root) => [...root.querySelectorAll("*")].map((n) => n.shadowRoot).filter(Boolean)
    .map(whole).join("") + (root.body ?? root).textContent;
  window.seenAt = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`${text} was not seen`)), 10_000);
    const look = setInterval(() => whole(document).includes(text) && (clearInterval(look), resolve(Date.now())), 4);
  });
  window.seenAt.catch(() => {});
}"""


def run(work: Coroutine[Any, Any, T]) -> T:
    """Do something asynchronous where Playwright's own loop runs."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def add_colleague(database_url: str, login: str, name: str, role: Role = Role.COLLEAGUE) -> None:
    """An account with all departments."""

    async def add() -> None:
        engine = open_engine(database_url)
        departments = load_municipality(MUNICIPALITY_FILE).departments
        await Accounts(engine, Passwords()).add(login, name, role, departments, PASSWORD)
        await engine.dispose()

    run(add())


class Colleague:
    """A colleague who is signed in, in a browser without history."""

    def __init__(self, browser: Browser, stack: Stack, login: str, password: str, **context: Any) -> None:
        options = {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce", "locale": "nl-NL"}
        fresh = browser.new_context(base_url=stack.url, **options | context)
        fresh.set_default_timeout(ANSWER_MS)
        self.page = page = fresh.new_page()
        self.failures: list[str] = []
        page.on("pageerror", lambda error: self.failures.append(str(error)))
        page.goto("/balie/inloggen")
        page.get_by_label("Naam of e-mailadres").fill(login)
        page.get_by_label("Wachtwoord").fill(password)
        page.get_by_role("button", name="Inloggen").click()
        page.wait_for_url("**/balie")

    def open(self, reference: str) -> "Colleague":
        """Go to the page of a handover."""
        self.page.goto(f"/balie/overdrachten/{reference}")
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(reference)
        return self

    @property
    def box(self) -> Locator:
        return self.page.get_by_label("Antwoord aan de inwoner")

    @property
    def lines(self) -> Locator:
        return self.page.locator("#lines > li")

    def button(self, name: str) -> Locator:
        return self.page.locator("main").get_by_role("button", name=name)

    def form(self, opener: str) -> Locator:
        """Open the form below a button."""
        self.page.locator("summary", has_text=opener).click()
        return self.page.locator("details[open] form")

    def answer(self, text: str) -> None:
        """Type and send with the keyboard."""
        self.box.fill(text)
        self.box.press("Control+Enter")

    def close(self) -> None:
        self.page.context.close()
        assert self.failures == []


def resident(browser: Browser, stack: Stack) -> Chat:
    """A resident in a browser without history."""
    fresh = browser.new_context(base_url=stack.url, locale="nl-NL", reduced_motion="reduce")
    fresh.set_default_timeout(ANSWER_MS)
    return Chat(fresh.new_page()).open()


def note_keys(page: Page) -> None:
    """From now on a window knows when a key was last pressed."""
    page.evaluate(_NOTE_KEYS)


def milliseconds(sender: Page, box: Locator, keys: str, text: str, receiver: Page) -> int:
    """From pressing the keys that send `text` to seeing it in another window."""
    receiver.evaluate(_WATCH, text)
    box.fill(text)
    box.press(keys)
    seen = receiver.evaluate("() => window.seenAt")
    return int(seen - sender.evaluate("() => window.pressedAt"))
