"""Verdicts on how Noor did with a wish."""

from datetime import datetime, timezone
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.reviews import MAX_COMMENT, Review, ReviewStore, Verdict
from bot.handover.wishes import WishId, WishStore
from bot.municipality import Municipality
from tests.handover.test_wishes import wish

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=timezone.utc)
TRAVEL = WishId("c1", "7", "travel")
KNOWN = ["event", "moving", "travel", "waste"]


def review(verdict: Verdict = Verdict.WRONG_GOAL, **change: Any) -> Review:
    return Review(**{"verdict": verdict, "right_goal": "moving", "who": "Anna", "at": NOW} | change)


@pytest.fixture
def store(engine: AsyncEngine) -> ReviewStore:
    return ReviewStore(engine)


async def test_a_later_verdict_takes_the_place_of_an_earlier_one(store: ReviewStore) -> None:
    assert await store.get(TRAVEL) is None
    await store.write(TRAVEL, review())
    assert await store.get(TRAVEL) == review()
    await store.write(TRAVEL, review(Verdict.RIGHT, right_goal=None))
    assert await store.get(TRAVEL) == review(Verdict.RIGHT, right_goal=None)


async def test_a_comment_is_masked_and_cut(store: ReviewStore) -> None:
    await store.write(TRAVEL, review(comment="bel 06 12345678"))
    kept = await store.get(TRAVEL)
    assert kept is not None and kept.comment == "bel [telefoonnummer]"
    await store.write(TRAVEL, review(comment="é" * 5000))
    kept = await store.get(TRAVEL)
    assert kept is not None and len(kept.comment or "") == MAX_COMMENT


async def test_what_was_right_before_is_likeliest_then_what_is_wanted_most(
    store: ReviewStore, engine: AsyncEngine, municipality: Municipality
) -> None:
    wishes = WishStore(engine, municipality)
    for number, goal in enumerate(["event", "event", "waste", "travel", "travel", "travel", "gone"]):
        await wishes.write(wish(id=WishId("c", str(number), goal)), NOW)
    assert await store.likely_goals("travel", KNOWN) == ["event", "waste", "moving"]
    await store.write(TRAVEL, review(right_goal="moving"))
    assert await store.likely_goals("travel", KNOWN) == ["moving", "event", "waste"]
    assert await store.likely_goals("event", KNOWN) == ["travel", "waste", "moving"]
