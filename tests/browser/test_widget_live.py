"""A colleague takes over: their name appears, Noor is silent, and both see each other write."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fast_front import FastFront
from tests.browser.people import Chat
from tests.waiting import wait_until


def test_a_colleague_comes_talks_and_goes(fast_chat: Chat, fast: FastFront) -> None:
    page, conversation = fast_chat.page, fast.newest_conversation()
    fast_chat.ask_until_options()
    turns = len(fast.rasa.turns)

    fast_chat.choices.first.focus()
    fast.run(fast.log.take_over(conversation, "Anna de Wit"))
    expect(page.get_by_text("Je praat met Anna de Wit, een mens")).to_be_visible()
    expect(page.get_by_role("button", name="Ik wil een mens")).to_be_hidden()
    expect(fast_chat.choices).to_have_count(0)
    expect(page.locator("#scroller")).to_be_focused()
    fast.call(fast.announcer.set_typing, conversation, True, "staff", 60)
    expect(page.get_by_text("Anna de Wit schrijft een antwoord")).to_be_visible()
    fast.run(fast.log.say(conversation, "staff", "Dag, met Anna. Waarmee kan ik helpen?", author="Anna de Wit"))
    fast.call(fast.announcer.set_typing, conversation, False, "staff")
    said = page.locator(".from-staff")
    expect(said).to_contain_text("Anna de Wit zei:Dag, met Anna.")
    expect(said.locator(".meta")).to_contain_text("Anna de Wit · ")
    expect(page.get_by_text("schrijft een antwoord")).to_be_hidden()

    fast_chat.box.press_sequentially("Mijn pas")
    wait_until(lambda: fast.call(fast.announcer.is_typing, conversation, "resident"))
    fast_chat.box.press("Enter")
    expect(fast_chat.resident.last.locator(".meta")).to_contain_text("verstuurd")
    wait_until(lambda: not fast.call(fast.announcer.is_typing, conversation, "resident"))
    assert len(fast.rasa.turns) == turns

    page.reload()
    expect(page.get_by_text("Je praat met Anna de Wit, een mens")).to_be_visible()
    fast.run(fast.log.hand_back(conversation))
    expect(page.get_by_text("Je praat met een computer")).to_be_visible()
    expect(page.get_by_role("button", name="Ik wil een mens")).to_be_visible()
    fast_chat.ask("Hoi Noor")
    assert len(fast.rasa.turns) == turns + 1


HIDE = """(isHidden) => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => isHidden });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def look_elsewhere(page: Page) -> Callable[[], object]:
    page.evaluate(HIDE, True)
    page.clock.run_for(61_000)
    return lambda: page.evaluate(HIDE, False)


def lose_the_connection(page: Page) -> Callable[[], object]:
    page.route("**/api/chat/events**", lambda route: route.abort())
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#banner")).to_be_empty()

    def back() -> None:
        page.unroute("**/api/chat/events**")
        page.clock.run_for(20_000)

    return back


@pytest.mark.parametrize("leave", [look_elsewhere, lose_the_connection])
def test_who_was_away_when_the_colleague_left_is_with_noor_again(
    fast_page: Page, fast: FastFront, leave: Callable[[Page], Callable[[], object]]
) -> None:
    fast_page.clock.install()
    chat = Chat(fast_page).open()
    conversation = fast.newest_conversation()
    fast.run(fast.log.take_over(conversation, "Anna de Wit"))
    fast.call(fast.announcer.set_typing, conversation, True, "staff", 600)
    expect(fast_page.get_by_text("Je praat met Anna de Wit, een mens")).to_be_visible()
    fast_page.clock.run_for(1000)
    expect(fast_page.locator("#typing")).to_be_visible()

    come_back = leave(fast_page)
    fast.call(fast.announcer.set_typing, conversation, False, "staff")
    fast.run(fast.log.hand_back(conversation))
    come_back()

    expect(fast_page.get_by_text("Je praat met een computer")).to_be_visible()
    expect(fast_page.locator("#typing")).to_be_hidden()
    expect(fast_page.get_by_role("button", name="Ik wil een mens")).to_be_visible()
    chat.ask_until_options()
    chat.choices.nth(1).click()
    expect(fast_page.get_by_label("Of kies een datum")).to_be_visible()


def test_a_help_stays_when_the_connection_comes_back(fast_chat: Chat, fast: FastFront) -> None:
    fast_chat.ask("Ik ga op reis")
    day = fast_chat.page.get_by_label("Of kies een datum")
    expect(day).to_be_visible()
    with fast_chat.page.expect_request("**/api/chat/events**"):
        fast_chat.page.evaluate("dispatchEvent(new Event('online'))")
    fast.run(fast.log.say(fast.newest_conversation(), "system", "Een melding."))
    expect(fast_chat.page.get_by_text("Een melding.")).to_be_visible()
    expect(day).to_be_visible()


def test_a_help_of_noors_does_not_come_back_when_a_colleague_comes(fast_chat: Chat, fast: FastFront) -> None:
    fast_chat.ask("Ik ga op reis")
    day = fast_chat.page.get_by_label("Of kies een datum")
    expect(day).to_be_visible()
    fast.run(fast.log.take_over(fast.newest_conversation(), "Anna de Wit"))
    expect(fast_chat.page.get_by_text("neemt het gesprek over")).to_be_visible()
    expect(day).to_be_hidden()


def test_to_noor_nobody_is_seen_writing(fast_chat: Chat) -> None:
    asked: list[str] = []
    fast_chat.page.on("request", lambda request: asked.append(request.url))
    fast_chat.box.press_sequentially("Ik schrijf iets")
    fast_chat.ask("Klaar")
    assert not [address for address in asked if "/typing" in address]


def test_a_colleague_who_comes_is_seen_below_a_long_answer(fast_chat: Chat, fast: FastFront) -> None:
    page, conversation = fast_chat.page, fast.newest_conversation()
    page.set_viewport_size({"width": 390, "height": 800})
    fast_chat.ask("Ik snap een brief niet")
    fast.run(fast.log.say(conversation, "noor", "Dit is een lang antwoord. " * 40))
    expect(page.get_by_role("button", name="Nieuwste bericht")).to_be_visible()
    expect(fast_chat.resident.last).to_be_in_viewport()

    fast.run(fast.log.take_over(conversation, "Anna de Wit"))
    expect(page.get_by_text("neemt het gesprek over")).to_be_in_viewport()
    fast.run(fast.log.say(conversation, "staff", "Dag, met Anna. Over welke brief gaat het?", author="Anna de Wit"))
    expect(page.locator(".from-staff")).to_be_in_viewport()


def test_who_reads_further_up_is_left_alone_when_a_colleague_speaks(fast_chat: Chat, fast: FastFront) -> None:
    page, conversation = fast_chat.page, fast.newest_conversation()
    page.set_viewport_size({"width": 390, "height": 800})
    fast_chat.ask("Ik snap een brief niet")
    fast.run(fast.log.say(conversation, "noor", "Dit is een lang antwoord. " * 40))
    button = page.get_by_role("button", name="Nieuwste bericht")
    expect(button).to_be_visible()
    fast_chat.resident.last.hover()
    page.mouse.wheel(0, 150)
    expect(fast_chat.resident.last).not_to_be_in_viewport()

    fast.run(fast.log.take_over(conversation, "Anna de Wit"))
    fast.run(fast.log.say(conversation, "staff", "Dag, met Anna.", author="Anna de Wit"))
    said = page.locator(".from-staff")
    expect(said).to_have_count(1)
    expect(said).not_to_be_in_viewport()
    button.click()
    expect(said).to_be_in_viewport()
