"""What every page of the desk has: the ways to go, the account's menu, keys. On the fast front."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.fast_front import FastFront

STAFF = "/balie/beheer/medewerkers"
ADDRESSES = ("/balie", "/balie/mijn", STAFF, f"{STAFF}/nieuw", "/balie/beheer/logboek", "/balie/niets")
SCREENS = [(1440, "light"), (1216, "light"), (1024, "light"), (768, "dark"), (320, "light"), (320, "dark")]
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """() => [...document.querySelectorAll("button, input:not([type=hidden]), select, nav a, .back a, th a")]
  .filter((node) => node.checkVisibility())
  .map((node) => [node.closest("label") ?? node, node.outerHTML])
  .filter(([node]) => Math.min(node.getBoundingClientRect().width, node.getBoundingClientRect().height) < 34)
  .map(([, text]) => text)"""


@pytest.fixture
def desk(fast_page: Page, fast: FastFront) -> Page:
    """The desk, for an administrator who signed in."""
    fast_page.goto("/balie/inloggen")
    fast_page.get_by_label("Naam of e-mailadres").fill("beheerder")
    fast_page.get_by_label("Wachtwoord").fill(fast.desk_password)
    fast_page.get_by_role("button", name="Inloggen", exact=True).click()
    expect(fast_page.get_by_role("navigation", name="Balie")).to_be_visible()
    # The keys work once their script has run.
    fast_page.wait_for_load_state("load")
    return fast_page


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_every_page_breaks_no_rule_and_fits(browser: Browser, desk: Page, width: int, scheme: str) -> None:
    desk.set_viewport_size({"width": width, "height": 800})
    desk.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    for address in ADDRESSES:
        desk.goto(address)
        assert (address, violations(desk), desk.evaluate(OVERFLOW), desk.evaluate(SMALL)) == (address, [], 0, [])


def test_one_goes_anywhere_by_keys_alone(desk: Page) -> None:
    desk.keyboard.press("g")
    desk.keyboard.press("b")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Medewerkers")
    expect(desk.get_by_role("navigation", name="Balie").get_by_role("link", name="Beheer")).to_have_attribute(
        "aria-current", "page"
    )
    desk.keyboard.press("n")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Nieuw account")


def test_keys_are_letters_where_one_writes(desk: Page) -> None:
    desk.goto(f"{STAFF}/nieuw")
    desk.get_by_label("Naam", exact=True).press_sequentially("g b n ?")
    expect(desk.get_by_label("Naam", exact=True)).to_have_value("g b n ?")
    expect(desk.get_by_role("dialog")).to_have_count(0)


def test_the_keys_are_shown_and_can_be_switched_off(desk: Page) -> None:
    desk.keyboard.press("?")
    help_ = desk.get_by_role("dialog", name="Sneltoetsen")
    expect(help_.get_by_role("row").filter(has_text="Werklijst")).to_contain_text("g w")
    assert violations(desk) == []
    help_.get_by_label("Sneltoetsen gebruiken").uncheck()
    desk.keyboard.press("Escape")
    expect(help_).to_be_hidden()
    desk.keyboard.press("?")
    expect(help_).to_be_hidden()
    desk.get_by_role("button", name="Account van").click()
    desk.get_by_role("button", name="Sneltoetsen").click()
    help_.get_by_label("Sneltoetsen gebruiken").check()
    help_.get_by_role("button", name="Sluiten").click()
    desk.keyboard.press("?")
    expect(help_).to_be_visible()


def test_the_menu_on_a_phone_by_keyboard(desk: Page) -> None:
    desk.set_viewport_size({"width": 320, "height": 700})
    menu = desk.get_by_role("button", name="Menu")
    expect(desk.get_by_role("link", name="Zoeken")).to_be_hidden()
    menu.press("Enter")
    expect(desk.get_by_role("link", name="Zoeken")).to_be_visible()
    assert violations(desk) == []
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("link", name="Zoeken")).to_be_hidden()
    expect(menu).to_be_focused()


def test_one_signs_out_from_the_accounts_menu(desk: Page) -> None:
    desk.get_by_role("button", name="Account van").click()
    assert violations(desk) == []
    desk.get_by_role("button", name="Uitloggen").click()
    expect(desk.get_by_label("Wachtwoord")).to_be_visible()
    desk.goto("/balie")
    expect(desk.get_by_label("Wachtwoord")).to_be_visible()
