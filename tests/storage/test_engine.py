"""Database URLs and how a connection is set up."""

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.engine import async_url, open_engine, open_reader
from bot.storage.tables import contacts


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("sqlite:///var/noor.db", "sqlite+aiosqlite:///var/noor.db"),
        ("sqlite+aiosqlite:////tmp/x.db", "sqlite+aiosqlite:////tmp/x.db"),
        ("postgresql://noor:geheim@db/noor", "postgresql+asyncpg://noor:geheim@db/noor"),
        ("postgres://noor@db:5433/noor", "postgresql+asyncpg://noor@db:5433/noor"),
        ("postgresql://db/noor?sslmode=require", "postgresql+asyncpg://db/noor?ssl=require"),
    ],
)
def test_urls_are_written_as_operators_do(given: str, used: str) -> None:
    assert async_url(given) == used


@pytest.mark.parametrize("url", ["mysql://db/noor", "sqlite://", "sqlite:///:memory:", "noor.db", ""])
def test_other_urls_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        async_url(url)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_sqlite_is_set_up_for_several_processes(engine: AsyncEngine) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10000}
    async with engine.connect() as connection:
        found = {name: (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar() for name in wanted}
    assert found == wanted


async def test_what_was_typed_stays_out_of_error_texts(engine: AsyncEngine) -> None:
    row = {"conversation_id": "nergens", "kind": "phone", "value": "0612345678", "message_position": 1}
    with pytest.raises(IntegrityError) as caught:
        async with engine.begin() as connection:
            await connection.execute(insert(contacts).values(row))
    assert "0612345678" not in str(caught.value)


async def test_the_folder_of_a_sqlite_file_is_made(tmp_path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/a/b/noor.db")
    async with engine.connect() as connection:
        assert (await connection.exec_driver_sql("SELECT 1")).scalar() == 1
    await engine.dispose()


async def test_a_reader_writes_nothing_and_waits_for_no_writer(database_url: str, engine: AsyncEngine) -> None:
    reader = open_reader(database_url)
    async with engine.begin() as writing:
        await writing.exec_driver_sql("DELETE FROM ratings")
        async with reader.connect() as reading:
            assert (await reading.exec_driver_sql("SELECT count(*) FROM ratings")).scalar() == 0
            with pytest.raises(DBAPIError, match="read"):
                await reading.exec_driver_sql("DELETE FROM ratings")
    await reader.dispose()
