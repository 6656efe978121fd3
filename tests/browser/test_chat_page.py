"""The chat page: talking, choosing, coming back."""

from playwright.sync_api import Page, expect

from tests.browser.people import MOST_ANSWERS, REFERENCE, Chat, Stack

IS_FOCUSED = "(node) => node.getRootNode().activeElement === node"


def test_the_page_says_that_noor_is_a_computer_and_what_is_kept(chat: Chat) -> None:
    expect(chat.page.get_by_text("Je praat met een computer")).to_be_visible()
    expect(chat.page.get_by_text("We bewaren dit gesprek 28 dagen")).to_be_visible()


def test_a_first_visit_is_no_error(page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    Chat(page).open()
    page.reload()
    expect(page.locator(".from-noor").first).to_be_visible()
    assert said == []


def test_noor_answers_what_is_typed(chat: Chat) -> None:
    answer = chat.ask("Ik wil op reis naar Turkije")

    assert answer
    expect(chat.resident).to_have_count(1)
    expect(chat.resident.locator(".meta")).to_contain_text("verstuurd")
    expect(chat.box).to_be_focused()
    expect(chat.box).to_have_value("")


def test_a_person_is_one_button_away(chat: Chat) -> None:
    heard = chat.noor.count()
    chat.page.get_by_role("button", name="Ik wil een mens").click()

    assert chat.answer_after(heard)
    expect(chat.resident.locator(".text")).to_have_text("Ik wil een mens")


def test_options_can_be_chosen_with_the_keyboard_alone(chat: Chat) -> None:
    chat.ask_until_options()
    chosen = chat.choices.last.inner_text()
    heard = chat.noor.count()

    chat.page.keyboard.press("Shift+Tab")
    expect(chat.choices.last).to_be_focused()
    chat.page.keyboard.press("Enter")

    assert chat.answer_after(heard)
    expect(chat.resident.last.locator(".text")).to_have_text(chosen)
    expect(chat.box).to_be_focused()


def test_a_whole_conversation_with_the_keyboard_alone(page: Page) -> None:
    """From the first Tab to the reference number, without a single click."""
    page.goto("/")
    chat = Chat(page)
    expect(chat.noor).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Ga naar het tekstvak")).to_be_focused()
    page.keyboard.press("Enter")
    expect(chat.box).to_be_focused()
    page.keyboard.type("Ik wil een mens spreken")
    for _ in range(MOST_ANSWERS):
        heard = chat.noor.count()
        page.keyboard.press("Enter")
        chat.answer_after(heard)
        expect(chat.box).to_be_focused()
        if REFERENCE.search("\n".join(chat.noor.locator(".text").all_inner_texts())):
            return
        if chat.choices.count():
            while not chat.choices.last.evaluate(IS_FOCUSED):
                page.keyboard.press("Shift+Tab")
        else:
            page.keyboard.type("Het gaat over mijn tuin")
    raise AssertionError("no reference was given")


def test_only_the_newest_message_has_buttons_and_the_chosen_one_is_marked(chat: Chat) -> None:
    chat.ask_until_options()
    labels = chat.choices.all_inner_texts()
    heard = chat.noor.count()
    chat.choices.first.click()
    chat.answer_after(heard)

    settled = chat.page.locator(".options").nth(chat.page.locator(".options ul").count() - 1)
    expect(settled.get_by_role("button")).to_have_count(0)
    assert settled.locator("li").all_inner_texts() == [f"{labels[0]} (gekozen)", *labels[1:]]


def test_a_reload_keeps_the_conversation_and_doubles_nothing(chat: Chat) -> None:
    chat.ask_until_options()
    before = chat.page.locator(".message .text").all_inner_texts()
    buttons = chat.choices.all_inner_texts()

    chat.page.reload()

    expect(chat.page.locator(".message")).to_have_count(len(before))
    assert chat.page.locator(".message .text").all_inner_texts() == before
    assert chat.choices.all_inner_texts() == buttons


def test_a_second_window_follows_the_same_conversation(chat: Chat) -> None:
    other = chat.page.context.new_page()
    other.goto("/")
    expect(other.locator(".from-noor").first).to_be_visible()

    chat.ask("Ik wil op reis naar Turkije")

    expect(other.locator(".from-resident .text")).to_have_text("Ik wil op reis naar Turkije")


def test_markup_is_shown_as_typed_and_never_becomes_part_of_the_page(chat: Chat) -> None:
    typed = "<img src=x onerror=\"document.title='stuk'\"><b>dik</b> https://voorbeeld.nl"
    chat.ask(typed)

    expect(chat.resident.locator(".text")).to_have_text(typed)
    expect(chat.page.locator("#log").locator("img, b")).to_have_count(0)
    expect(chat.resident.locator("a")).to_have_count(0)
    assert "stuk" not in chat.page.title()


def test_starting_over_asks_first_and_then_shows_only_the_welcome(chat: Chat) -> None:
    chat.ask("Ik wil op reis naar Turkije")
    chat.start_over()
    chat.page.get_by_role("button", name="Nee, ga door").click()
    expect(chat.resident).to_have_count(1)

    chat.start_over()
    chat.page.get_by_role("button", name="Ja, begin opnieuw").click()

    expect(chat.resident).to_have_count(0)
    expect(chat.noor).to_have_count(1)
    expect(chat.box).to_be_focused()


def test_a_conversation_that_is_gone_starts_anew_and_keeps_what_was_typed(chat: Chat) -> None:
    chat.page.context.clear_cookies()
    chat.send("Ik wil op reis")

    expect(chat.page.locator("#banner")).to_contain_text("nieuw gesprek")
    expect(chat.box).to_have_value("Ik wil op reis")
    assert chat.ask("Ik wil op reis")


def test_nothing_is_fetched_from_elsewhere(page: Page, stack: Stack) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/")
    expect(page.locator(".from-noor").first).to_be_visible()

    assert asked
    assert [url for url in asked if not url.startswith(stack.url.rstrip("/") + "/")] == []
