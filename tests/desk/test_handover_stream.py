"""The stream of a handover's page: lines, typing, changes, and its end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from async_timeout import timeout
from sqlalchemy import delete, update

from bot.handover.record import Handover
from bot.messages.rows import utc_now
from bot.storage.desk_tables import desk_sessions, staff_departments
from bot.web.keys import ANNOUNCER, ENGINE, LOG, PRESENCE
from tests.chat import read_events
from tests.desk.conftest import SignIn
from tests.desk.handovers import Session, do
from tests.desk.test_pages import hand_over

Events = AsyncIterator[dict[str, Any]]


@asynccontextmanager
async def stream(front: TestClient, session: Session, handover: Handover, **query: str) -> AsyncIterator[Events]:
    address = f"/balie/overdrachten/{handover.reference}/nieuws"
    async with front.get(address, headers=session, params=query) as response:
        assert response.status == 200, await response.text()
        yield read_events(response)


async def following(events: Events, kind: str) -> dict[str, Any]:
    """The data of the next event of this kind."""
    async with timeout(5):
        async for event in events:
            if event.get("event") == kind:
                return dict(event["data"])
    raise AssertionError("the stream ended")


async def test_lines_come_as_they_are_said(front: TestClient, sign_in_as: SignIn) -> None:
    chat, handover = await hand_over(front)
    _, session = await sign_in_as("burgerzaken")
    position = await front.app[LOG].last_position(handover.conversation_id)
    async with stream(front, session, handover, after=str(position)) as events:
        await chat.say("<b>bel</b> 06 12345678")
        line = await following(events, "line")
        assert "&lt;b&gt;bel&lt;/b&gt;" in line["html"] and '<mark class="masked">[telefoonnummer]' in line["html"]
        assert f'id="line-{line["position"]}"' in line["html"] and "Inwoner" in line["html"]


async def test_it_resumes_where_the_browser_was(front: TestClient, sign_in_as: SignIn) -> None:
    _, handover = await hand_over(front)
    _, session = await sign_in_as("burgerzaken")
    async with stream(front, session, handover) as events:
        first, second = await following(events, "line"), await following(events, "line")
    resumed = session | {"Last-Event-ID": str(first["position"])}
    async with stream(front, resumed, handover) as events:
        assert await following(events, "line") == second


async def test_lines_that_say_something_else_now(front: TestClient, sign_in_as: SignIn) -> None:
    _, handover = await hand_over(front)
    _, session = await sign_in_as("burgerzaken")
    async with stream(front, session, handover) as events:
        await following(events, "changed")
        front.app[ANNOUNCER].reword(handover.conversation_id)
        assert await following(events, "reworded") == {}


async def test_who_is_typing(front: TestClient, sign_in_as: SignIn) -> None:
    _, handover = await hand_over(front)
    _, session = await sign_in_as("burgerzaken")
    announcer = front.app[ANNOUNCER]
    async with stream(front, session, handover) as events:
        await following(events, "changed")
        announcer.set_typing(handover.conversation_id, True, "resident", 5)
        assert await following(events, "typing") == {"who": "resident"}
        announcer.set_typing(handover.conversation_id, False, "resident")
        assert await following(events, "typing") == {"who": None}


async def test_what_a_colleague_does_is_told(front: TestClient, sign_in_as: SignIn) -> None:
    _, handover = await hand_over(front)
    _, anna = await sign_in_as("burgerzaken")
    _, bo = await sign_in_as("burgerzaken", name="Bo Smit")
    async with stream(front, anna, handover) as events:
        assert await following(events, "changed") == {"events": 1}
        await do(front, bo, handover, "oppakken")
        assert await following(events, "changed") == {"events": 2}


async def test_it_ends_when_the_handover_goes_to_another_department(front: TestClient, sign_in_as: SignIn) -> None:
    _, handover = await hand_over(front)
    _, anna = await sign_in_as("burgerzaken")
    _, bo = await sign_in_as("burgerzaken", name="Bo Smit")
    async with stream(front, anna, handover) as events:
        await do(front, bo, handover, "doorsturen", department="kcc", note="Voor jullie.")
        assert await following(events, "gone") == {}


async def test_it_ends_with_the_session(front: TestClient, sign_in_as: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.desk.handover_stream._LOOK_EVERY", 0.05)
    _, handover = await hand_over(front)
    _, session = await sign_in_as("burgerzaken")
    async with stream(front, session, handover) as events:
        await following(events, "changed")
        async with front.app[ENGINE].begin() as connection:
            await connection.execute(delete(desk_sessions))
        assert await following(events, "signed-out") == {}


async def test_saying_that_one_is_there_ends_nothing(
    front: TestClient, sign_in_as: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.desk.handover_stream._LOOK_EVERY", 0.05)
    chat, handover = await hand_over(front)
    anna, session = await sign_in_as("burgerzaken")
    position = await front.app[LOG].last_position(handover.conversation_id)
    async with stream(front, session, handover, after=str(position)) as events:
        await following(events, "changed")
        await front.app[PRESENCE].say(anna.id, True, utc_now())
        await asyncio.sleep(0.2)
        await chat.say("Nog iets")
        assert "Nog iets" in (await following(events, "line"))["html"]


async def test_a_busy_desk_keeps_no_stream_open_after_the_session(front: TestClient, sign_in_as: SignIn) -> None:
    chat, handover = await hand_over(front)
    _, session = await sign_in_as("burgerzaken")
    position = await front.app[LOG].last_position(handover.conversation_id)
    async with stream(front, session, handover, after=str(position)) as events:
        await following(events, "changed")
        async with front.app[ENGINE].begin() as connection:
            await connection.execute(delete(desk_sessions))
        await chat.say("Dit is niet meer voor haar")
        kinds = [event.get("event") async for event in events]
    assert "line" not in kinds and kinds[-1] == "signed-out"


async def test_other_departments_end_it(front: TestClient, sign_in_as: SignIn) -> None:
    _, handover = await hand_over(front)
    anna, session = await sign_in_as("burgerzaken")
    async with stream(front, session, handover) as events:
        await following(events, "changed")
        async with front.app[ENGINE].begin() as connection:
            await connection.execute(
                update(staff_departments).where(staff_departments.c.staff_id == anna.id).values(department="kcc")
            )
        front.app[ANNOUNCER].set_typing(handover.conversation_id, True, "resident", 5)
        assert await following(events, "gone") == {}


@pytest.mark.parametrize("after", ["-1", "x", "9" * 30])
async def test_a_position_that_is_none(front: TestClient, sign_in_as: SignIn, after: str) -> None:
    _, handover = await hand_over(front)
    _, session = await sign_in_as("burgerzaken")
    address = f"/balie/overdrachten/{handover.reference}/nieuws"
    assert (await front.get(address, headers=session, params={"after": after})).status == 400


async def test_another_departments_stream_is_not_there(front: TestClient, sign_in_as: SignIn) -> None:
    _, handover = await hand_over(front)
    _, session = await sign_in_as("kcc")
    assert (await front.get(f"/balie/overdrachten/{handover.reference}/nieuws", headers=session)).status == 404
