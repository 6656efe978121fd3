"""Who may come in, and what looks as if it were not there."""

import pytest
from aiohttp.test_utils import TestClient

from bot.desk.audit import AuditLog, Wanted
from bot.desk.staff import Colleague, Role
from bot.web.keys import ENGINE
from tests.desk.conftest import SignIn
from tests.desk.test_pages import hand_over
from tests.desk.world import UNKNOWN, parts


async def test_another_departments_handover_is_not_there(front: TestClient, sign_in_as: SignIn) -> None:
    _, written = await hand_over(front)
    _, burgerzaken = await sign_in_as("burgerzaken")
    _, kcc = await sign_in_as("kcc", name="Bo Smit")
    address = f"/balie/overdrachten/{written.reference}"
    assert (await front.get(address, headers=burgerzaken)).status == 200
    assert (await front.get(address, headers=kcc)).status == 404
    assert written.reference in await (await front.get("/balie", headers=burgerzaken)).text()
    assert written.reference not in await (await front.get("/balie", headers=kcc)).text()


async def test_who_asks_for_what_is_not_theirs_is_in_the_log_once(front: TestClient, sign_in_as: SignIn) -> None:
    known = await parts(front)
    bo, headers = await sign_in_as("kcc", role=Role.COORDINATOR, name="Bo Smit")
    handover, conversation = (f"/balie/overdrachten/{known['reference']}", f"/balie/gesprekken/{known['conversation']}")
    for _ in range(2):
        for address in (handover, f"{handover}/foto/{known['photo']}", f"{handover}/uitvoer", conversation):
            assert (await front.get(address, headers=headers)).status == 404
    # As one that is not there, so that nobody learns which there are by how long it takes.
    for address in (f"/balie/overdrachten/{UNKNOWN}", "/balie/overdrachten/x", "/balie/gesprekken/%00x"):
        assert (await front.get(address, headers=headers)).status == 404
    lines = await AuditLog(front.app[ENGINE]).read(Wanted(who="Bo"), 100)
    assert {line.what for line in lines} == {"refused"} and {line.staff_id for line in lines} == {bo.id}
    assert [line.subject for line in reversed(lines)] == [known["reference"], known["conversation"], UNKNOWN, "x"]


@pytest.mark.parametrize("role", list(Role))
def test_each_role_may_what_a_lower_one_may(role: Role) -> None:
    colleague = Colleague("1", "anna", "Anna", role)
    assert [other for other in Role if colleague.may(other)] == list(Role)[: list(Role).index(role) + 1]


def test_an_administrator_sees_all_and_others_their_own() -> None:
    everywhere = {"kcc", "burgerzaken"}
    assert Colleague("1", "a", "A", Role.ADMINISTRATOR).visible(everywhere) == everywhere
    assert Colleague("1", "a", "A", Role.COORDINATOR, frozenset({"kcc"})).visible(everywhere) == {"kcc"}
