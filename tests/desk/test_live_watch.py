"""A colleague whose browser is gone for long: Noor takes the conversation back."""

from datetime import datetime, timedelta

import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy import delete, select, update

from bot.desk.live_watch import note_seen, take_back
from bot.handover.record import State
from bot.messages import texts
from bot.messages.rows import utc_now
from bot.storage.desk_tables import desk_sessions, staff
from bot.storage.tables import handover_events
from bot.web.keys import ENGINE, LOG, PRESENCE
from tests.desk.conftest import SignIn
from tests.desk.handovers import do, now_of
from tests.desk.test_handover_stream import following, stream
from tests.desk.test_pages import hand_over

MINUTES = timedelta(minutes=1)


async def everything_happened_at(front: TestClient, moment: datetime) -> None:
    async with front.app[ENGINE].begin() as connection:
        await connection.execute(update(handover_events).values(at=moment))
        await connection.execute(update(desk_sessions).values(used_at=moment))
        await connection.execute(update(staff).values(seen_at=moment))


async def test_after_a_while_noor_takes_back_with_an_apology(front: TestClient, sign_in_as: SignIn) -> None:
    chat, handover = await hand_over(front)
    _, session = await sign_in_as("burgerzaken")
    await do(front, session, handover, "overnemen")
    now = utc_now()
    await everything_happened_at(front, now)
    assert await take_back(front.app, now + 4 * MINUTES) == 0
    assert await take_back(front.app, now + 6 * MINUTES) == 1
    assert await take_back(front.app, now + 6 * MINUTES) == 0
    assert (await chat.texts(5))[-1] == texts.COLLEAGUE_GONE
    assert (await now_of(front, handover)).state is State.NEW
    async with front.app[ENGINE].connect() as connection:
        events = (await connection.execute(select(handover_events).order_by(handover_events.c.id))).all()
    assert [(event.what, event.who, event.note) for event in events][-1] == ("taken_back", "noor", "Anna de Wit")
    await chat.say("ben je er nog?")
    assert (await chat.messages(7))[-1]["from"] == "noor"


@pytest.mark.parametrize("sign", ["seen", "used", "answered"])
async def test_any_sign_of_the_colleague_counts(front: TestClient, sign_in_as: SignIn, sign: str) -> None:
    _, handover = await hand_over(front)
    anna, session = await sign_in_as("burgerzaken")
    await do(front, session, handover, "overnemen")
    now = utc_now()
    await everything_happened_at(front, now - 60 * MINUTES)
    if sign == "seen":
        await note_seen(front.app[ENGINE], anna.id, now)
    elif sign == "used":
        async with front.app[ENGINE].begin() as connection:
            await connection.execute(update(desk_sessions).values(used_at=now))
    else:
        await do(front, session, handover, "antwoorden", text="Ik ben er.", id="1")
    assert await take_back(front.app, now + 4 * MINUTES) == 0


async def test_an_open_page_is_a_sign(front: TestClient, sign_in_as: SignIn) -> None:
    _, handover = await hand_over(front)
    anna, session = await sign_in_as("burgerzaken")
    await do(front, session, handover, "overnemen")
    async with stream(front, session, handover) as events:
        await following(events, "changed")
        await do(front, session, handover, "notitie", note="Nog bezig.")
        await following(events, "changed")
    async with front.app[ENGINE].connect() as connection:
        seen = await connection.scalar(select(staff.c.seen_at).where(staff.c.id == anna.id))
    assert utc_now() - seen < MINUTES


async def test_whoever_signed_out_is_gone(front: TestClient, sign_in_as: SignIn) -> None:
    _, handover = await hand_over(front)
    _, session = await sign_in_as("burgerzaken")
    await do(front, session, handover, "overnemen")
    await everything_happened_at(front, utc_now() - 6 * MINUTES)
    async with front.app[ENGINE].begin() as connection:
        await connection.execute(delete(desk_sessions))
    assert await take_back(front.app, utc_now()) == 1
    assert await front.app[LOG].live_with(handover.conversation_id) is None


@pytest.mark.parametrize(("silent_for", "there"), [(29 * MINUTES, True), (31 * MINUTES, False)])
async def test_a_live_page_brings_no_old_presence_back(
    front: TestClient, sign_in_as: SignIn, silent_for: timedelta, there: bool
) -> None:
    anna, session = await sign_in_as("burgerzaken")
    now = utc_now()
    await front.app[PRESENCE].say(anna.id, True, now - silent_for)
    await note_seen(front.app[ENGINE], anna.id, now)
    assert bool(await front.app[PRESENCE].by_department(now)) == there
    beat = await front.post("/balie/aanwezig/hartslag", headers=session)
    assert await beat.json() == {"available": there}
