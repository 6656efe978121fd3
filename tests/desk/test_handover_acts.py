"""Each act on the page of a handover, and what is refused, against a running front."""

import asyncio
from datetime import datetime, timedelta, timezone

import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy import delete, select

from bot.desk.handover_acts import ACTS, MAX_ANSWER
from bot.desk.handover_page import DONE
from bot.desk.staff import Role
from bot.handover.appointments import Appointments
from bot.handover.record import State
from bot.messages.reach import ReplyWindow
from bot.settings import Settings
from bot.storage.desk_tables import audit_log
from bot.storage.tables import conversations
from bot.web.keys import ANNOUNCER, ENGINE, LOG, REACH
from tests.desk.conftest import SignIn
from tests.desk.handovers import buttons, do, now_of, page
from tests.desk.test_pages import hand_over
from tests.fake_rasa import FakeRasa


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.copy(update={"rate_burst": 1000, "rate_per_second": 1000})


async def test_an_answer_reaches_the_resident_once(front: TestClient, sign_in_as: SignIn) -> None:
    chat, handover = await hand_over(front)
    anna, session = await sign_in_as("burgerzaken")
    for _ in range(2):
        response = await do(front, session, handover, "antwoorden", text=" Kom <b>morgen</b>.\r\nTot dan. ", id="a1")
        assert response.status == 303
    messages = await chat.messages(4)
    assert [(m["from"], m["name"], m["text"]) for m in messages][3:] == [
        ("staff", "Anna de Wit", "Kom <b>morgen</b>.\nTot dan.")
    ]
    await chat.say("dank je")
    assert [m["from"] for m in await chat.messages(6)][4:] == ["resident", "noor"]
    found = await now_of(front, handover)
    assert (found.state, found.claimed_by) == (State.ANSWERED, anna.id)


async def test_of_two_who_claim_the_second_reads_who_was_first(front: TestClient, sign_in_as: SignIn) -> None:
    _, handover = await hand_over(front)
    _, anna = await sign_in_as("burgerzaken")
    _, bo = await sign_in_as("burgerzaken", name="Bo Smit")
    assert (await do(front, bo, handover, "oppakken")).status == 303
    refused = await do(front, anna, handover, "oppakken")
    assert refused.status == 409
    assert "Bo Smit was je net voor." in await refused.text()
    for act in ("antwoorden", "overnemen", "sluiten", "doorsturen", "afspraak"):
        fields = {"text": "Dag", "id": "1", "code": "answered", "department": "kcc", "note": "x", "kind": "call"}
        refused = await do(front, anna, handover, act, at="2030-01-01T10:00", **fields)
        assert refused.status == 409 and "Bo Smit heeft deze overdracht" in await refused.text()
    assert buttons(await page(front, anna, handover)) == {"notitie"}


async def test_what_was_typed_stays_when_it_is_refused(front: TestClient, sign_in_as: SignIn) -> None:
    _, handover = await hand_over(front)
    _, session = await sign_in_as("burgerzaken")
    long = "Lang verhaal. " * 400
    refused = await do(front, session, handover, "antwoorden", text=long, id="a")
    html = await refused.text()
    assert refused.status == 409
    assert f"Er passen er {MAX_ANSWER} in" in html and long.strip() in html and 'aria-invalid="true"' in html


@pytest.mark.parametrize(
    ("act", "fields", "sentence"),
    [
        ("antwoorden", {"text": " \n", "id": "a"}, "Typ eerst een antwoord."),
        ("antwoorden", {"text": "Dag"}, "Laad de pagina opnieuw"),
        ("antwoorden", {"text": "Je bsn is 123456782", "id": "a"}, "burgerservicenummer"),
        ("notitie", {"note": ""}, "Typ eerst een notitie."),
        ("notitie", {"note": "bsn 123456782"}, "burgerservicenummer"),
        ("doorsturen", {"department": "kcc", "note": ""}, "Schrijf erbij waarom"),
        ("doorsturen", {"department": "marechaussee", "note": "x"}, "Kies een andere afdeling"),
        ("sluiten", {}, "Kies hoe het is afgelopen."),
        ("afspraak", {"kind": "call", "at": "morgen"}, "op welke dag en hoe laat"),
        ("afspraak", {"kind": "call", "at": "0001-01-01T00:00"}, "op welke dag en hoe laat"),
        ("afspraak", {"kind": "call", "at": "9999-12-31T23:59"}, "op welke dag en hoe laat"),
        ("afspraak", {"kind": "call", "at": "2020-01-01T10:00"}, "al voorbij"),
        ("afspraken", {"appointment": "x"}, "Kies eerst een afspraak."),
        ("afspraken", {"appointment": "7", "result": "done"}, "al vastgelegd"),
        ("loslaten", {}, "Niemand heeft deze overdracht"),
        ("teruggeven", {}, "al bij Noor"),
        ("heropenen", {}, "al open"),
    ],
)
async def test_what_is_refused_is_said_in_words(
    front: TestClient, sign_in_as: SignIn, act: str, fields: dict[str, str], sentence: str
) -> None:
    _, handover = await hand_over(front)
    _, session = await sign_in_as("burgerzaken")
    refused = await do(front, session, handover, act, **fields)
    html = await refused.text()
    assert refused.status == 409 and sentence in html
    assert "123456782" not in html or act in html
    assert await now_of(front, handover) == handover


