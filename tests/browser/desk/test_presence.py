"""A colleague says that they are there; the header tells, on every page, and others see it."""

import pytest
from playwright.sync_api import Page, expect

from bot.desk.access import ACCOUNTS
from bot.desk.sessions import Sessions
from bot.desk.staff import Role
from bot.messages.rows import utc_now
from bot.storage.desk_tables import staff
from bot.web import keys
from tests.browser.axe import violations
from tests.browser.fast_front import FastFront
from tests.browser.people import sign_in
from tests.browser.test_accessibility import OVERFLOW, SMALL_TARGETS


@pytest.fixture
def desk(fast_page: Page, fast: FastFront) -> Page:
    """The desk, with the first administrator signed in."""
    sign_in(fast_page, fast)
    return fast_page


BEAT = "document.dispatchEvent(new Event('visibilitychange'))"


def be_there(desk: Page) -> None:
    """Say so, if they had not."""
    desk.goto("/balie")
    if desk.get_by_role("button", name="Ik ben er", exact=True).count():
        desk.get_by_role("button", name="Ik ben er", exact=True).click()
    expect(desk.get_by_role("button", name="Ik ben er niet")).to_be_visible()


def test_saying_so_without_leaving_the_page(desk: Page) -> None:
    desk.goto("/balie")
    address = desk.url
    there = desk.get_by_role("button", name="Ik ben er", exact=True)
    there.focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("link", name="Je bent er", exact=True)).to_be_visible()
    gone = desk.get_by_role("button", name="Ik ben er niet")
    expect(gone).to_be_focused()
    expect(desk.get_by_role("status").first).to_have_text("Je bent er nu voor inwoners.")
    assert desk.url == address

    desk.reload()
    expect(desk.get_by_role("link", name="Je bent er", exact=True)).to_be_visible()
    gone.click()
    expect(desk.get_by_role("link", name="Je bent er niet")).to_be_visible()


def test_the_browser_keeps_somebody_there(desk: Page) -> None:
    be_there(desk)
    with desk.expect_response("**/aanwezig/hartslag") as beat:
        desk.reload()
    assert beat.value.json() == {"available": True}


def test_who_was_away_too_long_sees_that_they_are_not_there(desk: Page, fast: FastFront) -> None:
    be_there(desk)

    async def fall_asleep() -> None:
        async with fast._app[keys.ENGINE].begin() as connection:
            await connection.execute(staff.update().values(seen_at=utc_now().replace(year=2020)))

    fast.run(fall_asleep())
    desk.evaluate(BEAT)
    expect(desk.get_by_role("link", name="Je bent er niet")).to_be_visible()


def test_who_was_signed_out_is_told_and_led_back(desk: Page) -> None:
    be_there(desk)
    desk.goto("/balie?status=open")
    desk.context.clear_cookies()
    desk.evaluate(BEAT)
    expect(desk.get_by_text("Er komen geen inwoners bij je.")).to_be_visible()
    expect(desk.get_by_role("link", name="Je bent er", exact=True)).to_have_count(0)
    expect(desk.locator("#presence button")).to_be_hidden()
    assert violations(desk) == []
    desk.get_by_role("alert").get_by_role("link", name="log opnieuw in").click()
    expect(desk.locator("input[name=naar]")).to_have_value("/balie?status=open")


def test_who_is_cut_off_is_told_and_comes_back(desk: Page) -> None:
    desk.clock.install()
    be_there(desk)
    desk.context.set_offline(True)
    with desk.expect_event("requestfailed", lambda request: "hartslag" in request.url):
        desk.clock.run_for(31_000)
    expect(desk.get_by_role("link", name="Je bent er", exact=True)).to_be_visible()
    desk.clock.run_for(90_000)
    expect(desk.get_by_role("link", name="Je bent er niet")).to_be_visible()
    expect(desk.locator("#status")).to_contain_text("De verbinding is weg.")
    desk.get_by_role("button", name="Ik ben er", exact=True).click()
    expect(desk.locator("#status")).to_have_text("Dat is niet gelukt. Probeer het zo opnieuw.")
    desk.context.set_offline(False)
    with desk.expect_response("**/aanwezig/hartslag"):
        desk.clock.run_for(31_000)
    expect(desk.get_by_role("link", name="Je bent er", exact=True)).to_be_visible()
    expect(desk.locator("#status")).not_to_contain_text("niet gelukt")


def test_colleagues_see_each_other_and_no_rule_is_broken(desk: Page, fast: FastFront) -> None:
    async def add() -> None:
        accounts = fast._app[ACCOUNTS]
        bo = await accounts.add("bo", "Bo Smit", Role.COLLEAGUE, {"burgerzaken"}, "duin")
        await Sessions(fast._app[keys.ENGINE]).start(bo, utc_now())
        await fast._app[keys.PRESENCE].say(bo.id, True, utc_now())

    fast.run(add())
    desk.set_viewport_size({"width": 320, "height": 800})
    desk.goto("/balie/aanwezig")
    row = desk.get_by_role("row").filter(has=desk.get_by_role("rowheader", name="Burgerzaken"))
    expect(row).to_contain_text("Bo Smit")
    for scheme in ("light", "dark"):
        desk.emulate_media(color_scheme=scheme)
        assert violations(desk) == []
    assert desk.evaluate(OVERFLOW) == 0 and desk.evaluate(SMALL_TARGETS) == []
