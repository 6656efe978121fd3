"""Reviewing in two keystrokes, the queue, and the figures, in a browser."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.handover.reviews import Review, ReviewStore, Verdict
from bot.handover.wishes import Ended, Wish, WishId, WishStore
from bot.web.keys import ENGINE, HANDOVERS, MUNICIPALITY
from tests.browser.axe import violations
from tests.browser.fast_front import FastFront
from tests.browser.people import ANSWER_MS, sign_in
from tests.browser.test_accessibility import OVERFLOW, SMALL_TEXT
from tests.handover.test_store import new

DEPARTMENTS = ("burgerzaken", "kcc", "vth")
GOALS = ("travel", "event", "moving", "waste", "extension")


@dataclass
class Case:
    """A wish that somebody can review."""

    id: WishId
    reference: str | None


def make(fast: FastFront, number: int, handed_over: bool = True, **change: object) -> Case:
    """A conversation with a wish that ended, the number of days ago."""

    async def work() -> Case:
        app, now = fast._app, datetime.now(timezone.utc) - timedelta(days=number % 28, minutes=number)
        conversation = (await fast.log.start("website", "Hoi, ik ben Noor.")).conversation_id
        await fast.log.accept(conversation, "a", "Ik ga op reis en mijn paspoort is verlopen", for_noor=False)
        goal, department = GOALS[number % 5], DEPARTMENTS[number % 3] if handed_over else None
        one, reference = WishId(conversation, "1", goal), None
        ended = Ended.HANDED_OVER if handed_over else Ended.ANSWERED
        fields = {"outcome": "x", "ended": ended, "department": department, "confidence": 0.5, "questions": 2}
        await WishStore(app[ENGINE], app[MUNICIPALITY]).write(Wish(**{"id": one, **fields} | change), now)
        if department:
            ids = {"conversation_id": conversation, "message_id": "1", "goal": goal, "department": department}
            reference = (await app[HANDOVERS].write(new(**ids, confidence=0.5), now)).reference
        await app[HANDOVERS].rate(conversation, ("good", "bad", "good")[number % 3], None, now)
        return Case(one, reference)

    return fast.run(work())


def verdict_on(fast: FastFront, case: Case) -> Review | None:
    return fast.run(ReviewStore(fast._app[ENGINE]).get(case.id))


@pytest.fixture
def desk(fast: FastFront, fast_page: Page) -> Iterator[Page]:
    sign_in(fast_page, fast)
    yield fast_page


def open_handover(desk: Page, case: Case, query: str = "") -> None:
    desk.goto(f"/balie/overdrachten/{case.reference}{query}")
    expect(desk.get_by_role("checkbox", name="Sneltoetsen")).to_be_visible()


def test_right_in_two_keystrokes(fast: FastFront, desk: Page) -> None:
    case = make(fast, 0)
    open_handover(desk, case)
    desk.keyboard.press("k")
    expect(desk.get_by_role("radio", name="Klopt")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.locator(".given")).to_contain_text("Klopt, vond Beheerder")
    review = verdict_on(fast, case)
    assert review is not None and review.verdict is Verdict.RIGHT


def test_another_goal_in_two_keystrokes(fast: FastFront, desk: Page) -> None:
    case = make(fast, 0)
    open_handover(desk, case)
    expect(desk.get_by_role("group", name="Wat wilde de inwoner wel?")).to_be_hidden()
    desk.keyboard.press("d")
    group = desk.get_by_role("group", name="Wat wilde de inwoner wel?")
    expect(group).to_be_visible()
    second = group.get_by_role("radio").nth(1).get_attribute("value")
    desk.keyboard.press("2")
    expect(desk.locator(".given")).to_contain_text("Verkeerd doel: het was")
    review = verdict_on(fast, case)
    assert review is not None and (review.verdict, review.right_goal) == (Verdict.WRONG_GOAL, second)


def test_another_department_in_two_keystrokes(fast: FastFront, desk: Page) -> None:
    case = make(fast, 0)
    open_handover(desk, case)
    desk.keyboard.press("a")
    desk.keyboard.press("1")
    expect(desk.locator(".given")).to_contain_text("Verkeerde afdeling: het was")
    review = verdict_on(fast, case)
    assert review is not None and review.right_department is not None


def test_wrong_advice_and_a_comment_in_which_the_keys_are_letters(fast: FastFront, desk: Page) -> None:
    case = make(fast, 0)
    open_handover(desk, case)
    desk.keyboard.press("f")
    desk.get_by_role("textbox", name="Toelichting (hoeft niet)").focus()
    desk.keyboard.type("dag 1 g")
    expect(desk.get_by_role("radio", name="Fout advies")).to_be_checked()
    desk.get_by_role("button", name="Bewaar oordeel").click()
    expect(desk.locator(".given")).to_contain_text("Fout advies")
    review = verdict_on(fast, case)
    assert review is not None and (review.verdict, review.comment) == (Verdict.WRONG_ADVICE, "dag 1 g")


def test_the_keys_can_be_turned_off_and_stay_so(fast: FastFront, desk: Page) -> None:
    case = make(fast, 0)
    open_handover(desk, case)
    desk.get_by_role("checkbox", name="Sneltoetsen").uncheck()
    desk.reload()
    expect(desk.get_by_role("checkbox", name="Sneltoetsen")).not_to_be_checked()
    expect(desk.locator(".review kbd").first).to_be_hidden()
    desk.keyboard.press("k")
    expect(desk.get_by_role("radio", name="Klopt")).not_to_be_checked()
    desk.get_by_role("checkbox", name="Sneltoetsen").check()
    desk.keyboard.press("k")
    expect(desk.get_by_role("radio", name="Klopt")).to_be_checked()


def test_going_elsewhere_by_key_judges_nothing(fast: FastFront, desk: Page) -> None:
    case = make(fast, 0)
    open_handover(desk, case)
    desk.keyboard.press("g")
    expect(desk.locator("[name=verdict]:checked")).to_have_count(0)
    desk.keyboard.press("w")
    desk.wait_for_url("**/balie")
    assert verdict_on(fast, case) is None


def test_the_keys_of_the_desk_and_of_the_review_go_off_together(fast: FastFront, desk: Page) -> None:
    open_handover(desk, make(fast, 0))
    desk.keyboard.press("?")
    desk.get_by_label("Sneltoetsen gebruiken in deze browser").uncheck()
    desk.get_by_role("button", name="Sluiten").click()
    desk.reload()
    expect(desk.get_by_role("checkbox", name="Sneltoetsen")).not_to_be_checked()


def test_the_next_one_comes_by_itself(fast: FastFront, desk: Page) -> None:
    first, second = (make(fast, 1, corrected=True, confidence=sure) for sure in (0.01, 0.02))
    desk.goto("/balie/nakijken")
    desk.get_by_role("link", name="Begin met nakijken").click()
    for case in (first, second):
        expect(desk.get_by_role("heading", level=1)).to_contain_text(str(case.reference))
        expect(desk.get_by_role("checkbox", name="Sneltoetsen")).to_be_visible()
        desk.keyboard.press("k")
        desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1)).not_to_contain_text(str(second.reference))
    assert verdict_on(fast, first) and verdict_on(fast, second)


def test_without_scripts_it_is_an_ordinary_form(browser: Browser, fast: FastFront) -> None:
    case = make(fast, 0, handed_over=False)
    context = browser.new_context(base_url=fast.url, java_script_enabled=False)
    context.set_default_timeout(ANSWER_MS)
    page = context.new_page()
    sign_in(page, fast)
    page.goto(f"/balie/gesprekken/{case.id.conversation_id}")
    page.get_by_text("Verkeerd doel").click()
    page.get_by_label("Of een ander doel").select_option(index=1)
    page.get_by_role("button", name="Bewaar oordeel").click()
    expect(page.locator(".given")).to_contain_text("Verkeerd doel: het was")
    review = verdict_on(fast, case)
    assert review is not None and review.right_goal is not None
    context.close()


@pytest.fixture(scope="module")
def filled(fast: FastFront) -> FastFront:
    """A month of wishes, of which some were reviewed."""
    for number in range(60):
        case = make(fast, number, handed_over=number % 4 > 0, confidence=0.9 if number % 2 else None)
        if number % 5 == 0:
            review = Review(verdict=Verdict.WRONG_GOAL, who="Anna", at=datetime.now(timezone.utc))
            fast.run(ReviewStore(fast._app[ENGINE]).write(case.id, review))
    return fast


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (768, "light"), (320, "dark")])
def test_no_rule_is_broken(browser: Browser, filled: FastFront, width: int, scheme: Literal["light", "dark"]) -> None:
    handed, answered = make(filled, 1), make(filled, 2, handed_over=False)
    options = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme, "reduced_motion": "reduce"}
    context = browser.new_context(base_url=filled.url, **options)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    sign_in(page, filled)
    for name, address in (
        ("queue", "/balie/nakijken"),
        ("handover", f"/balie/overdrachten/{handed.reference}?rij=1"),
        ("conversation", f"/balie/gesprekken/{answered.id.conversation_id}"),
        ("insight", "/balie/inzicht"),
    ):
        page.goto(address)
        if name in ("handover", "conversation"):
            page.keyboard.press("d")
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        assert violations(page) == []
        assert page.evaluate(OVERFLOW) == 0
        assert page.evaluate(SMALL_TEXT) == []
    assert complaints == []  # Such as a style that the policy does not allow.
    context.close()
