"""The work list: what a colleague chooses is what they see, page by page, and only theirs."""

import re
from datetime import datetime, timedelta, timezone

import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy import update

from bot.desk.staff import Role
from bot.handover import work_list as work_list_module
from bot.handover.record import Handover
from bot.storage.events import Event, write_event
from bot.storage.tables import handovers
from bot.web.keys import ENGINE, HANDOVERS
from tests.desk.conftest import SignIn
from tests.handover.test_store import new

pytestmark = pytest.mark.both_databases
ALL_OPEN = {"new", "claimed", "live", "late", "whatsapp", "kcc", "acute", "event"}
REFERENCES = re.compile(r'href="/balie/overdrachten/([^"]+)"')


async def write(front: TestClient, minutes: int = 0, **change: object) -> Handover:
    """A handover of so many minutes ago."""
    made = datetime.now(timezone.utc) - timedelta(minutes=minutes)
    number = str(await _count(front))
    return await front.app[HANDOVERS].write(new(**{"message_id": number, **change}), made)


async def _count(front: TestClient) -> int:
    async with front.app[ENGINE].connect() as connection:
        return len((await connection.execute(handovers.select())).all())


async def change(front: TestClient, handover: Handover, **values: object) -> None:
    async with front.app[ENGINE].begin() as connection:
        await connection.execute(update(handovers).where(handovers.c.reference == handover.reference).values(values))


async def happens(front: TestClient, handover: Handover, what: Event) -> None:
    async with front.app[ENGINE].begin() as connection:
        await write_event(connection, handover.reference, what, "Bo", datetime.now(timezone.utc))


async def page(front: TestClient, session: dict[str, str], address: str = "/balie") -> str:
    response = await front.get(address, headers=session)
    assert response.status == 200
    return await response.text()


async def listed(front: TestClient, session: dict[str, str], address: str = "/balie") -> list[str]:
    """The references on a page, from top to bottom."""
    return REFERENCES.findall(await page(front, session, address))


async def test_the_most_urgent_come_first_then_what_is_due_first(front: TestClient, sign_in_as: SignIn) -> None:
    _, session = await sign_in_as("burgerzaken", "kcc")
    late = await write(front, 60, urgency="low")
    await change(front, late, due_at=datetime.now(timezone.utc) - timedelta(hours=1))
    low, acute = await write(front, urgency="low"), await write(front, urgency="acute")
    later, earlier = await write(front, urgency="high"), await write(front, urgency="high", department="kcc")
    await change(front, earlier, due_at=datetime.now(timezone.utc) + timedelta(minutes=5))
    wanted = [one.reference for one in (acute, earlier, later, late, low)]
    assert await listed(front, session) == wanted


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", ALL_OPEN),
        ("status=nieuw", {"new", "late", "whatsapp", "kcc", "acute", "event"}),
        ("status=opgepakt", {"claimed"}),
        ("status=in-gesprek", {"live"}),
        ("status=beantwoord", {"answered"}),
        ("status=afgerond", {"closed"}),
        ("van=mij", {"claimed"}),
        ("termijn=te-laat", {"late"}),
        ("afdeling=kcc", {"kcc"}),
        ("spoed=acuut", {"acute"}),
        ("kanaal=whatsapp", {"whatsapp"}),
        ("onderwerp=event", {"event"}),
        ("status=nieuw&kanaal=website&onderwerp=travel&afdeling=burgerzaken&spoed=hoog", {"new", "late"}),
        ("status=onzin&afdeling=vth&spoed=&kanaal=x&onderwerp='--&van=jou", ALL_OPEN),
        ("status=afgerond&van=mij&termijn=te-laat", set()),
    ],
)  # fmt: skip
async def test_each_choice_shows_what_it_says(
    front: TestClient, sign_in_as: SignIn, query: str, wanted: set[str]
) -> None:
    anna, session = await sign_in_as("burgerzaken", "kcc")
    made = {"new": await write(front), "late": await write(front)}
    for state in ("claimed", "live", "answered", "closed"):
        made[state] = await write(front)
        await change(front, made[state], state=state)
    await change(front, made["claimed"], claimed_by=anna.id)
    await change(front, made["late"], due_at=datetime.now(timezone.utc) - timedelta(hours=1))
    for name, value in {"channel": "whatsapp", "department": "kcc", "urgency": "acute", "goal": "event"}.items():
        made[value] = await write(front, **{name: value})
    await write(front, department="vth")
    names = {one.reference: name for name, one in made.items()}
    assert {names[reference] for reference in await listed(front, session, f"/balie?{query}")} == wanted


async def test_the_counts_are_those_of_the_lists(front: TestClient, sign_in_as: SignIn) -> None:
    _, session = await sign_in_as("burgerzaken", "kcc")
    for urgency, department in (("acute", "burgerzaken"), ("high", "burgerzaken"), ("high", "kcc"), ("high", "vth")):
        await write(front, urgency=urgency, department=department)
    shown = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", await page(front, session, "/balie?spoed=hoog")))
    assert "Open 2" in shown and "Nieuw 2" in shown and "Te laat 0" in shown and "Opgepakt 0" in shown
    assert "Burgerzaken (1)" in shown and "Klantcontactcentrum (1)" in shown
    assert "Acuut (1)" in shown and "Hoog (2)" in shown and "Vergunning" not in shown


