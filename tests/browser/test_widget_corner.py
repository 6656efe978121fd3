"""The chat in the corner of a page: opening, closing, the focus, the keyboard, small windows."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fast_front import FastFront
from tests.browser.people import Chat

FOCUS = """() => {
  let node = document.activeElement;
  while (node.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  return node.id;
}"""


def test_closed_it_is_one_button_and_nothing_has_begun(fast_page: Page) -> None:
    asked: list[str] = []
    fast_page.on("request", lambda request: asked.append(request.url))
    fast_page.goto("/voorbeeld")

    chat = Chat(fast_page)
    expect(chat.launcher).to_be_visible()
    expect(chat.panel).to_be_hidden()
    assert [address for address in asked if "/api/" in address] == []


def test_opening_leads_to_the_text_box_and_closing_back_to_the_button(fast_page: Page) -> None:
    chat = Chat(fast_page).open_corner()
    expect(chat.box).to_be_focused()

    fast_page.get_by_role("button", name="Sluit").click()
    expect(chat.panel).to_be_hidden()
    expect(chat.launcher).to_be_focused()

    fast_page.keyboard.press("Enter")
    expect(chat.box).to_be_focused()
    expect(chat.noor).to_have_count(1)


def test_escape_closes_what_is_open_from_the_inside_out(fast_page: Page) -> None:
    chat = Chat(fast_page).open_corner()
    fast_page.get_by_role("button", name="Meer").click()
    menu = fast_page.locator("#menu")
    expect(menu).to_be_visible()

    fast_page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    assert fast_page.evaluate(FOCUS) == "more"

    chat.start_over()
    fast_page.keyboard.press("Escape")
    expect(fast_page.get_by_role("dialog", name="Opnieuw beginnen?")).to_be_hidden()
    expect(chat.panel).to_be_visible()
    # The browser gives the focus back in its own time; until then a key goes nowhere.
    fast_page.wait_for_function("() => document.activeElement?.shadowRoot?.activeElement")

    fast_page.keyboard.press("Escape")
    expect(chat.panel).to_be_hidden()
    expect(chat.launcher).to_be_focused()


def test_what_was_chosen_in_the_menu_leaves_the_focus_and_is_told(fast_page: Page) -> None:
    chat = Chat(fast_page).open_corner()
    fast_page.get_by_role("button", name="Meer").click()
    with fast_page.expect_download():
        fast_page.get_by_role("button", name="Gesprek opslaan").click()
    expect(fast_page.locator("#banner")).to_have_text("Het gesprek is opgeslagen.")
    assert fast_page.evaluate(FOCUS) == "more"
    expect(fast_page.locator("#banner")).to_be_empty(timeout=10_000)

    fast_page.keyboard.press("Escape")
    expect(chat.panel).to_be_hidden()
    expect(chat.launcher).to_be_focused()


MOVE = """() => {
  const chat = document.querySelector("noor-chat");
  document.querySelector("main").append(chat);
}"""


def test_moved_before_it_was_opened_it_begins_nothing(fast_page: Page) -> None:
    asked: list[str] = []
    fast_page.on("request", lambda request: asked.append(request.url))
    fast_page.goto("/voorbeeld")
    chat = Chat(fast_page)
    expect(chat.launcher).to_be_visible()
    fast_page.evaluate(MOVE)
    fast_page.wait_for_timeout(500)
    assert [address for address in asked if "/api/" in address] == []
    chat.launcher.click()
    expect(chat.noor).to_have_count(1)


def test_moved_while_it_is_open_it_goes_on(fast_page: Page) -> None:
    chat = Chat(fast_page).open_corner()
    chat.ask("Goedendag")
    fast_page.evaluate(MOVE)
    chat.ask("En verder?")
    expect(chat.messages).to_have_count(5)


def test_beside_the_panel_the_page_can_still_be_used(fast_page: Page) -> None:
    chat = Chat(fast_page).open_corner()
    fast_page.get_by_role("link", name="Praat met Noor op een pagina").click()

    expect(fast_page).to_have_title(re.compile("^Noor"))
    expect(chat.noor).to_have_count(1)


@pytest.mark.parametrize("size", [(320, 640), (1280, 256)], ids=["phone", "400 percent"])
def test_in_a_small_window_the_panel_is_all_there_is(fast_page: Page, size: tuple[int, int]) -> None:
    fast_page.set_viewport_size({"width": size[0], "height": size[1]})
    chat = Chat(fast_page).open_corner()
    box = chat.panel.bounding_box()
    assert box is not None and (box["width"], box["height"]) == size

    for _ in range(25):
        fast_page.keyboard.press("Tab")
        assert fast_page.evaluate(FOCUS) not in ("content", "own")
    fast_page.set_viewport_size({"width": 1280, "height": 800})
    expect(chat.panel).to_be_visible()
    box = chat.panel.bounding_box()
    assert box is not None and box["width"] < 600


def test_the_next_page_shows_the_panel_again_but_leaves_the_focus_alone(fast_page: Page) -> None:
    chat = Chat(fast_page).open_corner()
    chat.ask("Goedendag")
    fast_page.reload()

    expect(chat.messages).to_have_count(3)
    assert fast_page.evaluate(FOCUS) == ""


def test_on_a_phone_the_next_page_is_not_covered(fast_page: Page) -> None:
    fast_page.set_viewport_size({"width": 320, "height": 640})
    chat = Chat(fast_page).open_corner()
    fast_page.reload()

    expect(chat.launcher).to_be_visible()
    expect(chat.panel).to_be_hidden()


def test_what_is_said_while_it_is_closed_is_counted_on_the_button(fast_page: Page, fast: FastFront) -> None:
    chat = Chat(fast_page).open_corner()
    fast_page.get_by_role("button", name="Sluit").click()
    conversation = fast.newest_conversation()
    fast.run(fast.log.say(conversation, "staff", "Bent u er nog?", author="Anna"))
    expect(chat.launcher).to_contain_text("1 nieuw bericht")
    fast.run(fast.log.say(conversation, "staff", "Ik wacht even.", author="Anna"))
    expect(chat.launcher).to_contain_text("2 nieuwe berichten")
    told = fast_page.get_by_role("status").filter(has_text="Gesprek met Noor: 2 nieuwe berichten")
    expect(told).to_have_count(1)

    chat.launcher.click()
    expect(chat.messages).to_have_count(3)
    fast_page.get_by_role("button", name="Sluit").click()
    expect(chat.launcher).not_to_contain_text("nieuw")


def test_the_whole_conversation_with_the_keyboard_alone(fast_page: Page) -> None:
    press = fast_page.keyboard.press
    fast_page.goto("/voorbeeld")
    chat = Chat(fast_page)
    expect(chat.launcher).to_be_visible()
    for _ in range(12):
        press("Tab")
        if fast_page.evaluate(FOCUS) == "launcher":
            break
    press("Enter")
    expect(chat.noor).to_have_count(1)
    fast_page.keyboard.type("Ik heb een nieuw paspoort nodig")
    press("Enter")
    expect(chat.choices).to_have_count(3)
    press("Shift+Tab")
    press("Shift+Tab")
    press("Enter")
    expect(chat.resident.last).to_contain_text("Verlopen")
    expect(fast_page.get_by_label("Of kies een datum")).to_be_visible()
    expect(chat.box).to_be_focused()
    press("Shift+Tab")
    expect(fast_page.get_by_role("button", name="Verstuur datum")).to_be_focused()
    fast_page.get_by_label("Of kies een datum").fill("2026-12-12")
    press("Enter")
    expect(chat.resident.last).to_contain_text("12 december 2026")
    expect(chat.box).to_be_focused()
    press("Escape")
    expect(chat.launcher).to_be_focused()
