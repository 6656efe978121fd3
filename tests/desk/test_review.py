"""Judging how Noor did, the queue of what is instructive, and who may do so."""

import re
from datetime import datetime, timezone

import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy import select

from bot.desk.staff import Role
from bot.handover.record import Handover
from bot.handover.reviews import ReviewStore, Verdict
from bot.handover.wishes import Ended, Wish, WishId, WishStore
from bot.storage.desk_tables import audit_log
from bot.web.keys import ENGINE, LOG, MUNICIPALITY
from tests.chat import Chat
from tests.desk.conftest import SignIn
from tests.desk.test_pages import hand_over


async def keep(front: TestClient, wish: Wish) -> WishId:
    await WishStore(front.app[ENGINE], front.app[MUNICIPALITY]).write(wish, datetime.now(timezone.utc))
    return wish.id


async def handed_over(front: TestClient, **change: object) -> Handover:
    """A handover with its wish."""
    _, written = await hand_over(front)
    one = WishId(written.conversation_id, written.message_id, written.goal)
    fields = {"outcome": written.outcome, "ended": Ended.HANDED_OVER, "department": written.department}
    await keep(front, Wish(**{"id": one, **fields, "confidence": 0.62} | change))
    return written


async def answered(front: TestClient, goal: str = "waste") -> WishId:
    """A wish that Noor answered, in a conversation without a handover."""
    chat = await Chat.begin(front)
    await chat.say("wanneer komt de vuilniswagen")
    conversation = await front.app[LOG].conversation_of(chat.headers["Authorization"].removeprefix("Bearer "))
    return await keep(
        front, Wish(id=WishId(conversation, "1", goal), outcome="x", ended=Ended.ANSWERED, confidence=0.4)
    )


async def judge(front: TestClient, address: str, who: dict[str, str], **form: str) -> tuple[int, str]:
    response = await front.post(f"{address}/oordeel", data=form, headers=who, allow_redirects=False)
    return response.status, response.headers.get("Location", "")


async def kept(front: TestClient, handover: Handover) -> tuple[object, ...] | None:
    wish = WishId(handover.conversation_id, handover.message_id, handover.goal)
    review = await ReviewStore(front.app[ENGINE]).get(wish)
    return review and (review.verdict, review.right_goal, review.right_department, review.comment, review.who)


async def test_a_verdict_on_a_handover(front: TestClient, sign_in_as: SignIn) -> None:
    written = await handed_over(front)
    address = f"/balie/overdrachten/{written.reference}"
    _, anna = await sign_in_as("burgerzaken")
    page = await (await front.get(address, headers=anna)).text()
    assert "62% zeker" in page and "Verkeerd doel" in page and "vond Anna" not in page

    form = {"verdict": "wrong_goal", "right_goal": "moving", "comment": "Bel 06 12345678"}
    assert await judge(front, address, anna, **form) == (303, f"{address}#oordeel")
    assert await kept(front, written) == (Verdict.WRONG_GOAL, "moving", None, "Bel [telefoonnummer]", "Anna de Wit")
    page = await (await front.get(address, headers=anna)).text()
    assert "Verkeerd doel: het was " in page and "vond Anna de Wit" in page

    await judge(front, address, anna, verdict="wrong_department", right_department="kcc", right_goal="moving")
    assert await kept(front, written) == (Verdict.WRONG_DEPARTMENT, None, "kcc", None, "Anna de Wit")
    async with front.app[ENGINE].connect() as connection:
        log = await connection.execute(
            select(audit_log.c.subject, audit_log.c.detail).where(audit_log.c.what == "reviewed")
        )
    assert [tuple(row) for row in log] == [(written.reference, "wrong_goal"), (written.reference, "wrong_department")]


async def test_one_of_the_other_goals(front: TestClient, sign_in_as: SignIn) -> None:
    written = await handed_over(front)
    _, anna = await sign_in_as("burgerzaken")
    form = {"verdict": "wrong_goal", "right_goal": "", "other_goal": "waste"}
    await judge(front, f"/balie/overdrachten/{written.reference}", anna, **form)
    assert await kept(front, written) == (Verdict.WRONG_GOAL, "waste", None, None, "Anna de Wit")


async def test_without_a_verdict_it_is_asked_for(front: TestClient, sign_in_as: SignIn) -> None:
    written = await handed_over(front)
    _, anna = await sign_in_as("burgerzaken")
    status, to = await judge(front, f"/balie/overdrachten/{written.reference}", anna, comment="hm")
    assert status == 303 and "fout=oordeel" in to
    assert "Kies eerst een oordeel." in await (await front.get(to, headers=anna)).text()
    assert await kept(front, written) is None


@pytest.mark.parametrize(
    "form",
    [
        {"verdict": "onzin"},
        {"verdict": "wrong_goal", "right_goal": "onzin"},
        {"verdict": "wrong_goal", "right_goal": "travel"},
        {"verdict": "wrong_department", "right_department": "marechaussee"},
    ],
)
async def test_what_the_form_does_not_offer(front: TestClient, sign_in_as: SignIn, form: dict[str, str]) -> None:
    written = await handed_over(front)
    _, anna = await sign_in_as("burgerzaken")
    assert (await judge(front, f"/balie/overdrachten/{written.reference}", anna, **form))[0] == 400
    assert await kept(front, written) is None


