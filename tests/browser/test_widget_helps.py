"""Helps where typing is hard: a date, a place, a photo, and taking the conversation along."""

import json
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from babel.dates import format_date
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.people import Chat
from tests.privacy.photos import photo
from tests.running import RunningNoor
from tests.waiting import wait_until


def test_a_date_can_be_picked_or_typed(chat: Chat) -> None:
    chat.ask_until_a_day()
    date = chat.page.get_by_label("Of kies een datum")
    expect(date).to_be_visible()
    chat.page.get_by_role("button", name="Verstuur datum").click()
    expect(chat.page.get_by_text("Kies eerst een datum")).to_be_visible()
    expect(date).to_be_focused()

    departure, heard = datetime.now().date() + timedelta(days=40), chat.noor.count()
    date.fill(departure.isoformat())
    chat.page.get_by_role("button", name="Verstuur datum").click()
    in_words = format_date(departure, "d MMMM y", locale="nl")
    expect(chat.resident.last).to_contain_text(in_words)
    expect(date).to_have_count(0)
    chat.answer_after(heard)
    assert in_words in chat.ask("Voor mezelf"), "the day was understood as it was picked"


def test_after_a_reload_the_help_for_the_open_question_is_there_again(chat: Chat) -> None:
    chat.ask_until_a_day()
    chat.page.reload()
    expect(chat.page.get_by_label("Of kies een datum")).to_be_visible()


def test_a_street_is_suggested_and_chosen_with_the_arrows(chat: Chat) -> None:
    chat.ask_until_a_place()
    street = chat.page.get_by_role("combobox", name="Of typ een straat en huisnummer")
    street.press_sequentially("astr")
    options = chat.page.get_by_role("option")
    expect(options).to_have_text(["Koningin Astrid Boulevard"])
    expect(street).to_have_attribute("aria-expanded", "true")
    street.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert street.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    street.press("Enter")
    expect(street).to_have_value("Koningin Astrid Boulevard ")
    expect(options).to_have_count(0)
    heard = chat.noor.count()
    street.press_sequentially("12")
    street.press("Enter")
    expect(chat.resident.last).to_contain_text("Koningin Astrid Boulevard 12")
    assert "Waar" not in chat.answer_after(heard), "the place was understood"


def test_a_suggestion_can_be_tapped_or_left_alone(chat: Chat) -> None:
    chat.ask_until_a_place()
    street = chat.page.get_by_role("combobox")
    street.press_sequentially("voor")
    chat.page.get_by_role("option", name="Voorstraat").click()
    expect(street).to_have_value("Voorstraat ")
    expect(street).to_be_focused()
    street.fill("Onbekende steeg 3")
    chat.page.get_by_role("button", name="Verstuur straat").click()
    expect(chat.resident.last).to_contain_text("Onbekende steeg 3")


def test_where_somebody_stands_is_sent_only_after_a_yes(
    context: BrowserContext, chat: Chat, stack: RunningNoor
) -> None:
    context.grant_permissions(["geolocation"])
    context.set_geolocation({"latitude": 52.2455, "longitude": 4.4305, "accuracy": 12})
    chat.ask_until_a_place()
    page, said = chat.page, chat.resident.count()
    page.get_by_role("button", name="Gebruik mijn plek").click()
    expect(page.get_by_text("op ongeveer 12 meter nauwkeurig")).to_be_visible()
    page.get_by_role("button", name="Niet versturen").click()
    expect(page.get_by_role("button", name="Gebruik mijn plek")).to_be_focused()
    expect(chat.resident).to_have_count(said)

    page.get_by_role("button", name="Gebruik mijn plek").click()
    page.get_by_role("button", name="Verstuur mijn plek").click()
    expect(chat.resident.last).to_contain_text("Noordwijk aan Zee, mijn plek op de kaart")
    expect(chat.resident.last.locator(".meta")).to_contain_text("verstuurd")
    with sqlite3.connect(stack.database_url.removeprefix("sqlite:///")) as database:
        query = "SELECT attachment FROM messages WHERE attachment IS NOT NULL ORDER BY position DESC LIMIT 1"
        (kept,) = database.execute(query).fetchone()
    assert json.loads(kept) == {"place": {"latitude": 52.2455, "longitude": 4.4305, "accuracy": 12}}


