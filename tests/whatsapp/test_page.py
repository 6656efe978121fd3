"""The phone page as anybody would try it: with a mouse, with a keyboard, and with a screen reader."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import browser
from tests.whatsapp.calls import read_call
from tests.whatsapp.messages import buttons, changed, link, rows, text
from tests.whatsapp.meta import Meta
from tests.whatsapp.other_end import OtherEnd
from tests.whatsapp.page import PhonePage
from tests.whatsapp.receiver import Receiver
from tests.whatsapp.running import RunningMeta, running_meta

__all__ = ["browser"]
LOG = "#log"


@pytest.fixture
def running() -> Iterator[RunningMeta]:
    def make() -> Meta:
        meta = Meta()
        PhonePage(meta)
        return meta

    with running_meta(make) as running:
        yield running


@pytest.fixture
def desk(running: RunningMeta) -> Iterator[OtherEnd]:
    receiver = Receiver(running.meta.account)
    running.run(running.meta.subscribe(running.run(receiver.start())))
    yield OtherEnd(running, receiver)
    running.run(receiver.stop())


@pytest.fixture
def page(browser: Browser, running: RunningMeta, desk: OtherEnd) -> Iterator[Page]:
    failures: list[str] = []
    page = browser.new_page(locale="nl-NL", viewport={"width": 1000, "height": 900})
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.goto(running.meta.url)
    expect(page.locator("#number")).to_contain_text("+316")
    yield page
    page.close()
    assert failures == []


def write(page: Page, words: str) -> None:
    page.get_by_label("Bericht", exact=True).fill(words)
    page.keyboard.press("Enter")


def greet(page: Page, desk: OtherEnd) -> None:
    write(page, "Hoi, ik wil een paspoort")
    assert desk.heard("text")["text"]["body"] == "Hoi, ik wil een paspoort"


def test_typing_and_tapping(page: Page, desk: OtherEnd) -> None:
    greet(page, desk)
    desk.say(buttons("Verlopen", "Kwijt"))
    page.get_by_role("button", name="Kwijt").click()
    assert desk.heard("interactive")["interactive"]["button_reply"] == {"id": "b1", "title": "Kwijt"}
    expect(page.locator(".message.me").last).to_contain_text("Kwijt")


def test_a_list_by_keyboard(page: Page, desk: OtherEnd) -> None:
    greet(page, desk)
    desk.say(changed(rows("Paspoort", "Rijbewijs"), "interactive.action.sections.0.rows.1.description", "Het pasje"))
    page.get_by_role("button", name="Kiezen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Kiezen")).to_be_visible()
    expect(page.get_by_role("button", name="Paspoort", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert desk.heard("interactive")["interactive"]["list_reply"]["title"] == "Rijbewijs"
    expect(page.get_by_role("button", name="Kiezen")).to_be_focused()


def test_links_places_and_voice(page: Page, desk: OtherEnd) -> None:
    greet(page, desk)
    desk.say(link("Afspraak maken", "https://www.noordwijk.nl/afspraak"))
    expect(page.get_by_role("link", name="Afspraak maken")).to_have_attribute(
        "href", "https://www.noordwijk.nl/afspraak"
    )
    page.get_by_role("button", name="Iets anders sturen").click()
    page.get_by_role("button", name="Locatie (de vuurtoren)").click()
    assert desk.heard("location")["location"]["name"] == "Vuurtoren"
    page.get_by_role("button", name="Iets anders sturen").click()
    page.get_by_role("button", name="Spraakbericht").click()
    assert desk.heard("audio")["audio"]["voice"] is True


def test_a_photo(page: Page, desk: OtherEnd, tmp_path: Path) -> None:
    photo = tmp_path / "kuil.jpg"
    photo.write_bytes(b"\xff\xd8\xff a photo")
    page.get_by_role("button", name="Iets anders sturen").click()
    page.get_by_label("Foto").set_input_files(photo)
    assert desk.heard("image")["image"]["mime_type"] == "image/jpeg"


def test_second_thoughts(page: Page, desk: OtherEnd) -> None:
    greet(page, desk)
    page.get_by_role("button", name="Wijzigen of verwijderen").click()
    page.get_by_label("Nieuwe tekst").fill("Ik wil een rijbewijs")
    page.get_by_role("button", name="Wijzigen", exact=True).click()
    assert desk.heard("edit")["edit"]["message"]["text"]["body"] == "Ik wil een rijbewijs"
    page.get_by_role("button", name="Wijzigen of verwijderen").click()
    page.get_by_role("button", name="Verwijderen voor iedereen").click()
    desk.heard("revoke")
    expect(page.locator(LOG)).to_contain_text("Je hebt dit bericht verwijderd.")


def test_typing_shows_and_reading_is_ticked(page: Page, desk: OtherEnd, running: RunningMeta) -> None:
    greet(page, desk)
    wamid = desk.heard("text")["id"]
    read = {
        "messaging_product": "whatsapp",
        "status": "read",
        "message_id": wamid,
        "typing_indicator": {"type": "text"},
    }
    running.call(running.meta.network.read, read_call(json.dumps(read).encode()))
    expect(page.get_by_text("aan het typen…")).to_be_visible()
    expect(page.locator(".ticks")).to_have_text("✓✓ gelezen")
    desk.say(text("Dag Truus"))
    expect(page.get_by_text("online")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1000])
def test_axe_finds_nothing(page: Page, desk: OtherEnd, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    greet(page, desk)
    desk.say(text("Hoi, ik ben Noor, de digitale medewerker van gemeente Noordwijk."))
    desk.say(buttons("Verlopen", "Kwijt of gestolen", "Geldig paspoort"))
    desk.say(rows("Paspoort", "Rijbewijs", "Parkeren", "Verhuizen"))
    desk.say(link())
    expect(page.get_by_role("link", name="Afspraak maken")).to_be_visible()
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/phone-{width}.png")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Kiezen").click()
    if folder:
        page.screenshot(path=f"{folder}/phone-{width}-list.png")
    assert violations(page) == []
