"""Nothing typed is lost when a session ends: on the page of a handover, and on all pages with a form."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.desk.access import ACCOUNTS
from bot.desk.administration import ADMINISTRATION
from bot.desk.sessions import Sessions
from bot.desk.staff import Role
from bot.messages.rows import utc_now
from bot.web import keys
from tests.browser.axe import violations
from tests.browser.conftest import OFFICE
from tests.browser.desk.colleagues import Colleague
from tests.browser.fast_front import FastFront
from tests.browser.people import Stack
from tests.browser.test_accessibility import OVERFLOW
from tests.handover.test_store import new

SIGNED_OUT = "Wat je typte, staat er nog"


@pytest.fixture(scope="module", autouse=True)
def bo(fast: FastFront) -> None:
    departments = fast._app[keys.MUNICIPALITY].departments
    fast.run(fast._app[ACCOUNTS].add("bo", "Bo Smit", Role.ADMINISTRATOR, departments, "duin-en-zee"))


@pytest.fixture
def reference(fast: FastFront) -> str:
    """A handover in a conversation that goes on."""
    conversation = fast.run(fast.log.start("website", "Hoi")).conversation_id
    written = new(conversation_id=conversation)
    return fast.run(fast._app[keys.HANDOVERS].write(written, utc_now())).reference


@pytest.fixture
def anna(browser: Browser, fast: FastFront) -> Iterator[Colleague]:
    colleague = Colleague(browser, fast, "beheerder", fast.desk_password)
    yield colleague
    colleague.close()


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The streams look again after a fifth of a second, not fifteen seconds."""
    for name in ("handover_stream", "news"):
        monkeypatch.setattr(f"bot.desk.{name}._LOOK_EVERY", 0.2)


def end_sessions(fast: FastFront) -> None:
    me = fast.run(fast._app[ADMINISTRATION].id_of("beheerder"))
    fast.run(Sessions(fast._app[keys.ENGINE]).end_all(me))


def sign_in(page: Page, login: str, password: str) -> None:
    page.get_by_label("Naam of e-mailadres").fill(login)
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("navigation", name="Balie")).to_be_attached()


def test_saying_that_one_is_there_reloads_nothing(anna: Colleague, reference: str, soon: None) -> None:
    note = anna.open(reference).form("Notitie").get_by_role("textbox")
    note.fill("Wit busje")
    anna.page.evaluate("() => { window.same = true; }")
    anna.page.get_by_role("button", name="Ik ben er").click()
    expect(anna.page.locator(".presence-state")).to_have_text("Je bent er")
    anna.page.wait_for_timeout(800)
    assert anna.page.evaluate("() => window.same") is True
    expect(note).to_have_value("Wit busje")
    anna.page.get_by_role("button", name="Ik ben er niet").click()


def test_when_the_session_ends_the_page_stays_and_says_so(
    anna: Colleague, fast: FastFront, reference: str, soon: None
) -> None:
    page, note = anna.open(reference).page, anna.form("Notitie").get_by_role("textbox")
    note.fill("Wit busje")
    end_sessions(fast)
    told = page.get_by_role("alert")
    expect(told).to_contain_text(SIGNED_OUT)
    expect(note).to_have_value("Wit busje")
    assert violations(page) == []
    note.fill("Wit busje, met ladder")
    told.get_by_role("link", name="log opnieuw in").click()
    sign_in(page, "beheerder", fast.desk_password)
    expect(note).to_have_value("Wit busje, met ladder")
    expect(note).to_be_focused()
    expect(told).to_be_hidden()


def test_the_page_goes_on_when_one_signs_in_in_another_window(
    anna: Colleague, fast: FastFront, reference: str, soon: None
) -> None:
    page = anna.open(reference).page
    end_sessions(fast)
    expect(page.get_by_role("alert")).to_contain_text(SIGNED_OUT)
    other = page.context.new_page()
    other.goto("/balie")
    sign_in(other, "beheerder", fast.desk_password)
    other.close()
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("alert")).to_be_hidden()


def test_the_list_says_so_too(anna: Colleague, fast: FastFront, soon: None) -> None:
    end_sessions(fast)
    expect(anna.page.get_by_role("alert")).to_contain_text(SIGNED_OUT)
    anna.page.set_viewport_size({"width": 320, "height": 600})
    assert anna.page.evaluate(OVERFLOW) == 0