@pytest.mark.parametrize("act", [*ACTS, "typt", "onzin"])
async def test_another_departments_handover_takes_no_act(front: TestClient, sign_in_as: SignIn, act: str) -> None:
    _, handover = await hand_over(front)
    _, session = await sign_in_as("kcc", role=Role.COORDINATOR)
    assert (await do(front, session, handover, act, text="Dag", id="a")).status == 404
    assert await now_of(front, handover) == handover


async def test_live_and_back(front: TestClient, sign_in_as: SignIn, rasa: FakeRasa) -> None:
    chat, handover = await hand_over(front)
    _, session = await sign_in_as("burgerzaken")
    turns = len(rasa.turns)
    assert (await do(front, session, handover, "overnemen")).status == 303
    assert await front.app[LOG].live_with(handover.conversation_id) == "Anna de Wit"
    await do(front, session, handover, "antwoorden", text="Dag, met Anna.", id="1")
    await chat.say("hoi Anna")
    assert {"teruggeven", "antwoorden"} <= buttons(await page(front, session, handover))
    await do(front, session, handover, "teruggeven")
    assert len(rasa.turns) == turns
    await chat.say("hoi Noor")
    assert [m["from"] for m in await chat.messages(9)] == [
        "noor",
        "resident",
        "noor",
        "system",
        "staff",
        "resident",
        "system",
        "resident",
        "noor",
    ]


async def test_a_colleague_writes_only_while_live_with_it(front: TestClient, sign_in_as: SignIn) -> None:
    _, handover = await hand_over(front)
    _, anna = await sign_in_as("burgerzaken")
    _, bo = await sign_in_as("burgerzaken", name="Bo Smit")
    announcer, conversation = front.app[ANNOUNCER], handover.conversation_id
    await do(front, anna, handover, "typt", aan="1")
    assert not announcer.is_typing(conversation, "staff")
    await do(front, anna, handover, "overnemen")
    await do(front, bo, handover, "typt", aan="1")
    assert not announcer.is_typing(conversation, "staff")
    await do(front, anna, handover, "typt", aan="1")
    assert announcer.is_typing(conversation, "staff")
    await do(front, anna, handover, "antwoorden", text="Dag", id="1")
    assert not announcer.is_typing(conversation, "staff")


async def test_forwarded_out_of_sight_leads_to_the_list(front: TestClient, sign_in_as: SignIn) -> None:
    _, handover = await hand_over(front)
    _, anna = await sign_in_as("burgerzaken")
    _, both = await sign_in_as("burgerzaken", "kcc", name="Bo Smit")
    sent = await do(front, anna, handover, "doorsturen", department="kcc", note="Voor jullie.")
    assert (sent.status, sent.headers["Location"]) == (303, "/balie")
    html = await page(front, both, handover)
    assert "Burgerzaken → Klantcontactcentrum: Voor jullie." in html
    assert "Waarom bij Klantcontactcentrum" in html


async def test_planned_and_noted(front: TestClient, sign_in_as: SignIn) -> None:
    _, handover = await hand_over(front)
    _, session = await sign_in_as("burgerzaken")
    local = (datetime.now(timezone.utc) + timedelta(days=3)).strftime("%Y-%m-%dT10:00")
    await do(front, session, handover, "afspraak", kind="call", at=local, note="Na tienen.")
    [one] = await Appointments(front.app[ENGINE], front.app[ANNOUNCER]).of(handover.reference)
    assert one.planned_at.hour in (8, 9)
    assert "afspraken" in buttons(await page(front, session, handover))
    await do(front, session, handover, "afspraken", appointment=str(one.id), result="done", note="")
    html = await page(front, session, handover)
    assert "afspraken" not in buttons(html) and "Gebeurd" in html
    assert (await now_of(front, handover)).state is State.ANSWERED


async def test_notes_are_for_colleagues_only(front: TestClient, sign_in_as: SignIn) -> None:
    chat, handover = await hand_over(front)
    _, session = await sign_in_as("burgerzaken")
    await do(front, session, handover, "notitie", note="Klinkt <i>bezorgd</i>.")
    html = await page(front, session, handover)
    assert "Klinkt &lt;i&gt;bezorgd&lt;/i&gt;." in html and "Alleen voor collega's" in html
    await chat.say("hallo")
    assert not any("bezorgd" in text for text in await chat.texts(5))