def test_who_does_not_want_to_tell_where_they_are_types_it(context: BrowserContext, chat: Chat) -> None:
    context.clear_permissions()
    chat.ask_until_a_place()
    chat.page.get_by_role("button", name="Gebruik mijn plek").click()
    expect(chat.page.get_by_text("Je browser geeft je plek niet door")).to_be_visible()


@pytest.fixture
def beach(tmp_path: Path) -> Path:
    file = tmp_path / "strand.jpg"
    file.write_bytes(photo("JPEG", (800, 600)))
    return file


def choose(page: Page, file: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Foto bij je gesprek doen").click()
    chooser.value.set_files(file)


def test_a_photo_is_shown_as_it_is_kept_and_the_open_question_stays_open(chat: Chat, beach: Path) -> None:
    chat.ask_until_options()
    offered = chat.choices.count()
    choose(chat.page, beach)
    send = chat.page.get_by_role("button", name="Verstuur foto")
    expect(send).to_be_focused()
    expect(chat.page.get_by_text("strand.jpg (0,0 MB)")).to_be_visible()
    send.click()

    expect(chat.box).to_be_focused()
    picture = chat.page.get_by_role("img", name="Foto die je verstuurde")
    expect(picture).to_be_visible()
    expect(chat.resident.last.locator(".meta")).to_contain_text("verstuurd")
    red = "(canvas) => canvas.getContext('2d').getImageData(50, 50, 1, 1).data[0]"
    wait_until(lambda: picture.evaluate(red) > 200)
    expect(chat.page.get_by_text("De collega die je helpt, kan hem zien.")).to_be_visible()
    expect(chat.choices).to_have_count(offered)

    chat.page.reload()
    expect(picture).to_be_visible()
    expect(chat.choices).to_have_count(offered)


def test_a_photo_need_not_be_sent(chat: Chat, beach: Path) -> None:
    choose(chat.page, beach)
    chat.page.get_by_role("button", name="Niet versturen").click()
    expect(chat.page.get_by_text("strand.jpg")).to_have_count(0)
    expect(chat.box).to_be_focused()

    choose(chat.page, beach)
    chat.page.keyboard.press("Escape")
    expect(chat.page.get_by_text("strand.jpg")).to_have_count(0)
    expect(chat.resident).to_have_count(0)


def test_what_is_no_photo_is_said_before_and_after_sending(chat: Chat, tmp_path: Path) -> None:
    document, fake = tmp_path / "brief.pdf", tmp_path / "nep.jpg"
    document.write_bytes(b"%PDF")
    fake.write_bytes(b"geen foto")
    choose(chat.page, document)
    expect(chat.page.get_by_text("Dit is geen foto die wij kunnen openen.")).to_be_visible()
    expect(chat.page.get_by_role("button", name="Verstuur foto")).to_have_count(0)

    choose(chat.page, fake)
    chat.page.get_by_role("button", name="Verstuur foto").click()
    expect(chat.page.locator(".failure")).to_contain_text("Ik kan deze foto niet openen.")
    expect(chat.page.get_by_role("button", name="Probeer opnieuw")).to_have_count(0)
    chat.page.get_by_role("button", name="Verwijder").click()
    expect(chat.resident).to_have_count(0)


def test_the_conversation_can_be_taken_along(chat: Chat) -> None:
    chat.ask_until_a_day()
    chat.page.get_by_role("button", name="Meer").click()
    with chat.page.expect_download() as saved:
        chat.page.get_by_role("button", name="Gesprek opslaan").click()
    assert saved.value.suggested_filename.startswith("gesprek-met-noor-")
    text = Path(saved.value.path()).read_text(encoding="utf-8-sig")
    assert text.startswith("Gesprek met Noor, de digitale balie van gemeente Noordwijk\n")
    assert "· Jij\nIk ga op reis naar Turkije" in text and "· Noor\nWanneer vertrek je?\n" in text


def test_links_are_made_of_our_own_data_only(fast_chat: Chat) -> None:
    fast_chat.ask("Mag ik bellen? Dan naar fixi.nl of https://kwaad.example of 071 366 00 00")
    expect(fast_chat.resident.get_by_role("link")).to_have_count(0)
    links = fast_chat.noor.last.get_by_role("link")
    assert links.evaluate_all("(links) => links.map((link) => link.getAttribute('href'))") == [
        "tel:+31713660000",
        "https://fixi.nl",
    ]
    expect(links.last).to_have_attribute("rel", "noopener noreferrer")
