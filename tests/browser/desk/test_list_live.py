"""The whole of Noor: a resident is brought to a department, and a colleague sees it come."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.people import Chat, Stack, sign_in


def test_a_colleague_sees_at_once_what_a_resident_brings(browser: Browser, stack: Stack, page: Page) -> None:
    desk = browser.new_context(base_url=stack.url, locale="nl-NL").new_page()
    sign_in(desk, stack)
    reference = Chat(page).open().talk_until_handed_over()
    told = desk.get_by_role("status").get_by_role("link", name="nieuwe overdracht")
    expect(told).to_be_visible(timeout=2000)
    told.click()
    expect(desk.get_by_role("link", name=reference)).to_be_visible()
    desk.get_by_role("searchbox").fill("mens spreken")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("row").filter(has_text=reference).locator("mark.hit").first).to_be_visible()
    desk.context.close()
