"""A copy of all that is held of one conversation, and its deletion."""

import json
import sqlite3
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy import select
from sqlalchemy.engine import make_url

from bot.desk.staff import Role
from bot.storage.desk_tables import audit_log
from bot.web.keys import ENGINE, HANDOVERS, REACH, SETTINGS
from tests.chat import Chat
from tests.desk.conftest import SignIn
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
    assert gone.status == 200 and "Verwijderd op verzoek." in await gone.text()
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