def test_without_a_connection_nobody_is_signed_in_again(anna: Colleague, fast: FastFront, soon: None) -> None:
    page = anna.page
    page.clock.install()
    page.reload()
    end_sessions(fast)
    told = page.get_by_role("alert")
    expect(told).to_contain_text(SIGNED_OUT)
    page.context.set_offline(True)
    with page.expect_event("requestfailed", lambda request: request.url.endswith("/balie/nieuws")):
        page.clock.run_for(21_000)
    page.clock.run_for(5_000)
    expect(told).to_be_visible()
    page.context.set_offline(False)


@pytest.fixture
def office(browser: Browser, fast: FastFront, anna: Colleague) -> Iterator[Colleague]:
    """The desk over plain http at an address of the office, where browsers do not tell who asks."""

    class Office(Stack):
        url = fast.url.replace("127.0.0.1", OFFICE)
        desk_password = fast.desk_password

    colleague = Colleague(browser, Office(), "beheerder", fast.desk_password)
    asked: list[dict[str, str]] = []
    colleague.page.on("request", lambda request: asked.append(request.all_headers()))
    colleague.page.goto("/balie")
    assert asked and not any("sec-fetch-site" in headers for headers in asked)
    yield colleague
    colleague.close()


def test_over_plain_http_an_answer_is_kept(office: Colleague, fast: FastFront, reference: str) -> None:
    page = office.open(reference).page
    office.box.fill("Er komt iemand.")
    end_sessions(fast)
    office.box.press("Control+Enter")
    page.wait_for_url(re.compile("/balie/inloggen"))
    sign_in(page, "beheerder", fast.desk_password)
    expect(office.box).to_have_value("Er komt iemand.")


def test_over_plain_http_a_form_is_kept(office: Colleague, fast: FastFront, reference: str) -> None:
    page, note = office.open(reference).page, office.form("Notitie").get_by_role("textbox")
    note.fill("Wit busje")
    end_sessions(fast)
    office.button("Bewaar de notitie").click()
    sign_in(page, "beheerder", fast.desk_password)
    expect(note).to_have_value("Wit busje")


def test_a_ready_text_is_kept_until_it_is_saved(anna: Colleague, fast: FastFront) -> None:
    page = anna.page
    page.goto("/balie/teksten")
    page.get_by_label("Naam", exact=True).fill("Ontvangen")
    page.get_by_label("Tekst", exact=True).fill("We hebben het gezien.")
    page.get_by_label("Voor welke afdeling?").select_option("kcc")
    end_sessions(fast)
    page.get_by_role("button", name="Bewaar").click()
    sign_in(page, "beheerder", fast.desk_password)
    expect(page.get_by_label("Tekst", exact=True)).to_have_value("We hebben het gezien.")
    expect(page.get_by_label("Tekst", exact=True)).to_be_focused()
    expect(page.get_by_label("Voor welke afdeling?")).to_have_value("kcc")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("heading", name="Ontvangen")).to_be_visible()
    for _ in range(2):
        expect(page.get_by_label("Tekst", exact=True)).to_have_value("")
        page.reload()


def test_what_is_left_on_purpose_does_not_come_back(anna: Colleague) -> None:
    page = anna.page
    page.goto("/balie/teksten")
    page.get_by_label("Naam", exact=True).fill("Ontvangen")
    page.reload()
    expect(page.get_by_label("Naam", exact=True)).to_have_value("Ontvangen")
    page.goto("/balie")
    page.goto("/balie/teksten")
    expect(page.get_by_label("Naam", exact=True)).to_have_value("")


def test_a_notice_is_kept_until_it_is_put_up(anna: Colleague, fast: FastFront) -> None:
    page, text = anna.page, anna.page.get_by_label("Wat moet iedereen weten?")
    page.goto("/balie/noodbericht")
    text.fill("Kook het drinkwater.")
    page.get_by_role("button", name="Bekijk het eerst").click()
    end_sessions(fast)
    page.get_by_role("button", name="Plaats het bericht nu bij iedereen").click()
    sign_in(page, "beheerder", fast.desk_password)
    expect(text).to_have_value("Kook het drinkwater.")
    page.get_by_role("button", name="Bekijk het eerst").click()
    page.get_by_role("button", name="Plaats het bericht nu bij iedereen").click()
    expect(page.get_by_role("heading", name="Dit geldt nu")).to_be_visible()
    expect(text).to_have_value("")
    page.get_by_role("button", name="Stop dit bericht").click()


