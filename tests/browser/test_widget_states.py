"""Every state of the chat breaks no rule of axe, and a whole conversation reads as it should."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.fast_front import FastFront
from tests.browser.people import ANSWER_MS, Chat, Stack
from tests.privacy.photos import photo

TREE = Path(__file__).with_name("conversation.aria.yml")


def closed(chat: Chat) -> None:
    chat.page.goto("/voorbeeld")
    expect(chat.launcher).to_be_visible()


def opened(chat: Chat) -> None:
    chat.open_corner()


def options(chat: Chat) -> None:
    chat.open_corner().ask_until_options()


def settled_options(chat: Chat) -> None:
    chat.open_corner().ask("Ik ga op reis naar Turkije")
    chat.page.get_by_role("button", name="Verlopen").click()
    expect(chat.page.get_by_label("Of kies een datum")).to_be_visible()


def place(chat: Chat) -> None:
    chat.open_corner().ask_until_a_place()
    chat.page.get_by_role("combobox").press_sequentially("boul")
    chat.page.get_by_role("combobox").press("ArrowDown")


def sent_photo(chat: Chat) -> None:
    chat.open_corner()
    files = [{"name": "strand.png", "mimeType": "image/png", "buffer": photo("PNG")}]
    chat.page.locator("#file").set_input_files(files)
    expect(chat.page.get_by_role("button", name="Verstuur foto")).to_be_visible()
    assert violations(chat.page) == []
    chat.page.get_by_role("button", name="Verstuur foto").click()
    expect(chat.page.get_by_role("img", name="Foto die je verstuurde")).to_be_visible()


def menu(chat: Chat) -> None:
    chat.open_corner()
    chat.page.get_by_role("button", name="Meer").click()


def question(chat: Chat) -> None:
    chat.open_corner().start_over()


def error(chat: Chat) -> None:
    chat.open_corner()
    chat.page.route("**/api/chat/messages", lambda route: route.abort())
    chat.send("Dit komt niet aan")
    expect(chat.page.locator(".failure")).to_be_visible()
    chat.send("a" * 2001)
    expect(chat.page.locator("#problem")).not_to_be_empty()


def offline(chat: Chat) -> None:
    chat.open_corner()
    chat.page.context.set_offline(True)
    expect(chat.page.locator("#banner")).to_contain_text("Geen verbinding")


STATES = [closed, opened, options, settled_options, place, sent_photo, menu, question, error, offline]


@pytest.fixture(scope="module", params=["light", "dark", "forced colours", "phone"])
def looks(request: pytest.FixtureRequest, browser: Browser) -> Callable[[str], Page]:
    """Makes windows of visitors who have set their device like this, on a front."""
    kind = request.param

    def window(url: str) -> Page:
        context = browser.new_context(
            base_url=url,
            locale="nl-NL",
            reduced_motion="reduce",
            color_scheme="dark" if kind == "dark" else "light",
            forced_colors="active" if kind == "forced colours" else "none",
            viewport={"width": 320, "height": 640} if kind == "phone" else {"width": 1280, "height": 800},
        )
        context.set_default_timeout(ANSWER_MS)
        return context.new_page()

    return window


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_no_state_breaks_a_rule(looks: Callable[[str], Page], stack: Stack, state: Callable[[Chat], None]) -> None:
    page = looks(stack.url)
    try:
        state(Chat(page))
        find_nothing_wrong(page)
    finally:
        page.context.close()


def test_a_colleague_breaks_no_rule(looks: Callable[[str], Page], fast: FastFront) -> None:
    page = looks(fast.url)
    try:
        Chat(page).open_corner()
        conversation = fast.newest_conversation()
        fast.run(fast.log.take_over(conversation, "Anna"))
        fast.run(fast.log.say(conversation, "staff", "Dag, met Anna.", author="Anna"))
        fast.call(fast.announcer.set_typing, conversation, True, "staff", 60)
        expect(page.get_by_text("Anna schrijft een antwoord")).to_be_visible()
        find_nothing_wrong(page)
    finally:
        page.context.close()


def find_nothing_wrong(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_the_text_pages_break_no_rule(browser: Browser, fast: FastFront) -> None:
    for scripts in (True, False):
        context = browser.new_context(base_url=fast.url, java_script_enabled=scripts)
        page = context.new_page()
        page.goto("/" if not scripts else "/voorbeeld")
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        expect(page.get_by_role("main")).to_have_count(1)
        context.close()


def test_a_whole_conversation_reads_as_it_should(fast_chat: Chat, fast: FastFront) -> None:
    """What assistive technology finds, compared with what a person has read and found right.

    When this changes on purpose: read the new tree, then put it in the file.
    """
    fast_chat.ask_until_options()
    fast_chat.choices.nth(1).click()
    expect(fast_chat.page.get_by_label("Of kies een datum")).to_be_visible()
    fast_chat.page.get_by_label("Of kies een datum").fill("2026-12-12")
    fast_chat.page.get_by_role("button", name="Verstuur datum").click()
    expect(fast_chat.noor).to_have_count(4)
    conversation = fast.newest_conversation()
    fast.run(fast.log.take_over(conversation, "Anna"))
    fast.run(fast.log.say(conversation, "staff", "Dag, met Anna. Bel 071 366 00 00.", author="Anna"))
    expect(fast_chat.page.locator(".from-staff")).to_be_visible()
    tree = re.sub(r"\b\d\d:\d\d\b", "12:00", fast_chat.page.locator("body").aria_snapshot())
    assert tree.strip() == TREE.read_text(encoding="utf-8").strip()
