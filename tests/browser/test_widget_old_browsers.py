"""A telephone of some years old: no sheets made by scripts, no looking behind, and worse."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.fast_front import FastFront, fast_front
from tests.browser.guest_site import FOR_OLD, STRICT, guest_site
from tests.browser.people import ANSWER_MS, Chat
from tests.running import free_ports

# What Safari before 16.4 lacks, taken away.
OLD = """
delete ShadowRoot.prototype.adoptedStyleSheets;
delete Document.prototype.adoptedStyleSheets;
delete CSSStyleSheet.prototype.replaceSync;
window.CSSStyleSheet = new Proxy(CSSStyleSheet, { construct() { throw new TypeError("Illegal constructor"); } });
window.RegExp = new Proxy(RegExp, {
  construct(kind, [source, ...flags]) {
    if (/\\(\\?<[=!]/.test(source) || String(flags).includes("v")) throw new SyntaxError("Invalid regular expression");
    return new kind(source, ...flags);
  },
});
"""


@pytest.fixture
def old(fast_context: BrowserContext) -> Page:
    """A window of an old browser."""
    fast_context.add_init_script(OLD)
    return fast_context.new_page()


def size_of_letters(chat: Chat) -> str:
    return str(chat.box.evaluate("(box) => getComputedStyle(box).fontSize"))


def test_the_page_of_its_own_works_and_has_its_styles(old: Page) -> None:
    wrong: list[str] = []
    old.on("pageerror", lambda error: wrong.append(str(error)))
    old.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    chat = Chat(old).open()
    assert chat.ask("Bel me").startswith("Bel 071 366 00 00 of kijk op fixi.nl")
    links = chat.noor.last.get_by_role("link").all_text_contents()
    assert links == ["071 366 00 00", "fixi.nl (opent in een nieuw tabblad)"]
    assert size_of_letters(chat) == "19px"
    assert wrong == []


def test_the_corner_works_and_has_its_styles(old: Page) -> None:
    chat = Chat(old).open_corner()
    expect(chat.box).to_be_focused()
    assert size_of_letters(chat) == "19px"
    assert old.locator("#noor").evaluate("(node) => getComputedStyle(node).position") == "fixed"


@pytest.fixture
def embedding(tmp_path: Path) -> Iterator[tuple[FastFront, int]]:
    [port] = free_ports(1)
    with fast_front(tmp_path, allowed_origins=f"http://localhost:{port}") as front:
        yield front, port


@pytest.mark.parametrize(("rules", "size"), [(STRICT + FOR_OLD, "19px"), (STRICT, None)], ids=["allowed", "refused"])
def test_on_another_website_that_allows_it_there_are_styles_and_else_a_plain_chat(
    embedding: tuple[FastFront, int], browser: Browser, rules: str, size: str | None
) -> None:
    front, port = embedding
    context = browser.new_context(locale="nl-NL")
    context.set_default_timeout(ANSWER_MS)
    context.add_init_script(OLD)
    with guest_site(port, front.url, rules=rules):
        chat = Chat(context.new_page()).open_corner(f"http://localhost:{port}")
        assert chat.ask("Goedendag") == "Je zei: Goedendag"
        if size:
            assert size_of_letters(chat) == size
    context.close()


def test_a_browser_in_which_the_script_breaks_shows_the_telephone_number(fast_page: Page) -> None:
    fast_page.route("**/noor-chat.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    fast_page.goto("/")
    expect(fast_page.get_by_role("heading", name="Bel ons gerust")).to_be_visible(timeout=ANSWER_MS)
    expect(fast_page.get_by_role("link", name="071 366 00 00")).to_be_in_viewport()


def test_a_script_that_comes_late_takes_the_place_of_the_telephone_number(fast_page: Page) -> None:
    held: list[Route] = []
    fast_page.route("**/noor-chat.js", lambda route: held.append(route))
    fast_page.goto("/", wait_until="commit")
    number = fast_page.get_by_role("heading", name="Bel ons gerust")
    expect(number).to_be_visible(timeout=ANSWER_MS)
    held[0].continue_()
    expect(fast_page.locator(".from-noor")).to_be_visible()
    expect(number).to_be_hidden()


def test_without_scripts_the_telephone_number_is_there_at_once(browser: Browser, fast: FastFront) -> None:
    context = browser.new_context(base_url=fast.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    expect(page.get_by_role("link", name="071 366 00 00")).to_be_visible(timeout=2000)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Ga naar het telefoonnummer")).to_be_focused()
    context.close()
