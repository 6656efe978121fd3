"""Accounts as administrators handle them, page by page."""

import re
from dataclasses import replace

from aiohttp.test_utils import TestClient

from bot.desk.access import ACCOUNTS
from bot.desk.administration import ADMINISTRATION
from bot.desk.staff import Role
from bot.messages.rows import utc_now
from tests.desk.conftest import SignIn

STAFF = "/balie/beheer/medewerkers"
PASSWORD = re.compile(r'class="secret">([^<]+)<')


async def test_a_new_account_with_a_password_that_is_told_once(front: TestClient, sign_in_as: SignIn) -> None:
    _, headers = await sign_in_as(role=Role.ADMINISTRATOR)
    form = [("name", "Eva <i>"), ("login", " Eva@noordwijk.example "), ("role", "coordinator"), ("department", "kcc")]
    page = await (await front.post(f"{STAFF}/nieuw", data=[*form, ("department", "niks")], headers=headers)).text()
    password = PASSWORD.search(page)[1]
    eva = await front.app[ACCOUNTS].sign_in("eva@noordwijk.example", password, utc_now())
    assert (eva.name, eva.role, eva.departments) == ("Eva <i>", Role.COORDINATOR, {"kcc"})
    listed = await (await front.get(STAFF, headers=headers)).text()
    assert "Eva &lt;i&gt;" in listed and password not in listed


async def test_what_is_wrong_is_said_and_nothing_typed_is_lost(front: TestClient, sign_in_as: SignIn) -> None:
    me, headers = await sign_in_as(role=Role.ADMINISTRATOR)
    for form, sentence in (
        ({"name": " ", "login": "eva"}, "Vul een naam in."),
        ({"name": "Eva", "login": "e v a"}, "zonder spaties"),
        ({"name": "Eva", "login": me.login.upper()}, "Er is al een account"),
    ):
        response = await front.post(f"{STAFF}/nieuw", data=form | {"department": "kcc"}, headers=headers)
        page = await response.text()
        assert response.status == 422 and sentence in page
        assert re.search(r'value="kcc" checked', page) and form["login"].strip().lower() in page


async def test_a_form_of_odd_signs(front: TestClient, sign_in_as: SignIn) -> None:
    _, headers = await sign_in_as(role=Role.ADMINISTRATOR)
    form = {"name": "E\x00v\u202ea" + "x" * 500, "login": "eva\x00", "role": "keizer"}
    assert (await front.post(f"{STAFF}/nieuw", data=form, headers=headers)).status == 200
    made = await front.app[ADMINISTRATION].get(await front.app[ADMINISTRATION].id_of("eva"), utc_now())
    assert made.colleague.name.startswith("Evaxx") and len(made.colleague.name) == 100
    assert made.colleague.role is Role.COLLEAGUE


async def test_changing_somebody(front: TestClient, sign_in_as: SignIn) -> None:
    _, headers = await sign_in_as(role=Role.ADMINISTRATOR)
    bo, theirs = await sign_in_as("kcc", name="Bo")
    form = {"name": "Bo Smit", "role": "colleague", "department": "burgerzaken"}
    page = await (await front.post(f"{STAFF}/{bo.id}", data=form, headers=headers)).text()
    assert "De gegevens van Bo Smit zijn bewaard." in page
    assert "zijn bewaard" not in await (await front.get(STAFF, headers=headers)).text()
    assert (await front.get("/balie", headers=theirs, allow_redirects=False)).status == 303


async def test_the_last_administrator_is_told_why(front: TestClient) -> None:
    await front.post("/balie/inloggen", data={"login": "beheerder", "password": "zee-en-duin"})
    first = await front.app[ADMINISTRATION].id_of("beheerder")
    for path, form in (("", {"name": "Beheerder", "role": "colleague"}), ("/sluiten", {})):
        response = await front.post(f"{STAFF}/{first}{path}", data=form)
        assert response.status == 422 and "laatste beheerder" in await response.text()


async def test_a_new_password_for_who_forgot(front: TestClient, sign_in_as: SignIn) -> None:
    _, headers = await sign_in_as(role=Role.ADMINISTRATOR)
    bo, _ = await sign_in_as("kcc", name="Bo")
    page = await (await front.post(f"{STAFF}/{bo.id}/wachtwoord", headers=headers)).text()
    found = await front.app[ACCOUNTS].sign_in(bo.login, PASSWORD.search(page)[1], utc_now())
    assert found == replace(bo, password_made=True)


