"""Who wants a person while a colleague is there: called at once, and helped later when nobody comes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.desk.here import add_colleague_who_is_there, leave
from tests.browser.people import ANSWER_MS, REFERENCE, Chat, Stack, sign_in

# A tenth of a minute in these tests (tests/running.py), and the time to say so on a busy machine.
GIVES_UP_MS = 30_000


@pytest.fixture
def desk(browser: Browser, stack: Stack) -> Iterator[Page]:
    """The work list, in a browser of its own."""
    context = browser.new_context(base_url=stack.url, locale="nl-NL", reduced_motion="reduce")
    page = context.new_page()
    sign_in(page, stack)
    yield page
    context.close()


@pytest.fixture
def somebody(stack: Stack) -> Iterator[None]:
    """A colleague of the customer contact centre is there."""
    colleague = add_colleague_who_is_there(stack.database_url, "Cas Bos", "kcc")
    yield
    leave(stack.database_url, colleague)


def test_nobody_comes_in_time_and_it_becomes_a_call_back(chat: Chat, desk: Page, somebody: None) -> None:
    said = chat.ask("Ik wil een mens spreken")
    assert said.startswith("Ik roep nu een collega van het Klantcontactcentrum.")
    reference = REFERENCE.search(said)
    assert reference is not None
    assert violations(chat.page) == []
    desk.goto("/balie")
    row = desk.get_by_role("row").filter(has_text=reference.group())
    expect(row).to_contain_text("Wacht nu in de chat")
    assert chat.ask("Het gaat over mijn tuin").startswith("Dank je. Je collega leest dit straks.")

    expect(chat.page.locator(".from-system").last).to_contain_text("Er is nu geen collega vrij.", timeout=GIVES_UP_MS)
    expect(chat.noor.last).to_contain_text("Hoe kunnen we je bereiken?", timeout=ANSWER_MS)
    chat.ask("bel maar 06 12345678")
    ended = chat.ask("in de ochtend")
    assert "Ze bellen je." in ended and reference.group() in ended
    desk.reload()
    expect(row).not_to_contain_text("Wacht nu in de chat")
    desk.goto(f"/balie/overdrachten/{reference.group()}")
    expect(desk.get_by_text("06 12345678")).to_be_visible()


def test_who_rather_wants_help_later_need_not_wait(chat: Chat, somebody: None) -> None:
    chat.ask("Ik wil een mens spreken")
    heard = chat.noor.count()
    chat.page.get_by_role("button", name="Help me liever later").click()
    assert "Hoe kunnen we je bereiken?" in chat.answer_after(heard)


def test_with_nobody_there_nobody_is_promised(chat: Chat) -> None:
    assert "Ik roep" not in chat.ask("Ik wil een mens spreken")