@pytest.mark.parametrize("query", ["", "status=alles"])
async def test_page_by_page_every_one_once(
    front: TestClient, sign_in_as: SignIn, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work_list_module, "PAGE", 3)
    _, session = await sign_in_as("burgerzaken")
    made = [await write(front, urgency=("acute", "low", "normal")[n % 3]) for n in range(8)]
    address, found = f"/balie?{query}", list[str]()
    while address:
        text = await page(front, session, address)
        found += REFERENCES.findall(text)
        # Who comes or goes in between changes nothing for who reads on. (At night all would be due at the same moment.)
        first = await write(front, urgency="acute")
        await change(front, first, due_at=datetime.now(timezone.utc) - timedelta(hours=1))
        following = re.search(r'rel="next" href="([^"]+)"', text)
        address = following[1].replace("&amp;", "&") if following and len(found) < 20 else ""
    assert [one for one in found if one in {h.reference for h in made}] == list(dict.fromkeys(found))[: len(made)]
    assert len(found) == len(set(found)) and set(found) >= {one.reference for one in made}


async def test_only_ones_own_departments_in_every_fragment(front: TestClient, sign_in_as: SignIn) -> None:
    _, kcc = await sign_in_as("kcc")
    theirs = await write(front)
    for address in (
        "/balie?status=alles",
        "/balie?afdeling=burgerzaken",
        "/balie/lijst/keuzes?afdeling=burgerzaken",
        f"/balie/lijst/regels?r={theirs.reference}",
        "/balie/lijst/binnen?gezien=0",
        f"/balie?na={theirs.reference}",
    ):
        shown = await page(front, kcc, address)
        assert theirs.reference not in shown and "Burgerzaken" not in shown and "1 nieuwe" not in shown
    _, everywhere = await sign_in_as(role=Role.ADMINISTRATOR, name="Bo Smit")
    assert await listed(front, everywhere) == [theirs.reference]


async def test_rows_stay_where_they_were_and_say_what_changed(front: TestClient, sign_in_as: SignIn) -> None:
    anna, session = await sign_in_as("burgerzaken")
    first, second = await write(front), await write(front, urgency="acute")
    await change(front, first, state="claimed", claimed_by=anna.id)
    await change(front, second, department="kcc")
    shown = await page(front, session, f"/balie/lijst/regels?r={first.reference},{second.reference},onzin")
    assert REFERENCES.findall(shown) == [first.reference]
    assert "Opgepakt" in shown and "Anna de Wit" in shown and shown.count("niet meer bij je afdeling") == 2


async def test_what_arrives_is_told_when_it_belongs_on_the_list(front: TestClient, sign_in_as: SignIn) -> None:
    _, session = await sign_in_as("burgerzaken")
    await write(front)
    text = await page(front, session, "/balie?kanaal=website")
    address = re.search(r'data-live="(/balie/lijst/binnen[^"]+)"', text)[1].replace("&amp;", "&")
    assert (await page(front, session, address)).strip() == ""
    await write(front, channel="whatsapp")
    await write(front, department="kcc")
    assert (await page(front, session, address)).strip() == ""
    moved = await write(front, department="kcc")
    await write(front)
    assert "1 nieuwe overdracht" in await page(front, session, address)
    await change(front, moved, department="burgerzaken")
    await happens(front, moved, "forwarded")
    assert "2 nieuwe overdrachten" in await page(front, session, address)


async def test_a_missed_call_arrives_and_what_one_opens_again_oneself_does_not(
    front: TestClient, sign_in_as: SignIn
) -> None:
    anna, session = await sign_in_as("burgerzaken")
    missed, opened = await write(front), await write(front)
    text = await page(front, session, "/balie")
    address = re.search(r'data-live="(/balie/lijst/binnen[^"]+)"', text)[1].replace("&amp;", "&")
    await change(front, opened, state="claimed", claimed_by=anna.id)
    await happens(front, opened, "reopened")
    assert (await page(front, session, address)).strip() == ""
    await happens(front, missed, "call back")
    assert "1 nieuwe overdracht" in await page(front, session, address)
    await change(front, opened, claimed_by="somebody else")
    assert "2 nieuwe overdrachten" in await page(front, session, address)


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30, "\x00"])
async def test_a_strange_address_is_no_error(front: TestClient, sign_in_as: SignIn, seen: str) -> None:
    _, session = await sign_in_as("burgerzaken")
    for address in ("/balie/lijst/binnen", "/balie"):
        params = {"gezien": seen, "na": seen, "r": seen, "status": seen, "onderwerp": seen}
        assert (await front.get(address, params=params, headers=session)).status == 200


async def test_who_waits_in_the_chat_now_is_seen_before_the_list(front: TestClient, sign_in_as: SignIn) -> None:
    _, session = await sign_in_as("burgerzaken")
    waits = await write(front, 1, live_wanted=True, urgency="low")
    await write(front, 2, live_wanted=True, department="kcc")
    await write(front, urgency="acute")
    for address in ("/balie", "/balie/lijst/wachtenden"):
        shown = await page(front, session, address)
        assert "Er wacht nu iemand in de chat" in shown
        assert REFERENCES.findall(shown)[0] == waits.reference
    await change(front, waits, live_wanted=False)
    assert "Er wacht nu iemand" not in await page(front, session)
