"""An administrator puts up an emergency notice; residents see it at once, and screen readers say it once."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.fast_front import FastFront
from tests.browser.people import Chat, sign_in
from tests.browser.test_accessibility import OVERFLOW, SMALL_TARGETS, WATCH_LOG

TEXT = "Kook het drinkwater. Het is vies. Lees meer op noordwijk.nl."


@pytest.fixture
def admin(browser: Browser, fast: FastFront) -> Page:
    """The desk in a browser of its own."""
    context = browser.new_context(base_url=fast.url, locale="nl-NL", reduced_motion="reduce")
    page = context.new_page()
    sign_in(page, fast)
    yield page
    context.close()


def put_up(admin: Page) -> None:
    admin.goto("/balie/noodbericht")
    admin.get_by_label("Wat moet iedereen weten?").fill(TEXT)
    admin.get_by_role("button", name="Bekijk het eerst").click()
    expect(admin.get_by_role("heading", name="Zo ziet het eruit")).to_be_visible()
    admin.get_by_role("button", name="Plaats het bericht nu bij iedereen").click()
    expect(admin.get_by_role("heading", name="Dit geldt nu")).to_be_visible()


def end(admin: Page) -> None:
    admin.get_by_role("button", name="Stop dit bericht").first.click()
    expect(admin.get_by_role("heading", name="Dit geldt nu")).to_have_count(0)


def test_residents_see_it_at_once_and_as_long_as_it_holds(admin: Page, fast_chat: Chat) -> None:
    page = fast_chat.page
    fast_chat.ask("Ik ga op reis")
    page.evaluate(WATCH_LOG)
    banner = page.get_by_role("region", name="Belangrijk bericht van de gemeente")
    expect(banner).to_have_count(0)

    put_up(admin)
    expect(banner).to_contain_text("Kook het drinkwater.")
    expect(banner.get_by_role("link")).to_have_attribute("href", "https://noordwijk.nl")
    expect(page.locator(".from-system").last).to_contain_text("Kook het drinkwater.")
    added = page.evaluate("window.added")
    assert [text for _, text in added if "Kook" in text] == [added[-1][1]], "said once"
    live = page.locator("#notice").evaluate("(node) => !!node.closest('[aria-live], [role=status], [role=alert]')")
    assert live is False, "the banner itself is not said"
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []

    page.reload()
    expect(banner).to_be_visible()
    expect(page.locator(".from-system").filter(has_text="Kook het drinkwater.")).to_have_count(1)
    end(admin)
    expect(banner).to_have_count(0)


def test_who_was_away_when_it_ended_sees_it_no_more(admin: Page, fast_chat: Chat) -> None:
    put_up(admin)
    banner = fast_chat.page.locator("#notice")
    expect(banner).to_be_visible()
    fast_chat.page.context.set_offline(True)
    end(admin)
    fast_chat.page.context.set_offline(False)
    expect(banner).to_be_hidden()


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_its_page_fits_and_breaks_no_rule(admin: Page, width: int) -> None:
    admin.set_viewport_size({"width": width, "height": 800})
    admin.goto("/balie/noodbericht")
    assert admin.evaluate(OVERFLOW) == 0 and admin.evaluate(SMALL_TARGETS) == [] and violations(admin) == []
    admin.get_by_label("Wat moet iedereen weten?").fill("Er wordt een calamiteit gemeld.")
    admin.get_by_role("button", name="Bekijk het eerst").click()
    expect(admin.get_by_text("kan gewoner: ramp of ongeluk")).to_be_visible()
    assert admin.evaluate(OVERFLOW) == 0 and admin.evaluate(SMALL_TARGETS) == [] and violations(admin) == []
    admin.get_by_role("button", name="Pas de tekst aan").click()
    expect(admin.get_by_label("Wat moet iedereen weten?")).to_have_value("Er wordt een calamiteit gemeld.")
