"""The stream of news: it tells at once, and only what somebody may know."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from async_timeout import timeout

from bot.desk.access import NEWS
from bot.desk.changes import Change, Changes
from bot.desk.sessions import Sessions
from bot.handover.store import HandoverStore
from bot.messages.wake import DESK, Announcer, of_department
from bot.municipality import Municipality
from bot.storage.engine import open_engine
from bot.storage.events import Event, write_event
from bot.web.keys import ANNOUNCER, ENGINE
from tests.chat import read_events
from tests.desk.conftest import SignIn
from tests.desk.test_pages import hand_over
from tests.handover.test_store import NOW, new


@asynccontextmanager
async def listening(front: TestClient, session: dict[str, str]) -> AsyncIterator[AsyncIterator[dict[str, Any]]]:
    """The stream of somebody who is signed in, after its first event."""
    async with front.get(NEWS, headers=session) as response:
        assert response.content_type == "text/event-stream"
        events = read_events(response)
        while "event" not in await anext(events):
            pass
        yield events


async def test_a_handover_of_another_process_is_told_at_once(front: TestClient, sign_in_as: SignIn) -> None:
    _, session = await sign_in_as("burgerzaken")
    async with listening(front, session) as events, timeout(0.5):
        _, written = await hand_over(front)
        front.app[ANNOUNCER].wake(DESK)
        event = await anext(events)
    assert (event["event"], event["data"]["new"], event["data"]["overdue"]) == ("handovers", 1, 0)
    assert event["data"]["arrived"] == [
        {"reference": written.reference, "goal": "Op reis gaan", "department": "Burgerzaken"}
    ]


@pytest.mark.parametrize("what", ["forwarded", "call back", "reopened"])
async def test_what_comes_to_a_department_later_is_told_too(front: TestClient, sign_in_as: SignIn, what: Event) -> None:
    _, session = await sign_in_as("burgerzaken")
    _, written = await hand_over(front)
    async with listening(front, session) as events, timeout(2):
        async with front.app[ENGINE].begin() as connection:
            await write_event(connection, written.reference, what, "Bo", NOW)
        front.app[ANNOUNCER].wake(DESK)
        while not (arrived := (await anext(events))["data"]["arrived"]):
            pass
    assert [one["reference"] for one in arrived] == [written.reference]


def test_who_opens_it_again_knows_that() -> None:
    change = Change(1, "reopened", "H4P-7WH", "Op reis gaan", "burgerzaken", "high", "anna")
    assert change.is_arrival_for("bo") and not change.is_arrival_for("anna")
    assert not change._replace(what="answered").is_arrival_for("bo")


async def test_another_department_hears_nothing(front: TestClient, sign_in_as: SignIn) -> None:
    _, session = await sign_in_as("kcc")
    async with listening(front, session) as events:
        await hand_over(front)
        front.app[ANNOUNCER].wake(DESK)
        await asyncio.sleep(0.3)
        _, written = await hand_over(front, department="kcc")
        front.app[ANNOUNCER].wake(DESK)
        async with timeout(0.5):
            event = await anext(events)
    assert [one["reference"] for one in event["data"]["arrived"]] == [written.reference]


async def test_each_turn_of_noor_is_a_reason_to_look(front: TestClient, sign_in_as: SignIn) -> None:
    _, session = await sign_in_as("burgerzaken")
    async with listening(front, session) as events, timeout(2):
        chat, _ = await hand_over(front)
        await chat.say("dank je")
        assert (await anext(events))["data"]["new"] == 1


async def test_the_stream_ends_with_the_session(front: TestClient, sign_in_as: SignIn) -> None:
    anna, session = await sign_in_as("burgerzaken")
    async with listening(front, session) as events:
        await Sessions(front.app[ENGINE]).end_all(anna.id)
        await hand_over(front)
        front.app[ANNOUNCER].wake(DESK)
        async with timeout(0.5):
            assert [event async for event in events] == []


async def test_the_database_is_looked_at_without_a_word_of_anybody(
    database_url: str, announcer: Announcer, municipality: Municipality
) -> None:
    engine = open_engine(database_url)
    changes = Changes(engine, announcer, every=0.02)
    await HandoverStore(engine, municipality).write(new(), NOW)
    await changes.begin()
    watching = asyncio.create_task(changes.watch())
    with announcer.listen(of_department("kcc")) as kcc, announcer.listen(of_department("burgerzaken")) as listener:
        written = await HandoverStore(engine, municipality).write(new(goal="event"), NOW)
        async with timeout(2):
            await listener.news.wait()
        assert not kcc.news.is_set()
    assert [change.reference for change in changes.since(0, {"burgerzaken"})] == [written.reference]
    assert changes.since(0, {"kcc"}) == [] and changes.since(changes.count, {"burgerzaken"}) == []
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
    await engine.dispose()