async def test_who_got_a_password_chooses_one_before_anything_else(front: TestClient, sign_in_as: SignIn) -> None:
    _, headers = await sign_in_as(role=Role.ADMINISTRATOR)
    form = {"name": "Eva Bos", "login": "eva", "department": "kcc"}
    made = PASSWORD.search(await (await front.post(f"{STAFF}/nieuw", data=form, headers=headers)).text())[1]

    page = await (await front.post("/balie/inloggen", data={"login": "eva", "password": made})).text()
    assert "Kies eerst een eigen wachtwoord" in page and "Werklijst" not in page
    for address, way in (("/balie", ""), ("/balie/zoeken?q=paspoort", "?naar=/balie/zoeken?q%3Dpaspoort")):
        response = await front.get(address, allow_redirects=False)
        assert (response.status, response.headers["Location"]) == (303, f"/balie/mijn{way}")
    by_script = await front.get("/balie/nieuws", headers={"Sec-Fetch-Dest": "empty"})
    assert by_script.status == 403

    new = "paraplu wortel fjord zeven"
    chosen = await front.post("/balie/mijn/wachtwoord", data={"current": made, "new": new, "again": new})
    assert chosen.url.path == "/balie" and "Je wachtwoord is veranderd" in await chosen.text()
    assert "Kies eerst" not in await (await front.get("/balie/mijn")).text()


async def test_the_password_of_the_last_administrator_is_not_hidden(front: TestClient) -> None:
    await front.post("/balie/inloggen", data={"login": "beheerder", "password": "zee-en-duin"})
    first = await front.app[ADMINISTRATION].id_of("beheerder")
    assert not await front.app[ADMINISTRATION].join_directory(first, "https://gemeente.example 1")
    page = await (await front.get(f"{STAFF}/{first}")).text()
    assert "heeft ook een wachtwoord van de balie" in page and "Maak een nieuw wachtwoord" not in page
    assert (await front.post(f"{STAFF}/{first}/wachtwoord")).status == 403


async def made_for(front: TestClient, headers: dict[str, str], login: str) -> str:
    """The password of a new account."""
    form = {"name": "Eva Bos", "login": login, "department": "kcc"}
    return PASSWORD.search(await (await front.post(f"{STAFF}/nieuw", data=form, headers=headers)).text())[1]


async def test_who_must_choose_a_password_gets_where_a_link_in_a_mail_led(
    front: TestClient, sign_in_as: SignIn
) -> None:
    _, headers = await sign_in_as(role=Role.ADMINISTRATOR)
    made = await made_for(front, headers, "eva")
    way = "/balie/zoeken?q=paspoort"
    page = await (await front.post("/balie/inloggen", data={"login": "eva", "password": made, "naar": way})).text()
    assert page.count(f'name="naar" value="{way}"') == 1
    form = {"current": made, "new": "kort", "again": "kort", "naar": way}
    page = await (await front.post("/balie/mijn/wachtwoord", data=form)).text()
    assert f'name="naar" value="{way}"' in page
    new = "paraplu wortel fjord zeven"
    chosen = await front.post("/balie/mijn/wachtwoord", data=form | {"new": new, "again": new}, allow_redirects=False)
    assert chosen.headers["Location"] == way


async def test_who_must_choose_a_password_can_sign_out_elsewhere(front: TestClient, sign_in_as: SignIn) -> None:
    _, headers = await sign_in_as(role=Role.ADMINISTRATOR)
    made = await made_for(front, headers, "eva")
    form = {"login": "eva", "password": made}
    there = (await front.post("/balie/inloggen", data=form, allow_redirects=False)).cookies["balie"].value
    front.session.cookie_jar.clear()
    await front.post("/balie/inloggen", data=form)
    page = await (await front.post("/balie/mijn/sessies", data={"naar": "/balie/zoeken"})).text()
    assert "Je bent overal uitgelogd, behalve hier." in page and 'name="naar" value="/balie/zoeken"' in page
    front.session.cookie_jar.clear()
    gone = await front.get("/balie/mijn", headers={"Cookie": f"balie={there}"}, allow_redirects=False)
    assert gone.headers["Location"].startswith("/balie/inloggen")
