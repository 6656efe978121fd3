"""The composer and what happens when sending does not work."""

import pytest
from playwright.sync_api import Route, expect

from tests.browser.people import Chat

MESSAGES = "**/api/chat/messages"


def test_shift_and_enter_makes_a_new_line_and_enter_sends_both(chat: Chat) -> None:
    chat.box.press_sequentially("Eerste regel")
    chat.box.press("Shift+Enter")
    chat.box.press_sequentially("tweede regel")
    expect(chat.box).to_have_value("Eerste regel\ntweede regel")
    expect(chat.resident).to_have_count(0)

    chat.box.press("Enter")

    expect(chat.resident.locator(".text")).to_have_text("Eerste regel\ntweede regel")
    assert chat.resident.locator(".text").inner_text() == "Eerste regel\ntweede regel"


def test_the_box_grows_with_the_text_and_shrinks_after_sending(chat: Chat) -> None:
    empty = chat.box_height()
    chat.box.fill("een\ntwee\ndrie\nvier")
    assert chat.box_height() > empty + 40

    chat.box.press("Enter")
    assert chat.box_height() == empty


@pytest.mark.parametrize("typed", ["", "   ", "\n\n"], ids=["nothing", "spaces", "empty lines"])
def test_an_empty_message_is_not_sent(chat: Chat, typed: str) -> None:
    chat.send(typed)

    expect(chat.page.get_by_text("Typ eerst een bericht.")).to_be_visible()
    expect(chat.resident).to_have_count(0)
    expect(chat.box).to_be_focused()


@pytest.mark.parametrize(
    ("length", "words"),
    [(1600, ""), (1601, "Nog 399 tekens"), (1999, "Nog 1 teken"), (2003, "3 tekens te veel")],
)
def test_the_characters_left_are_told_near_the_end(chat: Chat, length: int, words: str) -> None:
    chat.box.fill("a" * length)

    expect(chat.page.locator("#left")).to_have_text(words)


def test_a_message_that_is_too_long_stays_in_the_box(chat: Chat) -> None:
    chat.send("a" * 2001)

    expect(chat.page.get_by_text("Je bericht is te lang.")).to_be_visible()
    expect(chat.box).to_have_value("a" * 2001)
    expect(chat.resident).to_have_count(0)


def test_a_failed_message_can_be_sent_again_and_arrives_once(chat: Chat) -> None:
    chat.page.route(MESSAGES, lambda route: route.abort())
    chat.send("Ik wil op reis naar Turkije")
    again = chat.page.get_by_role("button", name="Probeer opnieuw")
    expect(again).to_be_visible()
    expect(chat.page.locator("#alert")).to_have_text("Je bericht is niet verstuurd.")

    chat.page.unroute(MESSAGES)
    heard = chat.noor.count()
    again.click()

    assert chat.answer_after(heard)
    expect(again).to_have_count(0)
    chat.page.reload()
    expect(chat.resident.locator(".text")).to_have_text("Ik wil op reis naar Turkije")


def test_a_message_whose_acknowledgement_is_lost_is_not_shown_as_failed(chat: Chat) -> None:
    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    chat.page.route(MESSAGES, lose_the_answer)
    assert chat.ask("Ik wil op reis naar Turkije")

    expect(chat.page.get_by_role("button", name="Probeer opnieuw")).to_have_count(0)
    expect(chat.resident).to_have_count(1)


def test_a_failed_message_can_be_removed(chat: Chat) -> None:
    chat.page.route(MESSAGES, lambda route: route.abort())
    chat.send("Laat maar")
    chat.page.get_by_role("button", name="Verwijder").click()

    expect(chat.resident).to_have_count(0)
    expect(chat.box).to_be_focused()


def test_what_the_server_refuses_comes_back_into_the_box_with_the_reason(chat: Chat) -> None:
    refusal = {"error": {"code": "too_long", "message": "Dit bericht past niet."}}
    chat.page.route(MESSAGES, lambda route: route.fulfill(status=413, json=refusal))
    chat.send("Een verhaal dat niet past")

    expect(chat.page.get_by_text("Dit bericht past niet.")).to_be_visible()
    expect(chat.box).to_have_value("Een verhaal dat niet past")
    expect(chat.resident).to_have_count(0)


def test_offline_is_told_and_what_was_typed_is_sent_when_the_connection_is_back(chat: Chat) -> None:
    chat.page.context.set_offline(True)
    expect(chat.page.locator("#banner")).to_contain_text("Geen verbinding")
    chat.send("Ik wil op reis naar Turkije")
    expect(chat.page.get_by_text("Je bericht is niet verstuurd.").first).to_be_visible()
    heard = chat.noor.count()

    chat.page.context.set_offline(False)

    expect(chat.page.locator("#banner")).to_contain_text("weer verbonden")
    assert chat.answer_after(heard)
    expect(chat.resident).to_have_count(1)
    expect(chat.page.locator(".failure")).to_have_count(0)
