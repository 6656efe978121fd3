"""Who may come in, and what looks as if it were not there."""

import pytest
from aiohttp.test_utils import TestClient

from bot.desk.staff import Colleague, Role
from tests.desk.conftest import SignIn
from tests.desk.test_pages import hand_over


async def test_another_departments_handover_is_not_there(front: TestClient, sign_in_as: SignIn) -> None:
    _, written = await hand_over(front)
    _, burgerzaken = await sign_in_as("burgerzaken")
    _, kcc = await sign_in_as("kcc", name="Bo Smit")
    address = f"/balie/overdrachten/{written.reference}"
    assert (await front.get(address, headers=burgerzaken)).status == 200
    assert (await front.get(address, headers=kcc)).status == 404
    assert written.reference in await (await front.get("/balie", headers=burgerzaken)).text()
    assert written.reference not in await (await front.get("/balie", headers=kcc)).text()


@pytest.mark.parametrize("role", list(Role))
def test_each_role_may_what_a_lower_one_may(role: Role) -> None:
    colleague = Colleague("1", "anna", "Anna", role)
    assert [other for other in Role if colleague.may(other)] == list(Role)[: list(Role).index(role) + 1]


def test_an_administrator_sees_all_and_others_their_own() -> None:
    everywhere = {"kcc", "burgerzaken"}
    assert Colleague("1", "a", "A", Role.ADMINISTRATOR).visible(everywhere) == everywhere
    assert Colleague("1", "a", "A", Role.COORDINATOR, frozenset({"kcc"})).visible(everywhere) == {"kcc"}
