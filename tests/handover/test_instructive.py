"""Which wishes are reviewed first, and by whom."""

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.instructive import Instructive, Readable
from bot.handover.reviews import Review, ReviewStore, Verdict
from bot.handover.store import HandoverStore
from bot.handover.wishes import Ended, WishId, WishStore, is_sampled
from bot.municipality import Municipality
from bot.storage.tables import conversations
from tests.handover.test_store import new
from tests.handover.test_wishes import wish

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=timezone.utc)
ALL = Readable(None, True)


class Desk:
    """Makes wishes, each in a conversation of its own unless it is named."""

    def __init__(self, engine: AsyncEngine, municipality: Municipality) -> None:
        self.engine, self.made = engine, 0
        self.wishes, self.handovers = WishStore(engine, municipality), HandoverStore(engine, municipality)
        self.queue, self.reviews = Instructive(engine), ReviewStore(engine)

    async def add(self, goal: str, *, conversation: str = "", rating: str = "", **change: Any) -> WishId:
        self.made += 1
        now, one = NOW + timedelta(minutes=self.made), WishId(conversation or f"c{self.made}", "1", goal)
        if not conversation:
            await self.begin(one.conversation_id)
        fields = {"id": one, "confidence": 0.95, "department": "burgerzaken"} | change
        await self.wishes.write(wish(**fields), now)
        if department := fields["department"]:
            ids = {"conversation_id": one.conversation_id, "message_id": "1", "goal": goal}
            await self.handovers.write(new(**ids, department=department), now)
        if rating:
            await self.handovers.rate(one.conversation_id, rating, None, now)
        return one

    async def begin(self, conversation: str) -> None:
        row = {"id": conversation, "channel": "website", "created_at": NOW, "last_at": NOW}
        async with self.engine.begin() as connection:
            await connection.execute(insert(conversations).values(row))

    async def goals(self, readable: Readable = ALL) -> list[str]:
        found = await self.queue.first(readable, 50)
        assert await self.queue.count(readable, 50) == len(found)
        return [one.id.goal for one in found]


@pytest.fixture
def desk(engine: AsyncEngine, municipality: Municipality) -> Desk:
    return Desk(engine, municipality)


async def test_the_most_instructive_come_first(desk: Desk) -> None:
    await desk.add("fine")
    await desk.add("tapped", confidence=None)
    await desk.add("stopped", ended=Ended.STOPPED, department=None)  # 1
    await desk.add("matig", rating="fair")  # 1.5
    await desk.add("person", ended=Ended.PERSON)  # 2
    await desk.add("unsure", confidence=0.45)  # 4 x 0.55 = 2.2
    await desk.add("corrected", corrected=True)  # 3
    await desk.add("bad", rating="bad")  # 4
    await desk.add("all", rating="bad", corrected=True, confidence=0.1, ended=Ended.PERSON)
    order = ["all", "bad", "corrected", "unsure", "person", "matig", "stopped", "tapped", "fine"]
    assert await desk.goals() == order


async def test_what_was_reviewed_leaves_the_queue(desk: Desk) -> None:
    first = await desk.add("first")
    await desk.add("second")
    await desk.reviews.write(first, Review(verdict=Verdict.RIGHT, who="Anna", at=NOW))
    assert await desk.goals() == ["second"]


async def test_what_can_no_longer_be_read_is_not_there(desk: Desk, engine: AsyncEngine) -> None:
    await desk.add("gone")
    async with engine.begin() as connection:
        await connection.execute(delete(conversations))
    assert await desk.goals() == []
    assert not await desk.queue.may_read(ALL, "c1")


async def test_everybody_sees_what_is_theirs(desk: Desk) -> None:
    await desk.add("theirs")
    await desk.add("others", department="kcc")
    await desk.add("nobodys", department=None, ended=Ended.ANSWERED)
    await desk.add("beside_others", conversation="c2", department=None, ended=Ended.ANSWERED)
    await desk.add("beside_theirs", conversation="c1", department=None, ended=Ended.ANSWERED)
    mine = {"burgerzaken"}
    assert await desk.goals(Readable(mine, False)) == ["theirs"]
    assert set(await desk.goals(Readable(mine, True))) == {"theirs", "nobodys", "beside_theirs"}
    assert len(await desk.goals()) == 5


@pytest.mark.parametrize(
    ("readable", "may"),
    [
        (Readable(None, True), [True, True, True]),
        (Readable({"burgerzaken"}, True), [True, False, True]),
        (Readable({"burgerzaken"}, False), [True, False, False]),
        (Readable(set(), True), [False, False, True]),
        (Readable(set(), False), [False, False, False]),
    ],
)
async def test_who_may_read_a_conversation(desk: Desk, readable: Readable, may: list[bool]) -> None:
    """One that went to burgerzaken, one that went to kcc, one that went to nobody."""
    ids = [
        await desk.add("a"),
        await desk.add("b", department="kcc"),
        await desk.add("c", department=None, ended=Ended.ANSWERED),
    ]
    assert [await desk.queue.may_read(readable, one.conversation_id) for one in ids] == may
    assert not await desk.queue.may_read(readable, "nergens")


async def test_every_tenth_is_one_that_chance_drew(desk: Desk) -> None:
    """Thirty wishes that were not drawn, and three that were, of which one is the most instructive of all: they are
    the 10th, 20th and 30th. After one review they come a place earlier."""
    made = {True: 0, False: 0}
    for number in range(1000):
        conversation = f"s{number}"
        by_chance = is_sampled(WishId(conversation, "1", "travel"))
        if made[by_chance] < (3 if by_chance else 30):
            made[by_chance] += 1
            await desk.begin(conversation)
            await desk.add("travel", conversation=conversation, confidence=0.1 if by_chance else 0.9)
    assert made == {True: 3, False: 30}

    async def places() -> list[int]:
        return [place for place, one in enumerate(await desk.queue.first(ALL, 50), 1) if one.sampled]

    assert await places() == [10, 20, 30]
    (first,) = await desk.queue.first(ALL, 1)
    await desk.reviews.write(first.id, Review(verdict=Verdict.RIGHT, who="Anna", at=NOW))
    assert await places() == [9, 19, 29]
