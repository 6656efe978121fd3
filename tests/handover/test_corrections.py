"""What reviewers put right, as lines for training data."""

import json
from datetime import datetime, timezone

import pytest
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import commands
from bot.handover.corrections import Correction, Corrections
from bot.handover.reviews import Review, ReviewStore, Verdict
from bot.handover.wishes import WishId, WishStore
from bot.messages.log import MessageLog
from bot.municipality import Municipality
from bot.settings import Settings
from bot.storage.tables import conversations
from tests.handover.test_wishes import wish

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=timezone.utc)


class Talk:
    """A conversation in which wishes end and are judged."""

    def __init__(self, engine: AsyncEngine, log: MessageLog, municipality: Municipality) -> None:
        self._engine, self._log, self._wishes = engine, log, WishStore(engine, municipality)
        self._said = 0

    async def begin(self) -> "Talk":
        self._conversation = (await self._log.start("website", "Hoi")).conversation_id
        return self

    async def say(self, text: str) -> int:
        self._said += 1
        return (await self._log.accept(self._conversation, str(self._said), text)).position

    async def judge(self, position: int, goal: str, right: str | None, verdict: Verdict = Verdict.WRONG_GOAL) -> None:
        one = WishId(self._conversation, str(position), goal)
        await self._wishes.write(wish(id=one), NOW)
        await ReviewStore(self._engine).write(one, Review(verdict=verdict, right_goal=right, who="Anna", at=NOW))


@pytest.fixture
async def talk(engine: AsyncEngine, log: MessageLog, municipality: Municipality) -> Talk:
    return await Talk(engine, log, municipality).begin()


async def test_the_sentence_that_each_wish_began_with(talk: Talk, engine: AsyncEngine) -> None:
    await talk.say("mijn vader is\ndood, bel 06 12345678")
    await talk.judge(await talk.say("ja"), "extract", "death")
    await talk.say("en zijn auto")
    await talk.judge(await talk.say("nee"), "parking", "driving_licence")
    assert await Corrections(engine).all() == [
        Correction("mijn vader is dood, bel [telefoonnummer]", "extract", "death"),
        Correction("en zijn auto", "parking", "driving_licence"),
    ]


async def test_only_where_the_right_goal_is_known(talk: Talk, engine: AsyncEngine) -> None:
    await talk.judge(await talk.say("een"), "extract", None)
    await talk.judge(await talk.say("twee"), "parking", None, Verdict.RIGHT)
    assert await Corrections(engine).all() == []


async def test_what_was_deleted_does_not_live_on(talk: Talk, engine: AsyncEngine) -> None:
    await talk.judge(await talk.say("een"), "extract", "death")
    async with engine.begin() as connection:
        await connection.execute(delete(conversations))
    assert await Corrections(engine).all() == []


def test_the_command_on_an_empty_database(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.reviews(settings) == 0
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == []
