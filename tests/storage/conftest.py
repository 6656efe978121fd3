"""A database as an earlier version left it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text
from sqlalchemy.engine import Connection, Row

from bot.storage.migrate import MIGRATIONS

#: What every handover has, whatever it is about.
_HANDOVER = {
    **dict.fromkeys(("goal_label", "summary", "question"), ""),
    **dict.fromkeys(("products", "facts", "decided_by"), "[]"),
    **{"urgency": "high", "channel": "website", "language": "nld", "contact": "none", "conversation_id": "c"},
}


class OldStore:
    """Rows are written with plain SQL: the tables of today's code are not yet there."""

    def __init__(self, connection: Connection) -> None:
        self._connection, self._config = connection, Config()
        self._config.set_main_option("script_location", str(MIGRATIONS))
        self._config.attributes["connection"] = connection

    def upgrade(self, revision: str) -> None:
        command.upgrade(self._config, revision)

    def insert(self, table: str, **row: Any) -> None:
        names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
        self._connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), row)

    def hand_over(self, reference: str, **row: Any) -> None:
        self.insert("handovers", **{**_HANDOVER, "reference": reference, "message_id": reference, **row})

    def read(self, query: str) -> list[Row]:
        return self._connection.execute(text(query)).all()


@pytest.fixture
def old_store(tmp_path: Path) -> Iterator[OldStore]:
    """Empty, without any table."""
    with create_engine(f"sqlite:///{tmp_path}/noor.db").begin() as connection:
        yield OldStore(connection)
