"""The work list in a browser: it tells of what comes, nothing jumps, and all of it works by keyboard."""

import statistics
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import delete, insert, update

from bot.desk.access import ACCOUNTS
from bot.desk.cookies import COOKIE
from bot.desk.sessions import Sessions
from bot.desk.staff import Colleague, Role
from bot.handover.record import Handover
from bot.messages.wake import DESK
from bot.storage.tables import handover_events, handovers
from bot.web import keys
from tests.browser.axe import violations
from tests.browser.fast_front import FastFront
from tests.browser.test_accessibility import OVERFLOW
from tests.handover.test_store import new

# How long a test waits; how soon it must be there, the first test measures.
LIVE_MS = 5000
WITHIN_MS = 500
POSITIONS = """() => [...document.querySelectorAll("#rows tr")].map((row) => row.getBoundingClientRect().top)"""


class Desk:
    """A front, what happens in it, and a colleague's windows on it."""

    def __init__(self, fast: FastFront, browser: Browser) -> None:
        self.fast, self.browser, self.app = fast, browser, fast._app
        self.anna, self.token = fast.run(self._colleague())
        self._number = 0

    async def _colleague(self) -> tuple[Colleague, str]:
        now = datetime.now(timezone.utc)
        login = f"anna-{now.timestamp()}@noordwijk.example"
        anna = await self.app[ACCOUNTS].add(login, "Anna de Wit", Role.COLLEAGUE, {"burgerzaken", "kcc"})
        return anna, await Sessions(self.app[keys.ENGINE]).start(anna, now)

    def window(self, width: int = 1440, scheme: Literal["light", "dark"] = "light", **options: Any) -> Page:
        context = self.browser.new_context(
            base_url=self.fast.url,
            locale="nl-NL",
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            reduced_motion="reduce",
            **options,
        )
        context.add_cookies([{"name": COOKIE, "value": self.token, "url": f"{self.fast.url}/balie"}])
        return context.new_page()

    def open(self, address: str = "/balie", **options: Any) -> Page:
        """A window on the list, with its stream open."""
        page = self.window(**options)
        with page.expect_request(lambda request: "/balie/lijst/keuzes" in request.url):
            page.goto(address)
        return page

    def hand_over(self, tell: bool = True, minutes: int = 0, **change: Any) -> Handover:
        """Another process writes a handover, of so many minutes ago; Noor's turn ends with it."""
        self._number += 1
        made = datetime.now(timezone.utc) - timedelta(minutes=minutes)
        fields = {"message_id": f"{made.timestamp()}.{self._number}", "channel": "website", **change}
        written = self.fast.run(self.app[keys.HANDOVERS].write(new(**fields), made))
        if tell:
            self.tell()
        return written

    def change(self, handover: Handover, what: str = "changed", **values: Any) -> None:
        """Something happens to a handover."""

        async def work() -> None:
            event = {"reference": handover.reference, "what": what, "who": "Bo", "at": datetime.now(timezone.utc)}
            same = handovers.c.reference == handover.reference
            async with self.app[keys.ENGINE].begin() as connection:
                await connection.execute(update(handovers).where(same).values(values))
                await connection.execute(insert(handover_events).values(event))

        self.fast.run(work())
        self.tell()

    def tell(self) -> None:
        self.fast.call(self.fast.announcer.wake, DESK)

    async def clear(self) -> None:
        async with self.app[keys.ENGINE].begin() as connection:
            await connection.execute(delete(handovers))


@pytest.fixture
def desk(fast: FastFront, browser: Browser) -> Iterator[Desk]:
    desk = Desk(fast, browser)
    yield desk
    for context in browser.contexts:
        context.close()
    fast.run(desk.clear())


def test_a_new_handover_is_on_the_screen_within_half_a_second(desk: Desk) -> None:
    page = desk.open()
    page.evaluate(
        """() => { window.seen = []; new MutationObserver(() => seen.push(Date.now()))
        .observe(document.getElementById("arrived"), { childList: true }); }"""
    )
    took = []
    for number in range(1, 8):
        began = 1000 * time.time()
        desk.hand_over()
        page.wait_for_function("(number) => seen.length === number", arg=number)
        took.append(page.evaluate("seen.at(-1)") - began)
    assert statistics.median(took) <= WITHIN_MS, took


