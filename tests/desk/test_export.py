"""A copy of all that is held of one conversation, and its deletion."""

import json
import sqlite3
import zipfile
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy import select
from sqlalchemy.engine import make_url

from bot.desk.staff import Role
from bot.handover.act import Worker
from bot.handover.appointments import Appointments
from bot.handover.reviews import Review, ReviewStore, Verdict
from bot.handover.wishes import WishId
from bot.storage.desk_tables import audit_log
from bot.web.keys import ANNOUNCER, ENGINE, HANDOVERS, REACH, SETTINGS
from tests.chat import Chat
from tests.desk.conftest import SignIn
from tests.desk.handovers import buttons
from tests.desk.test_pages import hand_over
from tests.fake_rasa import FakeRasa, reply
from tests.privacy.photos import photo


async def talked(front: TestClient, rasa: FakeRasa) -> tuple[Chat, str]:
    """A resident who gave a number and a photo; the chat and the address of the handover."""
    rasa.answer = lambda _: [reply("Hoe kunnen we je <b>bereiken</b>?", question="contact")]
    chat, written = await hand_over(front)
    await chat.messages(3)
    await chat.say("bel maar: 06 12345678")
    await front.post("/api/chat/photos?id=foto", data=photo("JPEG"), headers=chat.headers)
    await chat.messages(6)
    return chat, f"/balie/overdrachten/{written.reference}"


async def test_everything_is_in_the_file(front: TestClient, rasa: FakeRasa, sign_in_as: SignIn) -> None:
    _, address = await talked(front, rasa)
    _, coordinator = await sign_in_as("burgerzaken", role=Role.COORDINATOR)
    page = await (await front.get(f"{address}/uitvoer", headers=coordinator)).text()
    assert "<li>1 foto</li>" in page
    answer = await front.post(f"{address}/uitvoer", headers=coordinator)
    assert answer.content_type == "application/zip" and "attachment" in answer.headers["Content-Disposition"]
    archive = zipfile.ZipFile(BytesIO(await answer.read()))
    data = json.loads(archive.read("gesprek.json"))
    assert {"gesprek.json", "gesprek.html", *data["photos"]} == set(archive.namelist()) and data["photos"]
    assert data["contacts"][0]["value"] == "+31612345678"
    assert [message["sender"] for message in data["messages"]][:3] == ["noor", "resident", "noor"]
    assert data["handovers"][0]["facts"][0]["value"] == "Turkije" and data["events"][0]["what"] == "created"
    assert "token_hash" not in json.dumps(data)
    readable = archive.read("gesprek.html").decode()
    for told in ("+31612345678", "Turkije", "Op reis gaan", "&lt;b&gt;bereiken", "fotos/"):
        assert told in readable
    assert "123456782" not in readable
    assert data["address"] is None and data["events_of_rasa"] == []


async def test_who_reads_the_file_reads_no_codes(front: TestClient, rasa: FakeRasa, sign_in_as: SignIn) -> None:
    _, address = await talked(front, rasa)
    found = await front.app[HANDOVERS].get(address.rpartition("/")[2])
    now = datetime.now(timezone.utc)
    visits, by = Appointments(front.app[ENGINE], front.app[ANNOUNCER]), Worker("bo", "Bo Smit")
    await visits.plan(found, by, now, "call", now + timedelta(hours=1), "morgen", "")
    [planned] = await visits.of(found.reference)
    await visits.note_result(found, by, now, planned.id, "done", "")
    await front.app[HANDOVERS].rate(found.conversation_id, "good", None, now)
    wish = WishId(found.conversation_id, found.message_id, found.goal)
    await ReviewStore(front.app[ENGINE]).write(wish, Review(verdict=Verdict.WRONG_GOAL, who="Bo Smit", at=now))
    _, coordinator = await sign_in_as("burgerzaken", role=Role.COORDINATOR)
    answer = await front.post(f"{address}/uitvoer", headers=coordinator)
    readable = zipfile.ZipFile(BytesIO(await answer.read())).read("gesprek.html").decode()
    for told in (
        "Noor gaf de vraag door",
        "Bo Smit plande",
        "Belafspraak, gepland door Bo Smit: gebeurd",
        "Jij: Goed",
        "Bo Smit over Noor: Verkeerd doel",
    ):
        assert told in readable
    for code in ("created", "claimed", "kept", "call", "done", "good", "wrong_goal", "noor<"):
        assert code not in readable


async def test_what_was_taken_away_on_request_is_not_opened_again(
    front: TestClient, rasa: FakeRasa, sign_in_as: SignIn
) -> None:
    _, address = await talked(front, rasa)
    _, coordinator = await sign_in_as("burgerzaken", role=Role.COORDINATOR)
    await front.post(f"{address}/verwijderen", data={"sure": "yes"}, headers=coordinator)
    for act in ("heropenen", "notitie"):
        refused = await front.post(f"{address}/{act}", data={"note": "Nog iets."}, headers=coordinator)
        assert refused.status == 409 and "op verzoek verwijderd" in await refused.text()


