"""Two colleagues and a resident at once, each in a browser of their own, on the real stack."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.desk.colleagues import PASSWORD, Colleague, add_colleague, milliseconds, note_keys, resident
from tests.browser.people import Chat
from tests.running import RunningNoor

MOST_MS = 500
ROUNDS = 10


@pytest.fixture(scope="module")
def bo_has_an_account(stack: RunningNoor) -> str:
    add_colleague(stack.database_url, "bo", "Bo Smit")
    return "bo"


@pytest.fixture
def anna(browser: Browser, stack: RunningNoor) -> Iterator[Colleague]:
    """The administrator."""
    colleague = Colleague(browser, stack, "beheerder", stack.desk_password)
    yield colleague
    colleague.close()


@pytest.fixture
def bo(browser: Browser, stack: RunningNoor, bo_has_an_account: str) -> Iterator[Colleague]:
    colleague = Colleague(browser, stack, bo_has_an_account, PASSWORD)
    yield colleague
    colleague.close()


@pytest.fixture
def chat(browser: Browser, stack: RunningNoor) -> Iterator[Chat]:
    chat = resident(browser, stack)
    yield chat
    chat.page.context.close()


def test_one_of_two_has_it_talks_live_and_hands_back(anna: Colleague, bo: Colleague, chat: Chat) -> None:
    reference = chat.talk_until_handed_over()
    for colleague in (anna, bo):
        colleague.open(reference)
        expect(colleague.button("Pak op")).to_be_visible()

    for colleague in (bo, anna):
        colleague.page.evaluate("() => document.getElementById('do-oppakken').click()")
    for colleague in (bo, anna):
        expect(colleague.page.locator(".holder")).to_contain_text("Opgepakt")
        expect(colleague.button("Pak op")).to_have_count(0)
    winner, loser = (bo, anna) if bo.box.count() else (anna, bo)
    name = "Bo Smit" if winner is bo else "Beheerder"
    expect(winner.page.locator(".holder")).to_contain_text("door jou")
    expect(loser.page.locator(".holder")).to_contain_text(f"door {name}")
    expect(loser.page.get_by_role("alert")).to_contain_text(f"{name} was je net voor")
    expect(loser.page.get_by_text(f"{name} heeft deze overdracht.")).to_be_visible()

    winner.button("Neem live over").click()
    expect(chat.page.get_by_text(f"Je praat met {name}, een mens")).to_be_visible()
    expect(loser.page.get_by_text("praat nu live met de inwoner")).to_be_visible()
    noor = chat.noor.count()

    winner.box.press_sequentially("Dag")
    expect(chat.page.get_by_text(f"{name} schrijft een antwoord")).to_be_visible()
    chat.box.press_sequentially("Ik")
    for colleague in (winner, loser):
        expect(colleague.page.locator("#typing")).to_have_text("De inwoner schrijft…")

    for page in (winner.page, chat.page):
        note_keys(page)
    to_resident, to_colleague = [], []
    for number in range(ROUNDS):
        text = f"Regel {number} van de balie"
        to_resident.append(milliseconds(winner.page, winner.box, "Control+Enter", text, chat.page))
        text = f"Regel {number} van de inwoner"
        to_colleague.append(milliseconds(chat.page, chat.box, "Enter", text, winner.page))
    print(f"live words, ms: to the resident {sorted(to_resident)}, to the colleague {sorted(to_colleague)}")
    assert max(to_resident) <= MOST_MS and max(to_colleague) <= MOST_MS
    expect(loser.lines.last).to_contain_text(f"Regel {ROUNDS - 1} van de inwoner")
    assert chat.noor.count() == noor

    winner.button("Geef terug aan Noor").click()
    expect(chat.page.get_by_text("Je praat met een computer")).to_be_visible()
    chat.ask("Ik wil een paspoort aanvragen")
    assert chat.noor.count() > noor


def test_noor_is_silent_whatever_she_was_at(anna: Colleague, chat: Chat) -> None:
    anna.open(chat.talk_until_handed_over())
    anna.button("Pak op").click()
    for number in range(5):
        expect(anna.button("Neem live over")).to_be_visible()
        # The resident asks Noor, and before she answers the colleague is there.
        chat.send(f"Ik wil een paspoort voor {number + 1} personen")
        anna.page.evaluate("() => document.getElementById('do-overnemen').click()")
        expect(chat.page.get_by_text("een mens", exact=False).first).to_be_visible()
        expect(anna.button("Geef terug aan Noor")).to_be_visible()
        anna.answer(f"Ik ben er, {number}.")
        expect(chat.page.get_by_text(f"Ik ben er, {number}.")).to_be_visible()
        chat.page.wait_for_timeout(700)
        anna.button("Geef terug aan Noor").click()
    expect(anna.button("Neem live over")).to_be_visible()

    senders = anna.lines.evaluate_all("(lines) => lines.map((line) => [line.className, line.textContent])")
    live = False
    for sender, text in senders:
        if "system" in sender:
            live = "neemt het gesprek over" in text
        assert not (live and "noor" in sender), text


def test_a_colleague_who_reads_along_sees_everything_without_a_jump(anna: Colleague, chat: Chat) -> None:
    anna.open(chat.talk_until_handed_over())
    anna.page.locator("#scroll").evaluate("(node) => { node.scrollTop = 0; }")
    chat.ask("Ik wil ook een rijbewijs verlengen")
    expect(anna.page.get_by_role("button", name="Nieuw bericht")).to_be_visible()
    assert anna.page.locator("#scroll").evaluate("(node) => node.scrollTop") == 0