def test_a_new_handover_is_told_and_nothing_jumps(desk: Desk) -> None:
    for number in range(30):
        desk.hand_over(tell=False, goal_label=f"Op reis gaan {number}")
    page = desk.open()
    page.mouse.wheel(0, 900)
    page.locator("#rows a").nth(14).focus()
    before, scrolled = page.evaluate(POSITIONS), page.evaluate("scrollY")
    desk.hand_over(urgency="acute")
    told = page.get_by_role("link", name="1 nieuwe overdracht")
    expect(told).to_be_visible(timeout=LIVE_MS)
    expect(page.locator("#arrived")).to_have_role("status")
    expect(page.get_by_role("link", name="Nieuw 31", exact=True)).to_be_visible(timeout=LIVE_MS)
    assert page.evaluate(POSITIONS) == before and page.evaluate("scrollY") == scrolled
    expect(page.locator("#rows a").nth(14)).to_be_focused()
    desk.hand_over(department="vth")
    desk.hand_over()
    expect(page.get_by_role("link", name="2 nieuwe overdrachten")).to_be_visible(timeout=LIVE_MS)
    page.get_by_role("link", name="2 nieuwe").click()
    expect(page.locator("#rows tr").first).to_contain_text("Acuut")
    expect(page.locator("#rows tr")).to_have_count(32)


def test_what_a_colleague_picks_up_is_seen_in_its_row(desk: Desk) -> None:
    first, second = desk.hand_over(tell=False, urgency="acute"), desk.hand_over(tell=False)
    page = desk.open("/balie?status=nieuw")
    page.get_by_role("link", name=second.reference).focus()
    desk.change(first, "claimed", state="claimed", claimed_by=desk.anna.id)
    expect(page.locator("#rows tr").first).to_contain_text("Opgepakt", timeout=LIVE_MS)
    expect(page.locator("#rows tr").first).to_contain_text("Anna de Wit")
    expect(page.get_by_role("link", name=second.reference)).to_be_focused()
    expect(page.get_by_role("link", name="Opgepakt 1")).to_be_visible(timeout=LIVE_MS)


def test_what_becomes_late_is_told_once(desk: Desk) -> None:
    written = desk.hand_over(tell=False)
    page = desk.open()
    status = page.locator("#status")
    expect(page.get_by_role("link", name="Te laat 0")).to_be_visible()
    desk.change(written, due_at=datetime.now(timezone.utc) - timedelta(minutes=1))
    expect(status).to_have_text("Er is nu 1 overdracht te laat.", timeout=LIVE_MS)
    expect(status).to_have_role("status")
    expect(page.locator("#rows tr").first).to_contain_text("Te laat")
    page.evaluate("() => { document.querySelector('#status').textContent = '' }")
    desk.hand_over()
    expect(page.get_by_role("link", name="1 nieuwe overdracht")).to_be_visible(timeout=LIVE_MS)
    expect(status).to_be_empty()