async def test_closed_and_opened_again(front: TestClient, sign_in_as: SignIn) -> None:
    _, handover = await hand_over(front)
    _, session = await sign_in_as("burgerzaken")
    await do(front, session, handover, "sluiten", code="connected", note="")
    assert buttons(await page(front, session, handover)) == {"heropenen", "notitie"}
    refused = await do(front, session, handover, "antwoorden", text="Dag", id="1")
    assert refused.status == 409 and "Heropen hem eerst" in await refused.text()
    await do(front, session, handover, "heropenen")
    assert {"antwoorden", "sluiten", "loslaten"} <= buttons(await page(front, session, handover))


async def test_a_conversation_that_was_deleted_says_so(front: TestClient, sign_in_as: SignIn) -> None:
    _, handover = await hand_over(front)
    _, session = await sign_in_as("burgerzaken")
    async with front.app[ENGINE].begin() as connection:
        await connection.execute(delete(conversations))
    html = await page(front, session, handover)
    assert "Antwoorden kan hier niet meer" in html and not {"antwoorden", "overnemen"} & buttons(html)
    refused = await do(front, session, handover, "antwoorden", text="Dag", id="1")
    assert refused.status == 409 and "al verwijderd" in await refused.text()


class ClosedWindow:
    """WhatsApp, of somebody who wrote long ago."""

    def __init__(self, until: datetime | None, invites: bool) -> None:
        self._window = ReplyWindow(False, until, invites)

    async def window(self, conversation_id: str) -> ReplyWindow:
        return self._window

    async def deliveries(self, conversation_id: str) -> dict[int, str]:
        return {1: "uninvited"}

    async def address(self, conversation_id: str) -> str | None:
        return None


@pytest.mark.parametrize("until", [None, datetime.now(timezone.utc) - timedelta(hours=1)])
@pytest.mark.parametrize(
    ("invites", "button", "explained"),
    [
        (True, "Nodig uit en bewaar mijn antwoord", "krijgt eerst een vast bericht"),
        (False, "Bewaar mijn antwoord", "krijgt geen bericht dat je antwoord klaarligt"),
    ],
)
async def test_outside_whatsapps_window_one_invites_or_calls(
    front: TestClient, sign_in_as: SignIn, until: datetime | None, invites: bool, button: str, explained: str
) -> None:
    front.app[REACH]["whatsapp"] = ClosedWindow(until, invites)
    _, handover = await hand_over(front, channel="whatsapp")
    _, session = await sign_in_as("burgerzaken")
    html = await page(front, session, handover)
    assert "meer dan 24 uur geleden" in html and "de uitnodiging is niet verstuurd" in html
    assert f">{button} <" in html and explained in html and "vrij schrijven tot" not in html
    assert "antwoorden" in buttons(html) and "overnemen" not in buttons(html)
    refused = await do(front, session, handover, "overnemen")
    assert refused.status == 409 and "Live praten kan pas" in await refused.text()
    assert (await do(front, session, handover, "antwoorden", text="Dag", id="1")).status == 303


async def test_each_act_and_reading_is_in_the_audit_log(front: TestClient, sign_in_as: SignIn) -> None:
    _, handover = await hand_over(front)
    anna, session = await sign_in_as("burgerzaken")
    for _ in range(3):
        await page(front, session, handover)
    await do(front, session, handover, "oppakken")
    await do(front, session, handover, "heropenen")
    async with front.app[ENGINE].connect() as connection:
        rows = (await connection.execute(select(audit_log).where(audit_log.c.subject == handover.reference))).all()
    assert [(row.what, row.staff_id) for row in rows] == [("read", anna.id), ("claimed", anna.id)]


async def test_the_last_word_of_a_race_is_noors_silence(front: TestClient, sign_in_as: SignIn, rasa: FakeRasa) -> None:
    """Whatever is under way when a colleague comes: nothing of Noor between their coming and going."""
    chat, handover = await hand_over(front)
    _, session = await sign_in_as("burgerzaken")
    for number in range(200):
        rasa.delay = 0.004 * (number % 4)
        # Each round takes the conversation over at another moment of Noor's turn.
        turn = asyncio.create_task(chat.say(f"vraag {number}"))
        await asyncio.sleep(0.002 * (number % 7))
        await do(front, session, handover, "overnemen")
        await do(front, session, handover, "antwoorden", text=f"antwoord {number}", id=str(number))
        await turn
        if number % 3:
            await asyncio.sleep(rasa.delay)
        await do(front, session, handover, "teruggeven")
    lines = await front.app[LOG].after(handover.conversation_id, 0, 10_000)
    live, silent = False, 0
    for line in lines:
        if line.sender == "system":
            live = "neemt het gesprek over" in line.text
        elif live:
            assert line.sender != "noor", line
            silent += line.sender == "staff"
    assert silent == 200
    # In some rounds Noor was at it when the colleague came.
    assert 0 < sum(line.sender == "noor" for line in lines) < len(rasa.turns)


def test_each_act_is_told_of_afterwards() -> None:
    assert {*ACTS, "verwijderen"} == set(DONE)
