"""Where departments are written to."""

import pytest
from aiohttp.test_utils import TestClient

from bot.desk.staff import Role
from bot.handover.mail_queue import Address, MailQueue
from bot.messages.rows import utc_now
from bot.web.keys import ENGINE
from tests.desk.conftest import SignIn

PAGE = "/balie/beheer/meldingen"


async def test_addresses_are_kept_and_taken_away(front: TestClient, sign_in_as: SignIn) -> None:
    _, admin = await sign_in_as(role=Role.ADMINISTRATOR)
    queue = MailQueue(front.app[ENGINE])
    form = {"address.kcc": " kcc@noordwijk.example ", "digest.kcc": "on", "address.vth": ""}
    page = await (await front.post(PAGE, data=form, headers=admin)).text()
    assert "De adressen zijn bewaard." in page and "E-mail staat uit." in page
    assert await queue.addresses() == {"kcc": Address("kcc@noordwijk.example", True)}
    assert (await front.post(f"{PAGE}/kcc/proef", headers=admin)).status == 200
    assert (await front.post(f"{PAGE}/vth/proef", headers=admin)).status == 404
    mail = await queue.take(utc_now())
    assert mail is not None and (mail.kind, mail.address) == ("trial", "kcc@noordwijk.example")
    await front.post(PAGE, data={}, headers=admin)
    assert await queue.addresses() == {}


@pytest.mark.parametrize("typed", ["kcc", "kcc@", "a@b.nl, c@d.nl", "a@b.nl\nBcc: c@d.nl", "<a@b.nl>", "x" * 260])
async def test_what_is_no_address_is_said_and_nothing_is_kept(
    front: TestClient, sign_in_as: SignIn, typed: str
) -> None:
    _, admin = await sign_in_as(role=Role.ADMINISTRATOR)
    answer = await front.post(PAGE, data={"address.kcc": typed, "address.vth": "vth@b.nl"}, headers=admin)
    assert answer.status == 422 and "Dit is geen e-mailadres." in await answer.text()
    assert await MailQueue(front.app[ENGINE]).addresses() == {}


async def test_only_administrators(front: TestClient, sign_in_as: SignIn) -> None:
    _, headers = await sign_in_as("kcc", role=Role.COORDINATOR)
    for method, path in (("GET", PAGE), ("POST", PAGE), ("POST", f"{PAGE}/kcc/proef")):
        assert (await front.request(method, path, headers=headers)).status == 404


async def test_an_external_organisation_gets_none(front: TestClient, sign_in_as: SignIn) -> None:
    _, admin = await sign_in_as(role=Role.ADMINISTRATOR)
    await front.post(PAGE, data={"address.marechaussee": "a@b.nl"}, headers=admin)
    assert await MailQueue(front.app[ENGINE]).addresses() == {}
