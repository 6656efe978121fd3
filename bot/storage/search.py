"""Searching handovers and what was said in their conversations: one question, asked in two ways."""

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.storage.tables import handover_texts
from bot.storage.unbroken import unbroken

# Full-text on SQLite, with its own tables that begin with this name; a table with a GIN index on PostgreSQL.
SEARCH_TABLE = "handover_search"
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 8
_LONGEST_WORD = 40


class Hit(NamedTuple):
    """A handover that was found. `place` rises by when it was made; `words`: all that was searched, a line each."""

    place: int
    reference: str
    words: str


def fold(word: str) -> str:
    """A word without capitals and accents, as both indexes keep it."""
    if word.isascii():
        return word.lower()
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def words_of(typed: str) -> tuple[str, ...]:
    """The words to search for in what somebody typed, whatever that is; none when it holds no letter or digit."""
    found = (fold(word)[:_LONGEST_WORD] for word in _WORD.findall(unicodedata.normalize("NFC", typed)))
    return tuple(dict.fromkeys(filter(None, found)))[:_MOST_WORDS]


class Search(ABC):
    """Finds handovers in which each word begins one of the words there."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @unbroken
    async def find(
        self, words: Sequence[str], departments: Iterable[str], limit: int, before: int | None = None
    ) -> list[Hit]:
        """The newest handovers of these departments with all these words (of `words_of`), before place `before`."""
        names = sorted(departments)
        if not words or not names:
            return []
        values = {"departments": names, "before": before, "limit": limit}
        async with self._engine.connect() as connection:
            places = await self._places(connection, words, values)
            columns = handover_texts.c
            query = (
                select(columns.id, columns.reference, columns.words)
                .where(columns.id.in_(places), columns.department.in_(names))
                .order_by(columns.id.desc())
            )
            return [Hit(*row) for row in await connection.execute(query)]

    @abstractmethod
    async def _places(self, connection: AsyncConnection, words: Sequence[str], values: dict[str, Any]) -> list[int]: ...


class _SqliteSearch(Search):
    """FTS5 walks backwards from the newest, and the departments are words in it too: it stops when it has enough."""

    _QUERY = text(
        f"SELECT rowid FROM {SEARCH_TABLE} WHERE {SEARCH_TABLE} MATCH :match AND rowid < :before"
        " ORDER BY rowid DESC LIMIT :limit"
    )

    async def _places(self, connection: AsyncConnection, words: Sequence[str], values: dict[str, Any]) -> list[int]:
        departments = " OR ".join(f'"{name.replace("_", "")}"' for name in values["departments"])
        match = f"department : ({departments}) AND words : ({' AND '.join(_begins(word) for word in words)})"
        given = {"match": match, "before": values["before"] or 2**62, "limit": values["limit"]}
        return list(await connection.scalars(self._QUERY, given))


class _PostgresqlSearch(Search):
    """GIN knows no order: it looks among the newest first, where a page of what many texts have is soon full."""

    _NEWEST = text(f"SELECT max(id) FROM {SEARCH_TABLE}")
    _QUERY = text(
        f"WITH found AS MATERIALIZED (SELECT id FROM {SEARCH_TABLE} WHERE vector @@ CAST(:query AS tsquery))"
        " SELECT id FROM found WHERE id < :before ORDER BY id DESC LIMIT :limit"
    )
    # As many as the migration puts in a block.
    _BLOCK = 2000

    async def _places(self, connection: AsyncConnection, words: Sequence[str], values: dict[str, Any]) -> list[int]:
        # Reading all rows looks cheap to the planner, which does not know how long their vectors are.
        await connection.execute(text("SET LOCAL enable_seqscan = off"))
        before = values["before"] or int(await connection.scalar(self._NEWEST) or 0) + 1
        departments = " | ".join(f"'={name}'" for name in values["departments"])
        query = f"({departments}) & " + " & ".join(f"'{word}'{':*' if len(word) > 1 else ''}" for word in words)
        block = before // self._BLOCK
        found: list[int] = []
        for among in (f"('#{block}' | '#{block - 1}') & ", ""):
            if len(found) < values["limit"]:
                given = {"query": among + query, "before": before, "limit": values["limit"]}
                found = list(await connection.scalars(self._QUERY, given))
        return found


def search_of(engine: AsyncEngine) -> Search:
    """The search of this engine's database."""
    return (_SqliteSearch if engine.dialect.name == "sqlite" else _PostgresqlSearch)(engine)


def _begins(word: str) -> str:
    return f'"{word}"*' if len(word) > 1 else f'"{word}"'