class Known:
    """A channel that knows who the resident is."""

    async def address(self, conversation_id: str) -> str:
        return "+31687654321"


async def test_the_number_on_the_channel_and_what_rasa_keeps_are_in_it(
    front: TestClient, rasa: FakeRasa, sign_in_as: SignIn
) -> None:
    _, address = await talked(front, rasa)
    reference = address.rpartition("/")[2]
    written = await front.app[HANDOVERS].get(reference)
    with sqlite3.connect(make_url(front.app[SETTINGS].tracker_url).database) as tracker:
        tracker.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT, data TEXT)")
        for whose, said in ((written.conversation_id, "ik ga op reis"), ("somebody-else", "ander")):
            event = json.dumps({"event": "user", "text": said})
            tracker.execute("INSERT INTO events (sender_id, data) VALUES (?, ?)", (whose, event))
    front.app[REACH]["website"] = Known()
    _, coordinator = await sign_in_as("burgerzaken", role=Role.COORDINATOR)
    answer = await front.post(f"{address}/uitvoer", headers=coordinator)
    archive = zipfile.ZipFile(BytesIO(await answer.read()))
    data = json.loads(archive.read("gesprek.json"))
    assert (data["address"], data["events_of_rasa"]) == ("+31687654321", [{"event": "user", "text": "ik ga op reis"}])
    readable = archive.read("gesprek.html").decode()
    assert "+31687654321" in readable and "events_of_rasa (1)" in readable


async def test_after_deletion_only_what_is_counted_is_left(
    front: TestClient, rasa: FakeRasa, sign_in_as: SignIn, tmp_path: Path
) -> None:
    chat, address = await talked(front, rasa)
    _, coordinator = await sign_in_as("burgerzaken", role=Role.COORDINATOR)
    assert "Dit verdwijnt" in await (await front.get(f"{address}/verwijderen", headers=coordinator)).text()
    unsure = await front.post(f"{address}/verwijderen", headers=coordinator)
    assert unsure.status == 422 and "Zet eerst het vinkje." in await unsure.text()
    gone = await front.post(f"{address}/verwijderen", data={"sure": "yes"}, headers=coordinator)
    shown = await gone.text()
    assert gone.status == 200 and "Verwijderd op verzoek." in shown
    assert "Het gesprek is voorgoed verwijderd." in shown and "op verzoek van de inwoner" in shown
    assert "bewaartijd" not in shown and "Heropen" not in shown and "/verwijderen" not in shown
    assert "verwijderde het gesprek, op verzoek van de inwoner" in shown and buttons(shown) == set()
    assert (await chat.post(id="nog", text="hallo?")).status == 401
    assert list((tmp_path / "photos").glob("*/*")) == []
    with sqlite3.connect(tmp_path / "noor.db") as database:
        left = "\n".join(database.iterdump())
    for typed in ("Turkije", "turkye", "12345678", "ik ga op reis"):
        assert typed not in left
    async with front.app[ENGINE].connect() as connection:
        written = list(await connection.scalars(select(audit_log.c.what)))
    assert "deleted" in written


@pytest.mark.parametrize("what", ["uitvoer", "verwijderen"])
async def test_colleagues_and_other_departments_cannot(
    front: TestClient, rasa: FakeRasa, sign_in_as: SignIn, what: str
) -> None:
    _, address = await talked(front, rasa)
    _, own = await sign_in_as("burgerzaken")
    _, other = await sign_in_as("kcc", role=Role.COORDINATOR, name="Bo Smit")
    for headers in (own, other):
        for method in ("GET", "POST"):
            answer = await front.request(method, f"{address}/{what}", data={"sure": "yes"}, headers=headers)
            assert answer.status == 404


@pytest.mark.parametrize("what", ["uitvoer", "verwijderen"])
async def test_what_went_to_another_department_too_is_for_an_administrator(
    front: TestClient, rasa: FakeRasa, sign_in_as: SignIn, what: str
) -> None:
    _, written = await hand_over(front)
    conversation = {"conversation_id": written.conversation_id, "goal": "event", "department": "vth"}
    fields = {name: getattr(written, name) for name in type(written).__mro__[1].__dataclass_fields__}
    await front.app[HANDOVERS].write(type(written).__mro__[1](**fields | conversation), written.created_at)
    address = f"/balie/overdrachten/{written.reference}/{what}"
    _, coordinator = await sign_in_as("burgerzaken", role=Role.COORDINATOR)
    _, admin = await sign_in_as(role=Role.ADMINISTRATOR, name="Cas Bos")
    assert "Vraag een beheerder" in await (await front.get(address, headers=coordinator)).text()
    assert (await front.post(address, data={"sure": "yes"}, headers=coordinator)).status == 403
    assert (await front.post(address, data={"sure": "yes"}, headers=admin)).status == 200
