"""The desk in a browser: signing in, the list, one handover."""

from playwright.sync_api import Page, expect

from tests.browser.people import Chat, Stack, sign_in


def test_the_desk_is_closed_to_who_is_not_signed_in(page: Page) -> None:
    page.goto("/balie")

    expect(page.get_by_label("Wachtwoord")).to_be_visible()
    expect(page.get_by_role("table")).to_have_count(0)


def test_a_wrong_password_is_told_kindly(page: Page) -> None:
    page.goto("/balie/inloggen")
    page.get_by_label("Naam of e-mailadres").fill("beheerder")
    page.get_by_label("Wachtwoord").fill("niet het wachtwoord")
    page.get_by_role("button", name="Inloggen").click()

    expect(page.get_by_role("alert")).not_to_be_empty()
    expect(page.get_by_label("Wachtwoord")).to_be_visible()


def test_staff_find_a_handover_and_read_the_whole_conversation(page: Page, chat: Chat, stack: Stack) -> None:
    reference = chat.talk_until_handed_over()
    said = chat.resident.locator(".text").all_inner_texts()

    sign_in(page, stack)
    page.get_by_role("row").filter(has_text=reference).get_by_role("link").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text(reference)
    transcript = page.get_by_role("region", name="Het gesprek")
    for words in said:
        expect(transcript.get_by_text(words, exact=True).first).to_be_visible()
    expect(transcript).to_contain_text("Noor")


def test_signing_out_closes_the_desk(page: Page, stack: Stack) -> None:
    sign_in(page, stack)
    page.get_by_role("button", name="Account van").click()
    page.get_by_role("button", name="Uitloggen").click()
    page.goto("/balie")

    expect(page.get_by_label("Wachtwoord")).to_be_visible()
