"""Beginning a conversation where that is refused, fails, or cannot be kept."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from tests.browser.fast_front import FastFront, fast_front
from tests.browser.guest_site import guest_site
from tests.browser.people import ANSWER_MS, Chat
from tests.running import free_ports

START = "**/api/chat/conversations"


@pytest.fixture
def guest(tmp_path: Path) -> Iterator[tuple[FastFront, int]]:
    """A front, and the port of a website that may show its chat."""
    [port] = free_ports(1)
    with (
        fast_front(tmp_path, allowed_origins=f"http://localhost:{port} http://127.0.0.1:{port}") as front,
        guest_site(port, front.url),
    ):
        yield front, port


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="nl-NL")
    context.set_default_timeout(ANSWER_MS)
    yield context.new_page()
    context.close()


def refuse(route: Route, status: int, words: str, wait: int = 0) -> None:
    body = json.dumps({"error": {"code": "no", "message": words}})
    route.fulfill(status=status, body=body, content_type="application/json", headers={"Retry-After": str(wait)})


def begun(page: Page) -> list[Request]:
    """The conversations that this page begins from now on."""
    found: list[Request] = []
    page.on("request", lambda sent: found.append(sent) if is_start(sent) else None)
    return found


def is_start(request: Request) -> bool:
    return request.method == "POST" and request.url.endswith("/conversations")


def test_starting_over_that_fails_leaves_the_conversation_on_another_website(
    guest: tuple[FastFront, int], window: Page
) -> None:
    chat = Chat(window).open_corner(f"http://localhost:{guest[1]}")
    chat.ask("Dit wil ik niet kwijt")
    window.route(START, lambda route: route.abort() if is_start(route.request) else route.continue_())
    chat.start_over()
    window.get_by_role("button", name="Ja, begin opnieuw").click()
    expect(window.locator("#banner")).to_contain_text("Opnieuw beginnen lukt nu niet")
    window.unroute(START)

    assert chat.ask("Ben je er nog?") == "Je zei: Ben je er nog?"
    expect(chat.messages).to_have_count(5)
    window.reload()
    expect(chat.messages).to_have_count(5)


def test_where_no_cookie_comes_back_one_conversation_is_begun_and_goes_on(
    guest: tuple[FastFront, int], window: Page
) -> None:
    starts = begun(window)
    window.goto(f"http://localhost:{guest[1]}/lijst")
    frame = window.frame_locator("iframe")
    frame.get_by_role("button", name="Vraag het Noor").click()
    expect(frame.locator(".from-noor")).to_have_count(1)
    frame.get_by_label("Jouw bericht").fill("Goedendag")
    frame.get_by_label("Jouw bericht").press("Enter")
    expect(frame.locator(".from-noor")).to_have_count(2)
    window.wait_for_timeout(1500)
    expect(frame.locator(".message")).to_have_count(3)
    assert len(starts) == 1
    assert window.context.cookies() == []


def test_conversations_that_are_gone_at_once_are_not_begun_without_end(fast_page: Page) -> None:
    starts = begun(fast_page)
    fast_page.route("**/api/chat/events**", lambda route: refuse(route, 401, "Weg."))
    fast_page.goto("/")
    fast_page.wait_for_timeout(4000)
    assert 2 <= len(starts) <= 4
    fast_page.unroute("**/api/chat/events**")
    expect(fast_page.locator(".from-noor")).to_have_count(1, timeout=ANSWER_MS)


def test_who_begins_anew_while_a_lost_conversation_waits_to_be_replaced_keeps_what_they_began(fast_page: Page) -> None:
    starts = begun(fast_page)
    fast_page.clock.install()
    fast_page.route("**/api/chat/events**", lambda route: refuse(route, 401, "Weg."))
    fast_page.goto("/")
    # The first one that is gone is replaced at once, the next after a pause.
    while len(starts) < 2:
        fast_page.wait_for_timeout(50)
        fast_page.clock.run_for(1)
    fast_page.wait_for_timeout(500)
    fast_page.unroute("**/api/chat/events**")
    Chat(fast_page).start_over()
    fast_page.get_by_role("button", name="Ja, begin opnieuw").click()
    expect(fast_page.locator(".from-noor")).to_have_count(1)
    fast_page.clock.run_for(70_000)
    fast_page.wait_for_timeout(500)
    assert len(starts) == 3


def test_who_meets_the_limit_reads_that_and_gets_a_conversation_after_the_time_it_asks(fast_page: Page) -> None:
    words = "Er beginnen nu veel gesprekken vanaf jouw netwerk. Wacht even en probeer het opnieuw."
    times: list[Route] = []

    def limit(route: Route) -> None:
        if not is_start(route.request):
            route.continue_()
        elif times:
            times.append(route)
            route.continue_()
        else:
            times.append(route)
            refuse(route, 429, words, wait=30)

    fast_page.clock.install()
    fast_page.route(START, limit)
    fast_page.goto("/")
    expect(fast_page.locator("#banner")).to_have_text(words)
    fast_page.clock.run_for(25_000)
    assert len(times) == 1
    fast_page.clock.run_for(6_000)
    expect(fast_page.locator(".from-noor")).to_have_count(1)
    expect(fast_page.locator("#banner")).not_to_have_text(words)


def test_the_stream_that_is_refused_says_why_and_obeys(fast_page: Page) -> None:
    words = "Dat gaat me te snel. Wacht even en probeer het opnieuw."
    asked: list[Route] = []

    def limit(route: Route) -> None:
        asked.append(route)
        refuse(route, 429, words, wait=30)

    fast_page.clock.install()
    fast_page.route("**/api/chat/events**", limit)
    fast_page.goto("/")
    expect(fast_page.locator("#banner")).to_have_text(words)
    fast_page.clock.run_for(25_000)
    assert len(asked) == 1
    fast_page.unroute("**/api/chat/events**")
    fast_page.clock.run_for(6_000)
    expect(fast_page.locator(".from-noor")).to_have_count(1)


def test_on_a_website_that_is_not_allowed_the_chat_says_so_and_stops(
    guest: tuple[FastFront, int], window: Page
) -> None:
    [port] = free_ports(1)
    with guest_site(port, guest[0].url):
        window.goto(f"http://localhost:{port}")
        asked: list[str] = []
        window.on("request", lambda request: asked.append(request.url))
        Chat(window).launcher.click()
        expect(window.locator("#banner")).to_have_text("Noor kan op deze website niet chatten.")
        window.wait_for_timeout(3500)
        assert len(asked) == 1


def test_a_stream_that_never_answers_is_tried_again(fast_page: Page) -> None:
    asked: list[Route] = []

    def never_the_first(route: Route) -> None:
        asked.append(route)
        if len(asked) > 1:
            route.continue_()

    fast_page.clock.install()
    fast_page.route("**/api/chat/events**", never_the_first)
    with fast_page.expect_request("**/api/chat/events**"):
        fast_page.goto("/")
    fast_page.clock.run_for(45_000)
    expect(fast_page.locator(".from-noor")).to_have_count(1)