def test_all_by_keyboard(desk: Desk) -> None:
    made = [desk.hand_over(tell=False, urgency=urgency) for urgency in ("acute", "high", "low")]
    page = desk.open()
    for key, wanted in (("j", 0), ("j", 1), ("j", 2), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(page.get_by_role("link", name=made[wanted].reference)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(made[1].reference)
    page.go_back()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("jk turkije")
    page.keyboard.press("Enter")
    expect(page.get_by_text("niets gevonden")).to_be_visible()
    page.get_by_role("searchbox").fill("turk")
    page.keyboard.press("Enter")
    expect(page.locator("mark.hit")).to_have_text(["Turkije"] * 3)
    page.wait_for_load_state()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Volgende overdracht")


def test_a_choice_is_in_the_address_and_can_be_kept(desk: Desk) -> None:
    desk.hand_over(tell=False, urgency="acute")
    page = desk.open()
    page.get_by_label("Spoed").select_option(label="Acuut (1)")
    desk.hand_over(urgency="acute")
    expect(page.get_by_role("link", name="1 nieuwe overdracht")).to_be_visible(timeout=LIVE_MS)
    expect(page.get_by_label("Spoed")).to_have_value("acuut")
    page.get_by_role("button", name="Toon", exact=True).click()
    assert page.url.endswith("spoed=acuut&kanaal=&onderwerp=")
    page.get_by_text("Bewaar deze keuze").click()
    expect(page.get_by_label("Naam van het filter")).to_have_value("Open, Acuut")
    page.get_by_label("Naam van het filter").fill("Eerst dit")
    page.get_by_role("button", name="Bewaar").click()
    page.goto("/balie")
    page.get_by_role("link", name="Eerst dit 2").click()
    assert page.url.endswith("/balie?spoed=acuut")
    page.get_by_role("link", name="Beheer je filters").click()
    page.get_by_role("button", name="Verwijder Eerst dit").click()
    expect(page.get_by_text("nog geen filters")).to_be_visible()


def test_notifications_say_nothing_that_a_resident_said(desk: Desk) -> None:
    page = desk.window(permissions=["notifications"])
    page.add_init_script(
        """window.told = []; document.hasFocus = () => false;
        window.Notification = class extends EventTarget {
          static permission = "default";
          static requestPermission() { return Promise.resolve(this.permission = "granted"); }
          constructor(title, options) { super(); told.push([title, options.body]); }
        };"""
    )
    with page.expect_request(lambda request: "/balie/lijst/keuzes" in request.url):
        page.goto("/balie")
    desk.hand_over()
    expect(page.get_by_role("link", name="1 nieuwe overdracht")).to_be_visible(timeout=LIVE_MS)
    assert page.title().startswith("(1) Werklijst") and page.evaluate("told") == []
    page.get_by_role("button", name="Meldingen aanzetten").click()
    expect(page.get_by_role("button", name="Meldingen uitzetten")).to_be_visible()
    second = desk.hand_over(summary="Geheim")
    page.wait_for_function("() => told.length")
    assert page.evaluate("told") == [["Burgerzaken: nieuwe overdracht", f"Op reis gaan ({second.reference})"]]
    page.get_by_role("button", name="Meldingen uitzetten").click()
    desk.hand_over()
    expect(page.get_by_role("link", name="3 nieuwe overdrachten")).to_be_visible(timeout=LIVE_MS)
    assert len(page.evaluate("told")) == 1


def test_many_windows_share_one_stream(desk: Desk) -> None:
    page = desk.open()
    context, streams = page.context, list[str]()
    context.on("request", lambda request: streams.append(request.url) if request.url.endswith("/nieuws") else None)
    windows = [context.new_page() for _ in range(7)]
    for window in windows:
        window.goto("/balie")
    assert streams == []
    desk.hand_over()
    windows[-1].bring_to_front()
    expect(windows[-1].get_by_role("link", name="1 nieuwe overdracht")).to_be_visible(timeout=2 * LIVE_MS)
    page.close()
    windows[-1].wait_for_timeout(300)
    desk.hand_over()
    expect(windows[-1].get_by_role("link", name="2 nieuwe overdrachten")).to_be_visible(timeout=2 * LIVE_MS)
    assert len(streams) == 1


def test_without_scripts_the_list_works_too(desk: Desk) -> None:
    desk.hand_over(tell=False, urgency="acute")
    page = desk.window(java_script_enabled=False)
    page.goto("/balie")
    page.get_by_label("Spoed").select_option("laag")
    page.get_by_role("button", name="Toon", exact=True).click()
    expect(page.get_by_text("geen overdrachten met deze keuze")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (768, "light"), (320, "dark")])
def test_the_pages_break_no_rule(desk: Desk, width: int, scheme: Literal["light", "dark"]) -> None:
    desk.hand_over(tell=False, urgency="acute", minutes=9000, department="kcc")
    held = desk.hand_over(tell=False, urgency="low", channel="whatsapp")
    desk.hand_over(tell=False, goal="event", goal_label="Een feest of evenement organiseren")
    desk.change(held, "claimed", state="claimed", claimed_by=desk.anna.id)
    page = desk.open(width=width, scheme=scheme)
    desk.hand_over()
    expect(page.get_by_role("link", name="1 nieuwe overdracht")).to_be_visible(timeout=LIVE_MS)
    page.get_by_text("Bewaar deze keuze").click()
    page.get_by_role("button", name="Bewaar").click()
    for address in ("/balie", "/balie?spoed=laag", "/balie/zoeken?q=turk", "/balie/zoeken?q=x", "/balie/filters"):
        page.goto(address)
        assert violations(page) == [] and page.evaluate(OVERFLOW) == 0
