"""A colleague has a conversation open while the resident takes a message back."""

from playwright.sync_api import Page, expect

from bot.channels.whatsapp import texts
from bot.channels.whatsapp.corrections import Corrections
from bot.messages.rows import utc_now
from bot.web import keys
from tests.browser.fast_front import FastFront
from tests.browser.people import sign_in
from tests.handover.test_store import new


def test_a_message_that_is_taken_back_leaves_the_page_where_it_is(fast_page: Page, fast: FastFront) -> None:
    sign_in(fast_page, fast)
    engine, log = fast._app[keys.ENGINE], fast._app[keys.LOG]
    conversation = fast.run(log.start("whatsapp", "Hoi")).conversation_id
    for number in range(3):
        fast.run(log.accept(conversation, f"m{number}", f"Mijn geheimpje {number}", for_noor=False))
    handover = new(conversation_id=conversation, question="Mijn geheimpje 1", channel="whatsapp")
    written = fast.run(fast._app[keys.HANDOVERS].write(handover, utc_now()))
    fast_page.goto(f"/balie/overdrachten/{written.reference}")
    corrections = Corrections(engine, fast._app[keys.ANNOUNCER], fast._app[keys.SETTINGS].tracker_url)

    expect(fast_page.locator("#lines")).to_contain_text("Mijn geheimpje 1")
    fast.run(corrections.revoke(conversation, ["m1"]))
    lines = fast_page.locator("#lines > .said-by-resident .text")
    expect(lines).to_have_text(["Mijn geheimpje 0", texts.REVOKED, "Mijn geheimpje 2"])
    expect(fast_page.locator("main")).not_to_contain_text("Mijn geheimpje 1")
