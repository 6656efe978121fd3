"""Answers that colleagues need not type each time, of one department or of all."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.record import Handover
from bot.storage.desk_tables import ready_texts
from bot.storage.unbroken import unbroken

# What stands in a text for something of the handover it is used for.
FILLED_IN = {"{meldnummer}": "het meldnummer", "{afdeling}": "de afdeling", "{naam}": "je eigen naam"}


@dataclass(frozen=True)
class ReadyText:
    """`department`: None for all departments."""

    id: int
    department: str | None
    title: str
    text: str


class ReadyTexts:
    """Reads and writes them."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @unbroken
    async def of(self, departments: Iterable[str], *, general: bool = True) -> list[ReadyText]:
        """Those of these departments, and the general ones; by title."""
        mine = ready_texts.c.department.in_(sorted(departments))
        which = or_(mine, ready_texts.c.department.is_(None)) if general else mine
        query = select(ready_texts).where(which).order_by(ready_texts.c.title, ready_texts.c.id)
        async with self._engine.connect() as connection:
            return [ReadyText(**row._mapping) for row in await connection.execute(query)]

    async def for_answer(self, handover: Handover, name: str, department: str) -> list[ReadyText]:
        """Those for this handover, with what is of the handover filled in; `name`: who answers."""
        values = {"{meldnummer}": handover.reference, "{afdeling}": department, "{naam}": name}
        return [
            ReadyText(one.id, one.department, one.title, _filled(one.text, values))
            for one in await self.of([handover.department])
        ]

    @unbroken
    async def get(self, number: int) -> ReadyText | None:
        """One of them."""
        async with self._engine.connect() as connection:
            row = (await connection.execute(select(ready_texts).where(ready_texts.c.id == number))).first()
        return None if row is None else ReadyText(**row._mapping)

    @unbroken
    async def save(self, number: int | None, department: str | None, title: str, text: str) -> None:
        """Write a new one, or change the one with this number."""
        values = {"department": department, "title": title, "text": text}
        this = update(ready_texts).where(ready_texts.c.id == number)
        async with self._engine.begin() as connection:
            await connection.execute((insert(ready_texts) if number is None else this).values(values))

    @unbroken
    async def remove(self, number: int) -> None:
        """Throw one away."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(ready_texts).where(ready_texts.c.id == number))


def _filled(text: str, values: dict[str, str]) -> str:
    for mark, value in values.items():
        text = text.replace(mark, value)
    return text
