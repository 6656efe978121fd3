"""What everybody must be able to use: the rules axe knows, narrow screens, large text, announcements."""

from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.people import Chat, Stack, sign_in

# Everything on the page, in the widget's own tree too.
ALL = """(root, selector) => [...root.querySelectorAll("*")].flatMap((node) => [
  ...(node.matches(selector) ? [node] : []), ...(node.shadowRoot ? all(node.shadowRoot, selector) : [])])"""
# In pixels. Staff sit before a screen all day and see much at once; residents of 85 hold a phone.
SMALL_TARGETS = f"""(least) => {{ const all = {ALL};
  // A label around a box or a dot is tapped as one with it.
  const target = (node) => (node.matches("[type=radio], [type=checkbox]") && node.closest("label")) || node;
  return all(document, "button, textarea, input:not([type=hidden]), nav a, .back a, th a")
  .filter((node) => node.checkVisibility())
  .map((node) => [node, target(node).getBoundingClientRect()])
  .filter(([, box]) => Math.min(box.width, box.height) < least)
  .map(([node]) => node)
  .map((node) => node.outerHTML); }}"""
SMALL_TEXT = f"""(least) => {{ const all = {ALL};
  return all(document.body, "*:not(noor-chat, main)")
  .filter((node) => node.checkVisibility() && parseFloat(getComputedStyle(node).fontSize) < least)
  .map((node) => node.outerHTML); }}"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def open_page(browser: Browser, stack: Stack, width: int, scheme: Literal["light", "dark"] = "light") -> Page:
    """A still window of that width: colours are measured when nothing moves."""
    context = browser.new_context(
        base_url=stack.url,
        viewport={"width": width, "height": 700},
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    return context.new_page()


def fill_with_everything(chat: Chat) -> None:
    """Bring settled options, open options and a failed message on the screen."""
    chat.ask_until_options()
    chat.ask("Ik heb een nieuwe identiteitskaart nodig")
    chat.page.route("**/api/chat/messages", lambda route: route.abort())
    chat.send("Dit bericht komt niet aan " + "heellangwoord" * 8)
    expect(chat.page.locator(".failure")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_chat_page_breaks_no_rule(browser: Browser, stack: Stack, scheme: Literal["light", "dark"]) -> None:
    chat = Chat(open_page(browser, stack, 1280, scheme)).open()
    fill_with_everything(chat)
    assert violations(chat.page) == []

    chat.start_over()
    assert violations(chat.page) == []
    chat.page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_breaks_no_rule(browser: Browser, stack: Stack, scheme: Literal["light", "dark"]) -> None:
    page = open_page(browser, stack, 1280, scheme)
    reference = Chat(page).open().talk_until_handed_over()

    page.goto("/balie/inloggen")
    assert violations(page) == []
    sign_in(page, stack)
    assert violations(page) == []
    page.goto(f"/balie/overdrachten/{reference}")
    assert violations(page) == []
    page.context.close()


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_the_chat_page_fits_and_is_large_enough(browser: Browser, stack: Stack, width: int) -> None:
    chat = Chat(open_page(browser, stack, width)).open()
    fill_with_everything(chat)

    assert chat.page.evaluate(OVERFLOW) == 0
    assert chat.page.evaluate(SMALL_TARGETS, 44) == []
    assert chat.page.evaluate(SMALL_TEXT, 18) == []
    chat.page.context.close()


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_the_desk_fits_and_is_large_enough(browser: Browser, stack: Stack, width: int) -> None:
    page = open_page(browser, stack, width)
    reference = Chat(page).open().talk_until_handed_over()
    sign_in(page, stack)

    for address in ("/balie", f"/balie/overdrachten/{reference}"):
        page.goto(address)
        assert page.evaluate(OVERFLOW) == 0
        assert page.evaluate(SMALL_TARGETS, 34) == []
        assert page.evaluate(SMALL_TEXT, 16) == []
    page.context.close()


def test_at_four_hundred_percent_everything_can_be_reached(browser: Browser, stack: Stack) -> None:
    page = open_page(browser, stack, 320)
    page.set_viewport_size({"width": 320, "height": 200})
    chat = Chat(page).open()
    chat.ask_until_options()

    for control in (chat.choices.first, chat.box, page.get_by_role("button", name="Verstuur")):
        control.focus()
        control.scroll_into_view_if_needed()
        expect(control).to_be_in_viewport()
        control.click(trial=True)
    assert page.evaluate(OVERFLOW) == 0
    page.context.close()


WATCH_LOG = """() => {
  const log = document.querySelector("noor-chat").shadowRoot.querySelector("[role=log]");
  window.added = [];
  new MutationObserver((changes) => {
    for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
      if (!node.classList.contains("message")) continue;
      window.added.push([log.getAttribute("aria-live"), node.textContent]);
    }
  }).observe(log, { childList: true });
}"""


def test_each_message_is_read_aloud_once(chat: Chat) -> None:
    chat.page.evaluate(WATCH_LOG)
    chat.ask("Ik wil op reis naar Turkije")

    added = chat.page.evaluate("window.added")
    assert {live for live, _ in added} == {"polite"}
    assert len(added) == chat.page.locator(".message").count() - 1
    assert added[0][1].startswith("Jij zei:Ik wil op reis naar Turkije")
    assert added[1][1].startswith("Noor zei:")


def test_history_is_not_read_aloud_again(chat: Chat) -> None:
    chat.ask("Ik wil op reis naar Turkije")
    chat.page.add_init_script(f'customElements.whenDefined("noor-chat").then({WATCH_LOG})')
    chat.page.reload()

    expect(chat.page.get_by_role("log")).to_have_attribute("aria-live", "polite")
    added = chat.page.evaluate("window.added")
    assert len(added) == chat.page.locator(".message").count()
    assert {live for live, _ in added} == {"off"}


def test_focus_is_always_visible(chat: Chat) -> None:
    chat.ask_until_options()
    for _ in range(12):
        chat.page.keyboard.press("Tab")
        style = chat.page.evaluate(
            """() => {
              const node = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
              return node === document.body ? null : getComputedStyle(node).outlineStyle;
            }"""
        )
        assert style in (None, "solid", "auto")
