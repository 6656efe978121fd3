"""The chat on the pages of another website: one line, no permission but Noor's own, nothing lost from page to page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.guest_site import guest_site
from tests.browser.people import ANSWER_MS, Chat
from tests.running import RunningNoor, free_ports

STORED = "() => JSON.stringify(sessionStorage)"


@pytest.fixture(params=["localhost", "127.0.0.1"], ids=["another site", "the same site"])
def guest(request: pytest.FixtureRequest, stack: RunningNoor) -> Iterator[str]:
    """A website that is another site than Noor's, or another origin of the same site."""
    with guest_site(stack.guest_port, stack.url):
        yield f"http://{request.param}:{stack.guest_port}"


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    fresh = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 800})
    fresh.set_default_timeout(ANSWER_MS)
    yield fresh
    fresh.close()


@pytest.fixture
def window(visitor: BrowserContext) -> Iterator[Page]:
    """A window in which nothing may be refused by the website's own rules."""
    page = visitor.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if "Security Policy" in line.text else None)
    yield page
    assert wrong == []


def test_one_line_shows_the_chat_and_the_conversation_goes_on_on_the_next_page(window: Page, guest: str) -> None:
    chat = Chat(window).open_corner(guest)
    chat.ask("Ik wil op reis naar Turkije")
    said = chat.messages.locator(".text").all_inner_texts()

    window.get_by_role("link", name="Next page").click()

    expect(window.get_by_role("heading", name="Another page")).to_be_visible()
    expect(chat.panel).to_be_visible()
    expect(chat.messages).to_have_count(len(said))
    assert chat.messages.locator(".text").all_inner_texts() == said
    assert window.evaluate("document.activeElement === document.body")
    assert chat.ask("Op 12 december")


def test_the_token_is_kept_only_where_a_cookie_cannot_be(window: Page, guest: str) -> None:
    Chat(window).open_corner(guest)

    has_cookie = "127.0.0.1" in guest
    assert any(cookie["name"] == "noor" for cookie in window.context.cookies()) is has_cookie
    assert ("token" in window.evaluate(STORED)) is not has_cookie
    assert "noor" not in window.evaluate("document.cookie")


def test_a_classic_script_does_as_well(window: Page, stack: RunningNoor) -> None:
    with guest_site(stack.guest_port, stack.url, kind="defer"):
        chat = Chat(window).open_corner(f"http://localhost:{stack.guest_port}")
        assert chat.ask("Ik wil op reis naar Turkije")


def test_only_noor_herself_is_asked_for_anything(window: Page, guest: str, stack: RunningNoor) -> None:
    asked: list[str] = []
    window.on("request", lambda request: asked.append(request.url))
    Chat(window).open_corner(guest).ask("Ik wil op reis naar Turkije")

    ours = (f"{stack.url}/", f"{guest}/", "data:")
    assert [address for address in asked if not address.startswith(ours)] == []


def test_the_taste_of_the_website_stays_out_of_the_chat_and_the_other_way_round(window: Page, guest: str) -> None:
    chat = Chat(window).open_corner(guest)
    size = chat.box.evaluate("(box) => getComputedStyle(box).fontSize")
    assert size == "19px"
    assert window.locator("#own").evaluate("(own) => getComputedStyle(own).borderRadius") == "0px"
    window.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("html { font-size: 62.5% } * { font: 8px serif; color: red; display: inline }");
          document.adoptedStyleSheets = [sheet];
        }"""
    )
    assert chat.box.evaluate("(box) => getComputedStyle(box).fontSize") == size
    assert chat.box.evaluate("(box) => getComputedStyle(box).color") != "rgb(255, 0, 0)"


def test_a_website_that_is_not_allowed_gets_no_conversation(window: Page, stack: RunningNoor) -> None:
    [port] = free_ports(1)
    with guest_site(port, stack.url):
        window.goto(f"http://localhost:{port}")
        Chat(window).launcher.click()
        expect(window.locator("#banner")).to_have_text("Noor kan op deze website niet chatten.")
        expect(window.locator(".message")).to_have_count(0)
