"""The page of one handover in a browser: by keyboard, without jumps, and nothing typed is lost."""

import re
from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Literal

import pytest
from playwright.sync_api import Browser, Route, expect

from bot.desk.access import ACCOUNTS
from bot.desk.administration import ADMINISTRATION
from bot.desk.ready_texts import ReadyTexts
from bot.desk.sessions import Sessions
from bot.desk.staff import Role
from bot.handover.record import FactLine, Handover, NewHandover
from bot.web import keys
from tests.browser.axe import violations
from tests.browser.desk.colleagues import Colleague, resident
from tests.browser.fast_front import FastFront
from tests.browser.people import Chat

# The news that it went to another department overtakes the answer to who sent it there.
ANSWERS_LATE = """() => {
  const real = window.fetch;
  window.fetch = async (...asked) => {
    const answer = await real(...asked);
    await new Promise((done) => setTimeout(done, 1500));
    return answer;
  };
}"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module", autouse=True)
def texts(fast: FastFront) -> None:
    """Two ready-made texts, and Bo."""
    ready = ReadyTexts(fast._app[keys.ENGINE])
    fast.run(ready.save(None, None, "Ontvangen", "Je melding {meldnummer} is ontvangen. Groet, {naam}"))
    fast.run(ready.save(None, "beheer_openbare_ruimte", "Opgeruimd", "We hebben het opgeruimd."))
    accounts = fast._app[ACCOUNTS]
    departments = fast._app[keys.MUNICIPALITY].departments
    fast.run(accounts.add("bo", "Bo Smit", Role.COLLEAGUE, departments, "duin-en-zee"))


@pytest.fixture
def chat(browser: Browser, fast: FastFront) -> Iterator[Chat]:
    chat = resident(browser, fast)
    yield chat
    chat.page.context.close()


@pytest.fixture
def handover(fast: FastFront, chat: Chat) -> Handover:
    """Somebody saw barrels in the street."""
    chat.ask("er liggen vaten naast de container, ze stinken")
    new = NewHandover(
        conversation_id=fast.newest_conversation(),
        message_id="1",
        goal="waste",
        goal_label="Afval of grofvuil",
        outcome="hazardous",
        department="beheer_openbare_ruimte",
        urgency="acute",
        summary="Een melding over afval op straat bekijken.",
        question="er liggen vaten naast de container, ze stinken",
        facts=(FactLine("topic", "Onderwerp", "Afval op straat gezet", "er liggen vaten"),),
        decided_by=("topic",),
        contact="phone",
        confidence=0.9,
    )
    return fast.run(fast._app[keys.HANDOVERS].write(new, datetime.now(timezone.utc)))


@pytest.fixture
def anna(browser: Browser, fast: FastFront, handover: Handover) -> Iterator[Colleague]:
    """The administrator, on the page."""
    colleague = Colleague(browser, fast, "beheerder", fast.desk_password).open(handover.reference)
    yield colleague
    colleague.close()


def test_a_whole_handover_by_keyboard(anna: Colleague, chat: Chat, handover: Handover) -> None:
    page = anna.page
    page.keyboard.press("p")
    expect(page.locator(".holder")).to_contain_text("door jou")
    expect(anna.box).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("o")
    expect(page.get_by_text("Je praat live met de inwoner.")).to_be_visible()
    expect(anna.box).to_be_focused()
    page.keyboard.type("Dag, met de gemeente.")
    page.keyboard.press("Control+Enter")
    expect(chat.page.get_by_text("Dag, met de gemeente.")).to_be_visible()
    expect(anna.box).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("x")
    page.keyboard.type("Ontv")
    page.keyboard.press("Enter")
    expect(anna.box).to_have_value(f"Je melding {handover.reference} is ontvangen. Groet, Beheerder")
    expect(anna.box).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(chat.page.get_by_text(f"Je melding {handover.reference} is ontvangen.")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    expect(chat.page.get_by_text("Je praat met een computer")).to_be_visible()
    expect(page.locator("#acts")).to_be_focused()
    page.keyboard.press("n")
    page.keyboard.type("Buren zagen een wit busje.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Wat er gebeurde")).to_contain_text("Buren zagen een wit busje.")
    page.keyboard.press("s")
    expect(page.get_by_label("Beantwoord")).to_be_focused()
    page.keyboard.press("Space")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".holder")).to_contain_text("Afgerond")
    page.keyboard.press("h")
    expect(page.locator(".holder")).to_contain_text("Opgepakt")


def test_each_key_is_in_the_help(anna: Colleague) -> None:
    anna.page.keyboard.press("?")
    helped = anna.page.get_by_role("dialog", name="Sneltoetsen")
    for words in (
        "Pak op",
        "Sluit af",
        "Stuur door",
        "Notitie",
        "antwoord typen",
        "Standaardtekst kiezen",
        "Neem live",
    ):
        expect(helped).to_contain_text(words)


def test_what_is_being_typed_outlives_a_reload_and_a_colleague(
    anna: Colleague, browser: Browser, fast: FastFront, handover: Handover
) -> None:
    anna.box.fill("Ik zoek het even uit")
    anna.page.reload()
    expect(anna.box).to_have_value("Ik zoek het even uit")
    note = anna.form("Notitie").get_by_role("textbox")
    note.fill("Wit busje")
    bo = Colleague(browser, fast, "bo", "duin-en-zee").open(handover.reference)
    bo.form("Notitie").get_by_role("textbox").fill("Ook gezien.")
    bo.button("Bewaar de notitie").click()
    expect(anna.page.get_by_role("region", name="Wat er gebeurde")).to_contain_text("Ook gezien.")
    expect(note).to_have_value("Wit busje")
    expect(anna.box).to_have_value("Ik zoek het even uit")
    bo.button("Pak op").click()
    expect(anna.page.locator(".holder")).to_contain_text("door Bo Smit")
    expect(note).to_have_value("Wit busje")
    bo.close()


def test_what_was_sent_after_the_session_ended_is_there_after_signing_in(anna: Colleague, fast: FastFront) -> None:
    page, note = anna.page, anna.form("Notitie").get_by_role("textbox")
    note.fill("Wit busje")
    me = fast.run(fast._app[ADMINISTRATION].id_of("beheerder"))
    fast.run(Sessions(fast._app[keys.ENGINE]).end_all(me))
    anna.button("Bewaar de notitie").click()
    page.get_by_label("Naam of e-mailadres").fill("beheerder")
    page.get_by_label("Wachtwoord").fill(fast.desk_password)
    page.get_by_role("button", name="Inloggen").click()
    expect(note).to_have_value("Wit busje")
    expect(note).to_be_focused()
    anna.button("Bewaar de notitie").click()
    expect(page.get_by_role("region", name="Wat er gebeurde")).to_contain_text("Wit busje")
    page.reload()
    expect(note).to_be_hidden()


def test_a_double_click_says_it_once(anna: Colleague, chat: Chat) -> None:
    anna.box.fill("Er komt iemand.")
    anna.button("Verstuur").dblclick()
    expect(anna.lines.filter(has_text="Er komt iemand.")).to_have_count(1)
    expect(chat.page.locator(".from-staff")).to_have_count(1)


def test_two_answers_right_after_each_other_both_arrive_in_order(anna: Colleague, chat: Chat) -> None:
    for text in ("Eerst dit.", "Dan dat."):
        anna.answer(text)
    said = chat.page.locator(".from-staff .text")
    expect(said).to_have_text(["Eerst dit.", "Dan dat."])


def test_without_a_connection_nothing_is_lost_or_said_twice(anna: Colleague, chat: Chat) -> None:
    lost = []

    def lose_the_answer(route: Route) -> None:
        # It arrives, but the browser never hears so.
        lost.append(route.fetch())
        route.abort()

    anna.page.route("**/antwoorden", lose_the_answer, times=1)
    anna.answer("Er komt iemand.")
    expect(anna.page.locator("#status")).to_contain_text("geen verbinding")
    expect(anna.box).to_have_value("Er komt iemand.")
    anna.box.press("Control+Enter")
    expect(anna.box).to_have_value("")
    expect(chat.page.locator(".from-staff")).to_have_count(1)


def test_an_answer_after_signing_out_waits_until_one_signs_in_again(
    anna: Colleague, chat: Chat, fast: FastFront
) -> None:
    anna.box.fill("Waar staat de container precies?")
    anna.page.request.post("/balie/uitloggen", headers={"Sec-Fetch-Site": "same-origin"})
    anna.box.press("Control+Enter")
    anna.page.wait_for_url(re.compile("/balie/inloggen"))
    anna.page.get_by_label("Naam of e-mailadres").fill("beheerder")
    anna.page.get_by_label("Wachtwoord").fill(fast.desk_password)
    anna.page.get_by_role("button", name="Inloggen").click()
    expect(anna.box).to_have_value("Waar staat de container precies?")
    anna.box.press("Control+Enter")
    expect(chat.page.get_by_text("Waar staat de container precies?")).to_have_count(1)


def test_what_is_refused_comes_back_with_why(anna: Colleague) -> None:
    anna.answer("Je bsn is 123456782")
    expect(anna.page.get_by_text("Hier lijkt een burgerservicenummer in te staan")).to_be_visible()
    expect(anna.box).to_have_value("Je bsn is 123456782")
    expect(anna.box).to_be_focused()
    expect(anna.box).to_have_attribute("aria-invalid", "true")


def test_nothing_jumps_while_somebody_reads(anna: Colleague, fast: FastFront, handover: Handover) -> None:
    scroll, newest = anna.page.locator("#scroll"), anna.page.get_by_role("button", name="Nieuw bericht")

    def say(number: int) -> None:
        fast.run(fast.log.say(handover.conversation_id, "staff", f"Regel {number}", author="Bo"))
        expect(anna.lines.last).to_contain_text(f"Regel {number}")

    for number in range(15):
        say(number)
    assert scroll.evaluate("(s) => s.scrollHeight - s.scrollTop - s.clientHeight") < 2
    expect(newest).to_be_hidden()
    scroll.evaluate("(s) => { s.scrollTop = 40; }")
    top = anna.page.evaluate("() => [scrollY, document.querySelector('#scroll').scrollTop]")
    say(15)
    expect(newest).to_be_visible()
    assert anna.page.evaluate("() => [scrollY, document.querySelector('#scroll').scrollTop]") == top
    newest.press("Enter")
    expect(scroll).to_be_focused()
    assert scroll.evaluate("(s) => s.scrollHeight - s.scrollTop - s.clientHeight") < 2
    expect(newest).to_be_hidden()
    expect(anna.page.get_by_role("log", name="Berichten")).to_contain_text("Regel 15")


def test_forwarded_by_a_form_below_its_button(anna: Colleague) -> None:
    form = anna.form("Stuur door")
    form.get_by_label("Naar welke afdeling?").select_option("kcc")
    form.get_by_label("Waarom stuur je door?").fill("Gaat over een afspraak.")
    form.get_by_role("button", name="Stuur door").click()
    expect(anna.page.locator("#overview")).to_contain_text("Klantcontactcentrum")
    expect(anna.page.locator(".holder")).to_contain_text("niemand heeft hem")
    expect(anna.page.locator("#status")).to_contain_text("doorgestuurd")


def test_who_forwards_to_another_department_comes_to_the_list(
    browser: Browser, fast: FastFront, handover: Handover
) -> None:
    accounts = fast._app[ACCOUNTS]
    fast.run(accounts.add("cas", "Cas Bos", Role.COLLEAGUE, ["beheer_openbare_ruimte"], "duin-en-zee"))
    cas = Colleague(browser, fast, "cas", "duin-en-zee").open(handover.reference)

    cas.page.evaluate(ANSWERS_LATE)
    form = cas.form("Stuur door")
    form.get_by_label("Naar welke afdeling?").select_option("kcc")
    form.get_by_label("Waarom stuur je door?").fill("Hoort daar")
    form.get_by_role("button").click()
    cas.page.wait_for_url(re.compile("/balie$"))
    expect(cas.page.get_by_text("Je hebt deze overdracht doorgestuurd.")).to_be_visible()
    cas.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 320])
def test_the_page_breaks_no_rule(
    browser: Browser, fast: FastFront, handover: Handover, width: int, scheme: Literal["light", "dark"]
) -> None:
    options = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    anna = Colleague(browser, fast, "beheerder", fast.desk_password, **options).open(handover.reference)
    anna.button("Neem live over").click()
    expect(anna.button("Geef terug aan Noor")).to_be_visible()
    anna.answer("Je bsn is 123456782")
    expect(anna.page.locator("[aria-invalid]")).to_be_visible()
    for opener in ("Sluit af", "Stuur door", "Plan bellen of bezoek", "Notitie"):
        anna.form(opener)
        assert violations(anna.page) == []
        assert anna.page.evaluate(OVERFLOW) <= 0
    anna.page.goto("/balie/teksten")
    assert violations(anna.page) == []
    assert anna.page.evaluate(OVERFLOW) <= 0
    anna.close()
