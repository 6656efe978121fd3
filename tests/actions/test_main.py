"""What the actions process answers when an action cannot do its work, run as it is in production."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientError, ClientSession
from aiohttp.test_utils import unused_port

from bot.goals.slots import to_slots
from bot.storage.migrate import migrate
from tests.actions.conftest import MakeTracker
from tests.actions.test_hand_over import urgent_trip
from tests.fake_rasa import SECRET
from tests.waiting import eventually_true


@pytest.fixture
async def webhook(tmp_path: Path, session: ClientSession) -> AsyncIterator[str]:
    """The process's address, on a database in which nothing was made yet."""
    url = f"http://127.0.0.1:{unused_port()}"
    values = {"NOOR_ACTIONS_URL": url, "NOOR_RASA_SECRET": SECRET, "NOOR_VAR": str(tmp_path)}
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "actions", env={**os.environ, **values})

    async def answers() -> bool:
        try:
            async with session.get(f"{url}/health") as response:
                return response.status == 200
        except ClientError:
            return False

    try:
        await eventually_true(answers, patience=120)
        yield f"{url}/webhook?token={SECRET}"
    finally:
        # Stopping kindly, it would wait for our open connection.
        process.kill()
        await process.wait()


async def call(session: ClientSession, webhook: str, action: str, tracker: dict[str, Any]) -> int:
    body = {"next_action": action, "sender_id": "conversation-1", "tracker": tracker, "version": "3.6.20"}
    async with session.post(webhook, json=body) as response:
        return response.status


async def test_without_a_database_an_action_can_do_its_work_later(
    webhook: str, session: ClientSession, tracker: MakeTracker, tmp_path: Path
) -> None:
    trip = tracker(to_slots(urgent_trip())).current_state()
    assert await call(session, webhook, "action_hand_over", trip) == 503
    await migrate(f"sqlite:///{tmp_path / 'noor.db'}")
    assert await call(session, webhook, "action_hand_over", trip) == 200
    broken = tracker({"goal": "travel", "facts": 5}).current_state()
    assert await call(session, webhook, "action_ask_answer", broken) == 500