async def test_html_in_a_comment_is_only_text(front: TestClient, sign_in_as: SignIn) -> None:
    written = await handed_over(front)
    address = f"/balie/overdrachten/{written.reference}"
    _, anna = await sign_in_as("burgerzaken")
    await judge(front, address, anna, verdict="right", comment="</textarea><script>x</script>")
    assert "<script>x" not in await (await front.get(address, headers=anna)).text()


async def test_another_departments_handover_cannot_be_judged(front: TestClient, sign_in_as: SignIn) -> None:
    written = await handed_over(front)
    _, kcc = await sign_in_as("kcc")
    assert (await judge(front, f"/balie/overdrachten/{written.reference}", kcc, verdict="right"))[0] == 404
    assert await kept(front, written) is None


async def test_the_queue_leads_from_one_to_the_next(front: TestClient, sign_in_as: SignIn) -> None:
    first = await handed_over(front, corrected=True, confidence=0.3)
    second = await handed_over(front)
    _, anna = await sign_in_as("burgerzaken")
    page = await (await front.get("/balie/nakijken", headers=anna)).text()
    assert page.index(first.reference) < page.index(second.reference)
    assert "2 gesprekken wachten" in page
    assert "De inwoner verbeterde Noor" in page and "Noor was niet zeker van het doel (62%)" in page

    async def following(address: str = "/balie/nakijken/volgende") -> str:
        return (await front.get(address, headers=anna, allow_redirects=False)).headers["Location"]

    at_first = f"/balie/overdrachten/{first.reference}?rij=1#oordeel"
    at_second = f"/balie/overdrachten/{second.reference}?rij=1#oordeel"
    assert await following() == at_first
    page = await (await front.get(at_first, headers=anna)).text()
    skip = re.search(r'href="(/balie/nakijken/volgende\?na=[^"]+)"', page)
    assert skip is not None and await following(skip[1]) == at_second
    address = at_first.partition("?")[0]
    assert await judge(front, address, anna, verdict="right", rij="1") == (303, "/balie/nakijken/volgende")
    assert await following() == at_second
    await judge(front, at_second.partition("?")[0], anna, verdict="right", rij="1")
    assert await following() == "/balie/nakijken"
    assert "Alles is nagekeken" in await (await front.get("/balie/nakijken", headers=anna)).text()


async def test_what_noor_answered_is_for_coordinators(front: TestClient, sign_in_as: SignIn) -> None:
    wish = await answered(front)
    address = f"/balie/gesprekken/{wish.conversation_id}"
    _, anna = await sign_in_as("burgerzaken")
    _, bo = await sign_in_as("burgerzaken", role=Role.COORDINATOR, name="Bo Smit")
    form = {"bericht": wish.message_id, "doel": wish.goal, "verdict": "wrong_advice"}
    assert (await front.get(address, headers=anna)).status == 404
    assert (await judge(front, address, anna, **form))[0] == 404
    assert wish.conversation_id not in await (await front.get("/balie/nakijken", headers=anna)).text()

    assert wish.conversation_id in await (await front.get("/balie/nakijken", headers=bo)).text()
    page = await (await front.get(address, headers=bo)).text()
    assert "vuilniswagen" in page and "Noor gaf antwoord" in page and "40% zeker" in page
    status, to = await judge(front, address, bo, **form)
    assert (status, to) == (303, f"{address}?bericht=1&doel=waste#oordeel")
    assert "Fout advies" in await (await front.get(to, headers=bo)).text()
    review = await ReviewStore(front.app[ENGINE]).get(wish)
    assert review is not None and (review.verdict, review.who) == (Verdict.WRONG_ADVICE, "Bo Smit")


async def test_a_conversation_with_a_handover_is_for_its_department(front: TestClient, sign_in_as: SignIn) -> None:
    written = await handed_over(front)
    address = f"/balie/gesprekken/{written.conversation_id}"
    _, anna = await sign_in_as("burgerzaken")
    _, bo = await sign_in_as("kcc", role=Role.COORDINATOR, name="Bo Smit")
    _, cas = await sign_in_as(role=Role.ADMINISTRATOR, name="Cas Vos")
    statuses = [(await front.get(address, headers=who)).status for who in (anna, bo, cas)]
    assert statuses == [200, 404, 200]
    page = await (await front.get(address, headers=anna)).text()
    assert f"/balie/overdrachten/{written.reference}" in page and "Turkije" in page
    assert "data-review" not in page  # It is judged on the page of its handover.
    form = {"bericht": written.message_id, "doel": written.goal, "verdict": "right"}
    assert (await judge(front, address, cas, **form))[0] == 404


@pytest.mark.parametrize("query", ["?bericht=1&doel=onzin", "?doel=waste", "?bericht=9&doel=waste"])
async def test_a_wish_that_is_not_there(front: TestClient, sign_in_as: SignIn, query: str) -> None:
    wish = await answered(front)
    _, cas = await sign_in_as(role=Role.ADMINISTRATOR)
    assert (await front.get(f"/balie/gesprekken/{wish.conversation_id}{query}", headers=cas)).status == 404
    assert (await front.get(f"/balie/gesprekken/nergens{query}", headers=cas)).status == 404
