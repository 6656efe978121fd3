"""Accounts in a browser: two people at once, and the municipality's directory."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp.test_utils import unused_port
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.fast_front import FastFront
from tests.desk.directory import directory_settings, running_directory


def sign_in(page: Page, login: str, password: str) -> None:
    page.get_by_label("Naam of e-mailadres").fill(login)
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_role("button", name="Inloggen", exact=True).click()


def test_an_account_from_its_making_to_its_end(browser: Browser, fast_page: Page, fast: FastFront) -> None:
    fast_page.goto("/balie/beheer/medewerkers/nieuw")
    sign_in(fast_page, "beheerder", fast.desk_password)
    # Where the link led, after signing in.
    expect(fast_page.get_by_role("heading", level=1)).to_have_text("Nieuw account")
    fast_page.get_by_label("Naam", exact=True).fill("Anna de Wit")
    fast_page.get_by_label("Inlognaam").fill("anna@noordwijk.example")
    fast_page.get_by_label("Burgerzaken").check()
    fast_page.get_by_role("button", name="Maak het account").click()
    assert violations(fast_page) == []
    password = fast_page.locator(".secret").inner_text()

    hers = browser.new_context(base_url=fast.url, locale="nl-NL").new_page()
    hers.goto("/balie")
    sign_in(hers, "anna@noordwijk.example", password)
    expect(hers.get_by_text("Kies eerst een eigen wachtwoord.")).to_be_visible()
    expect(hers.get_by_role("navigation")).to_have_count(0)
    assert violations(hers) == []
    hers.get_by_label("Je wachtwoord van nu").fill(password)
    hers.get_by_label("Nieuw wachtwoord", exact=True).fill("wachtwoord1234")
    hers.get_by_label("Nog een keer").fill("wachtwoord1234")
    hers.get_by_role("button", name="Verander mijn wachtwoord").click()
    expect(hers.get_by_role("alert")).to_contain_text("te makkelijk")
    expect(hers.get_by_label("Nieuw wachtwoord", exact=True)).to_be_focused()
    assert violations(hers) == []
    hers.get_by_label("Je wachtwoord van nu").fill(password)
    hers.get_by_label("Nieuw wachtwoord", exact=True).fill("paraplu wortel fjord zeven")
    hers.get_by_label("Nog een keer").fill("paraplu wortel fjord zeven")
    hers.get_by_role("button", name="Verander mijn wachtwoord").click()
    expect(hers.get_by_role("heading", level=1)).to_have_text("Werklijst")
    expect(hers.get_by_role("link", name="Beheer")).to_have_count(0)

    fast_page.goto("/balie/beheer/medewerkers")
    fast_page.get_by_role("link", name="Anna de Wit").click()
    fast_page.get_by_role("button", name="Sluit dit account").click()
    expect(fast_page.get_by_text("Het account van Anna de Wit is gesloten.")).to_be_focused()
    hers.reload()
    expect(hers.get_by_role("button", name="Inloggen", exact=True)).to_be_visible()
    hers.context.close()


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastFront]:
    """A front where colleagues sign in at a directory, which is another site to the browser."""
    port = unused_port()
    site = f"http://127.0.0.1:{port}"
    with running_directory(f"{site}/balie/inloggen/gemeente/terug") as issuer:
        folder: Path = tmp_path_factory.mktemp("joined")
        front = FastFront(folder, public_url=site, **directory_settings(issuer))
        front.start(port)
        yield front
        front.stop()


def at_the_directory(page: Page, login: str) -> None:
    page.get_by_placeholder("Enter any login").fill(login)
    page.get_by_placeholder("and password").fill("x")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()


def test_somebody_signs_in_at_the_directory(browser: Browser, joined: FastFront) -> None:
    page = browser.new_context(base_url=joined.url, locale="nl-NL").new_page()
    page.goto("/balie/mijn")
    assert violations(page) == []
    page.get_by_role("link", name="Inloggen met je gemeente-account").click()
    at_the_directory(page, "anna")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn account")
    expect(page.get_by_text("Je logt in met je gemeente-account")).to_be_visible()
    page.context.close()


def test_somebody_without_a_group_is_told_so_kindly(browser: Browser, joined: FastFront) -> None:
    page = browser.new_context(base_url=joined.url, locale="nl-NL").new_page()
    page.goto("/balie/inloggen")
    page.get_by_role("link", name="Inloggen met je gemeente-account").click()
    at_the_directory(page, "dirk")
    expect(page.get_by_role("alert")).to_contain_text("nog geen toegang")
    assert violations(page) == []
    page.context.close()
