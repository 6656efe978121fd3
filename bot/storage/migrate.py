"""Bringing a database up to date at start."""

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Connection

from bot.storage.engine import open_engine

MIGRATIONS = Path(__file__).with_name("migrations")

# Takes the lock before the first look at the version, so that of two processes one waits for the other.
_LOCKS = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "SELECT pg_advisory_xact_lock(5750201)"}


async def migrate(url: str) -> None:
    """Apply all migrations to the database at `url`. Two processes may call it at once."""
    engine = open_engine(url)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_upgrade)
    except Exception:
        # aiosqlite does not wait for the thread of a connection that failed; the loop must outlive it.
        await asyncio.sleep(0.1)
        raise
    finally:
        await engine.dispose()


def migrate_now(url: str) -> None:
    """`migrate` for a process whose event loop does not run yet."""
    asyncio.run(migrate(url))


def _upgrade(connection: Connection) -> None:
    connection.exec_driver_sql(_LOCKS[connection.dialect.name])
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
