"""Residents who talk with a running Noor, several at a time."""

import asyncio
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from aiohttp import ClientSession, TCPConnector

from benchmarks.residents.chat import conversation
from benchmarks.residents.people import Person
from benchmarks.residents.records import Record, Stores
from benchmarks.residents.resident import MOST_TURNS, Resident
from benchmarks.residents.turns import Reply, Turn
from bot.goals.asking import Tell
from bot.goals.catalogue import Catalogue
from tests.running import RunningNoor

AT_ONCE = 4


async def talk_all(
    people: Sequence[Person], noor: RunningNoor, catalogue: Catalogue, tell: Tell, today: date
) -> list[Record]:
    """What each conversation left, in the order of the people."""
    room = asyncio.Semaphore(AT_ONCE)
    stores = Stores(Path(noor.environment["NOOR_VAR"]), catalogue, tell)

    async def talk(person: Person) -> Record:
        async with room:
            return await _talk(session, noor.url, Resident(person, catalogue, today), stores)

    async with ClientSession(connector=TCPConnector(limit=0)) as session:
        return await asyncio.gather(*map(talk, people))


async def _talk(session: ClientSession, url: str, resident: Resident, stores: Stores) -> Record:
    """One conversation, until the resident leaves or has had enough."""
    turns: list[Turn] = []
    async with conversation(session, url) as chat:
        reply: Reply | None = resident.begin()
        while reply is not None and len(turns) < MOST_TURNS:
            position, said = await chat.say(reply)
            turns.append(Turn(reply, position, said))
            reply = resident.reply(said)
    return stores.record(chat.first_id, turns, tuple(resident.gaps))
