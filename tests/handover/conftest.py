"""A handover of a real conversation, and the colleagues who work on it."""

from datetime import datetime, timezone

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.desk.accounts import Accounts
from bot.desk.passwords import Passwords
from bot.desk.staff import Role
from bot.handover.act import Worker
from bot.handover.appointments import Appointments
from bot.handover.life import Life
from bot.handover.record import Handover
from bot.handover.store import HandoverStore
from bot.handover.talking import Talking
from bot.messages.log import MessageLog
from bot.messages.wake import Announcer
from bot.municipality import Municipality
from tests.handover.test_store import new

# A Monday, 13:00 in Noordwijk.
_PASSWORDS = Passwords()
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=timezone.utc)


@pytest.fixture
def store(engine: AsyncEngine, municipality: Municipality) -> HandoverStore:
    return HandoverStore(engine, municipality)


@pytest.fixture
def life(engine: AsyncEngine, municipality: Municipality, announcer: Announcer) -> Life:
    return Life(engine, municipality, announcer)


@pytest.fixture
def talking(engine: AsyncEngine, announcer: Announcer) -> Talking:
    return Talking(engine, announcer)


@pytest.fixture
def appointments(engine: AsyncEngine, announcer: Announcer) -> Appointments:
    return Appointments(engine, announcer)


@pytest.fixture
async def anna(engine: AsyncEngine) -> Worker:
    return await worker(engine, "Anna de Wit")


@pytest.fixture
async def bo(engine: AsyncEngine) -> Worker:
    return await worker(engine, "Bo Smit")


@pytest.fixture
async def carla(engine: AsyncEngine) -> Worker:
    """A coordinator."""
    return await worker(engine, "Carla Vos", leads=True)


@pytest.fixture
async def handover(store: HandoverStore, log: MessageLog) -> Handover:
    """New, of Burgerzaken, with a conversation that is Noor's."""
    conversation = (await log.start("website", "Hoi, ik ben Noor.")).conversation_id
    return await store.write(new(conversation_id=conversation), NOW)


async def worker(engine: AsyncEngine, name: str, *, leads: bool = False) -> Worker:
    colleague = await Accounts(engine, _PASSWORDS).add(name, name, Role.COLLEAGUE, ["burgerzaken"])
    return Worker(colleague.id, name, leads)
