"""Migrations and tables say the same, on a database that several processes may open at once."""

import asyncio
import subprocess
import sys
import threading

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

import bot.storage.desk_tables
import bot.storage.mail_tables
import bot.storage.whatsapp_tables  # noqa: F401 - importing them fills the metadata
from bot.handover.store import HandoverStore
from bot.municipality import Municipality
from bot.storage.engine import open_engine
from bot.storage.migrate import migrate
from bot.storage.search import SEARCH_TABLE
from bot.storage.tables import handover_events, handovers, metadata
from tests.handover.test_store import NOW, new


def _differences(connection) -> list[object]:
    options = {
        "compare_type": True,
        # SQLite's own, and the search index, which is different on each database.
        "include_object": lambda _object, name, *_: name != "sqlite_sequence" and not name.startswith(SEARCH_TABLE),
    }
    return compare_metadata(MigrationContext.configure(connection, opts=options), metadata)


async def test_migrations_and_tables_agree(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


async def test_migrating_again_changes_nothing(database_url: str, engine: AsyncEngine) -> None:
    await migrate(database_url)
    async with engine.connect() as connection:
        assert (await connection.exec_driver_sql("SELECT count(*) FROM alembic_version")).scalar() == 1


async def test_a_number_is_never_given_out_again(engine: AsyncEngine, municipality: Municipality) -> None:
    store, numbers = HandoverStore(engine, municipality), []
    for _ in range(2):
        await store.write(new(), NOW)
        async with engine.begin() as connection:
            numbers.append(await connection.scalar(select(handover_events.c.id)))
            await connection.execute(delete(handovers))
    assert numbers == [1, 2]


async def test_two_at_once_in_one_process(tmp_path) -> None:
    url = f"sqlite:///{tmp_path}/new.db"
    await asyncio.gather(migrate(url), migrate(url))


def test_three_processes_at_once(tmp_path) -> None:
    url = f"sqlite:///{tmp_path}/new.db"
    code = f"from bot.storage.migrate import migrate_now; migrate_now({url!r})"
    processes = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE) for _ in range(3)]
    assert [process.communicate(timeout=30)[1] for process in processes] == [b"", b"", b""]


async def test_a_folder_with_a_percent_sign(tmp_path) -> None:
    folder = tmp_path / "100%"
    folder.mkdir()
    await migrate(f"sqlite:///{folder}/noor.db")


def test_only_features_that_every_database_has() -> None:
    allowed = {("messages", "sqlite", "autoincrement"), ("handover_events", "sqlite", "autoincrement")}
    used = {
        (table.name, dialect, option)
        for table in metadata.tables.values()
        for thing in (table, *table.indexes, *table.constraints, *table.columns)
        for dialect, options in thing.dialect_options.items()
        for option, value in options._non_defaults.items()
        if value
    }
    assert used == allowed
    modules = {type(column.type).__module__ for table in metadata.tables.values() for column in table.columns}
    assert not [module for module in modules if "dialects" in module]


async def test_a_database_that_cannot_be_opened_fails_and_leaves_no_thread(tmp_path) -> None:
    (tmp_path / "noor.db").write_bytes(b"this is no database" * 100)
    before = threading.active_count()
    engine = open_engine(f"sqlite:///{tmp_path}/noor.db")
    try:
        async with engine.connect():
            raise AssertionError("it opened")
    except Exception as error:
        assert "not a database" in str(error)
    await engine.dispose()
    await asyncio.sleep(0.05)
    assert threading.active_count() == before