def test_an_account_is_kept_and_a_password_is_not(anna: Colleague, fast: FastFront) -> None:
    page = anna.page
    page.goto("/balie/beheer/medewerkers/nieuw")
    page.get_by_label("Naam", exact=True).fill("Cas Bos")
    page.get_by_label("Coördinator").check()
    page.get_by_label("Burgerzaken").check()
    end_sessions(fast)
    page.get_by_role("link", name="Alle medewerkers").click()
    sign_in(page, "beheerder", fast.desk_password)
    page.get_by_role("link", name="Nieuw account").click()
    expect(page.get_by_label("Naam", exact=True)).to_have_value("Cas Bos")
    expect(page.get_by_label("Coördinator")).to_be_checked()
    expect(page.get_by_label("Burgerzaken")).to_be_checked()
    page.goto("/balie/mijn")
    page.get_by_label("Je wachtwoord van nu").fill("heel geheim woord")
    assert "heel geheim woord" not in page.evaluate("() => JSON.stringify(sessionStorage)")


def test_a_verdict_is_kept(anna: Colleague, fast: FastFront, reference: str) -> None:
    page = anna.open(reference).page
    page.get_by_text("Fout advies").click()
    page.get_by_label("Toelichting (hoeft niet)").fill("Paspoort is nog geldig")
    end_sessions(fast)
    page.get_by_role("button", name="Bewaar oordeel").click()
    sign_in(page, "beheerder", fast.desk_password)
    expect(page.get_by_label("Toelichting (hoeft niet)")).to_have_value("Paspoort is nog geldig")
    expect(page.get_by_role("radio", name="Fout advies")).to_be_checked()


def test_somebody_else_does_not_find_it(anna: Colleague, fast: FastFront, reference: str) -> None:
    page, note = anna.open(reference).page, anna.form("Notitie").get_by_role("textbox")
    note.fill("Wit busje")
    anna.box.fill("Er komt iemand.")
    end_sessions(fast)
    anna.button("Bewaar de notitie").click()
    sign_in(page, "bo", "duin-en-zee")
    expect(anna.box).to_have_value("")
    expect(page.locator("#notitie-note")).to_have_value("")
    assert "Wit busje" not in page.evaluate("() => JSON.stringify(sessionStorage)")


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (403, "Dit mag nu niet."),
        (404, "Deze overdracht is er niet meer"),
        (413, "Dit is te veel tekst in één keer."),
        (500, "Er ging bij ons iets mis."),
    ],
)
def test_what_went_wrong_is_said(anna: Colleague, reference: str, status: int, sentence: str) -> None:
    anna.open(reference).page.route("**/antwoorden", lambda route: route.fulfill(status=status))
    anna.answer("Er komt iemand.")
    expect(anna.page.locator("#status")).to_contain_text(sentence)
    expect(anna.box).to_have_value("Er komt iemand.")


def test_a_page_in_place_of_an_answer_is_no_proof_that_it_was_said(anna: Colleague, reference: str) -> None:
    anna.open(reference).page.route("**/antwoorden", lambda route: route.fulfill(status=200, body="<p>Inloggen"))
    anna.answer("Er komt iemand.")
    expect(anna.box).to_have_value("Er komt iemand.")


def test_after_a_failure_one_goes_back_to_what_was_typed(anna: Colleague) -> None:
    page = anna.page
    page.goto("/balie/teksten")
    page.get_by_label("Naam", exact=True).fill("Ontvangen")
    page.get_by_label("Tekst", exact=True).fill("We hebben het gezien.")
    page.route("**/balie/teksten", lambda route: route.fulfill(status=500, body="Er ging bij ons iets mis."), times=1)
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Er ging bij ons iets mis.")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Tekst", exact=True)).to_have_value("We hebben het gezien.")
