"""Bad connections: reloads, two windows, a minute without, slowness, and a great many messages. On the real stack."""

import time

from playwright.sync_api import Page, Route, expect

from tests.browser.people import ANSWER_MS, Chat
from tests.running import RunningNoor

TEXTS = "(nodes) => nodes.map((node) => node.querySelector('.text').textContent)"


def test_a_reload_in_the_middle_of_a_stream_loses_and_doubles_nothing(chat: Chat) -> None:
    for number in range(4):
        chat.send(f"Ik wil op reis, bericht {number}")
        chat.page.reload()
    expect(chat.resident).to_have_count(4)
    chat.ask("En nu het laatste")

    texts = chat.resident.evaluate_all(TEXTS)
    assert texts == [*(f"Ik wil op reis, bericht {number}" for number in range(4)), "En nu het laatste"]
    # The welcome, five messages and five answers, of which the older ones may still be on their way.
    expect(chat.messages).to_have_count(11, timeout=ANSWER_MS)
    chat.page.reload()
    expect(chat.messages).to_have_count(11)


def test_what_was_not_sent_before_a_reload_is_sent_after_it(chat: Chat) -> None:
    chat.page.route("**/api/chat/messages", lambda route: route.abort())
    chat.send("Dit mag niet verloren gaan")
    expect(chat.page.get_by_role("button", name="Probeer opnieuw")).to_be_visible()
    chat.box.fill("En dit was ik aan het typen")
    chat.page.unroute("**/api/chat/messages")
    chat.page.reload()

    expect(chat.box).to_have_value("En dit was ik aan het typen")
    expect(chat.resident).to_have_count(1)
    expect(chat.resident).to_contain_text("verstuurd")
    expect(chat.noor.nth(1)).to_be_visible()


def test_two_windows_show_the_same_whoever_speaks(chat: Chat) -> None:
    other = Chat(chat.page.context.new_page()).open()
    chat.ask("Ik wil op reis naar Turkije")
    heard = chat.noor.count()
    expect(other.noor).to_have_count(heard)
    other.ask("Op 12 december")
    expect(chat.resident).to_have_count(2)
    assert chat.messages.evaluate_all(TEXTS) == other.messages.evaluate_all(TEXTS)

    other.start_over()
    other.page.get_by_role("button", name="Ja, begin opnieuw").click()
    expect(chat.messages).to_have_count(1)


def test_a_minute_without_a_connection(chat: Chat) -> None:
    page = chat.page
    page.clock.install()
    page.context.set_offline(True)
    chat.send("Ik wil op reis naar Turkije")
    expect(page.locator("#banner")).to_contain_text("Geen verbinding")
    page.clock.run_for(60_000)
    expect(chat.resident).to_contain_text("niet verstuurd")
    heard = chat.noor.count()

    page.context.set_offline(False)
    expect(page.locator("#banner")).to_contain_text("weer verbonden")
    expect(chat.noor.nth(heard)).to_be_visible()
    expect(chat.resident).to_have_count(1)
    expect(page.locator(".failure")).to_have_count(0)


def test_a_connection_that_dies_in_silence_is_noticed(chat: Chat) -> None:
    chat.page.clock.install()
    chat.page.reload()
    expect(chat.noor).to_have_count(1)
    asked: list[str] = []
    chat.page.on("request", lambda request: asked.append(request.url))
    chat.page.clock.run_for(45_000)
    expect(chat.noor).to_have_count(1)
    assert any("/api/chat/events" in address for address in asked)


def test_a_slow_network_shows_that_it_is_slow_and_keeps_the_order(chat: Chat) -> None:
    def slow(route: Route) -> None:
        time.sleep(0.6)
        route.continue_()

    chat.page.route("**/api/chat/messages", slow)
    chat.send("eerst")
    expect(chat.resident.first).to_contain_text("wordt verstuurd")
    chat.send("daarna")
    expect(chat.resident.nth(1)).to_contain_text("· verstuurd")
    chat.page.reload()
    expect(chat.resident).to_have_count(2)
    assert chat.resident.evaluate_all(TEXTS) == ["eerst", "daarna"]


def all_answered(chat: Chat, at_least: int) -> int:
    """How many messages of Noor there are once no more come."""
    before, deadline = -1, time.monotonic() + 90
    while time.monotonic() < deadline:
        count = chat.noor.count()
        if count >= at_least and count == before:
            return count
        before = count
        time.sleep(3)
    raise AssertionError(f"only {before} answers came")


def test_two_hundred_messages(chat: Chat, stack: RunningNoor) -> None:
    chat.page.evaluate(
        """async () => {
          for (let number = 0; number < 100; number += 1) {
            const body = JSON.stringify({ id: `m${number}`, text: `bericht ${number}` });
            await fetch("/api/chat/messages", { method: "POST", body });
          }
        }"""
    )
    expect(chat.resident).to_have_count(100)
    answers = all_answered(chat, at_least=101)
    chat.page.reload()
    began = time.monotonic()
    expect(chat.messages).to_have_count(100 + answers)
    assert time.monotonic() - began < 10
    expect(chat.resident.last).to_be_in_viewport()
    assert chat.resident.evaluate_all(TEXTS) == [f"bericht {number}" for number in range(100)]


def test_text_from_right_to_left_stays_so_and_turns_nothing_else(chat: Chat) -> None:
    typed = "مرحبا، أحتاج جواز سفر جديد \u202e\u2066 abc 123"
    chat.send(typed)
    own = chat.resident.locator(".text")
    expect(own).to_have_text(typed.strip())
    assert own.evaluate("(node) => getComputedStyle(node).direction") == "rtl"
    assert chat.noor.first.locator(".text").evaluate("(node) => getComputedStyle(node).direction") == "ltr"
    expect(chat.resident.locator(".meta")).to_contain_text("Jij · ")
    assert chat.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_message_of_two_thousand_characters_is_welcome(page: Page) -> None:
    chat = Chat(page).open()
    text = ("Dit is een lang verhaal over mijn tuin. " * 60)[:2000].strip()
    chat.ask(text)
    expect(chat.resident.locator(".text")).to_have_text(text)
    expect(chat.resident.locator(".meta")).to_contain_text("verstuurd")
