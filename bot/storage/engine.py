"""Opening the database: SQLite on one machine, PostgreSQL for more."""

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

_SQLITE = "sqlite+aiosqlite"
_POSTGRESQL = "postgresql+asyncpg"
# Look-ups that run at once; each takes a processor.
_READERS = 4
_DRIVERS = {"sqlite": _SQLITE, "postgres": _POSTGRESQL, "postgresql": _POSTGRESQL}


class _SqliteConnection(sqlite3.Connection):
    """A connection set up before anybody gets hold of it, so that a failure leaves no thread behind.

    What it commits is on the disk, whatever happens to the power: others are told that it is kept.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for pragma in ("busy_timeout = 10000", "synchronous = FULL", "foreign_keys = ON"):
            self.execute(f"PRAGMA {pragma}")
        # Fails at once when another connection is switching or using the file; then it is on already.
        with contextlib.suppress(sqlite3.OperationalError):
            self.execute("PRAGMA journal_mode = WAL")


class _SqliteReader(_SqliteConnection):
    """A connection that writes nothing. With WAL it neither waits for the writer nor keeps it waiting."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.execute("PRAGMA query_only = ON")


def async_url(url: str) -> str:
    """The URL with the asynchronous driver we use, as operators' tools write it or as we do.

    Raises `ValueError` for a database that is neither a SQLite file nor PostgreSQL.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ValueError("is not a database URL, such as postgresql://user:password@host/name") from None
    driver = _DRIVERS.get(parsed.drivername, parsed.drivername)
    if driver not in (_SQLITE, _POSTGRESQL):
        raise ValueError(f"{parsed.drivername} is not supported; use postgresql:// or sqlite:///")
    if driver == _SQLITE and parsed.database in (None, "", ":memory:"):
        raise ValueError("SQLite needs a file: other processes read it too")
    return str(_with_asyncpg_tls(parsed.set(drivername=driver)).render_as_string(hide_password=False))


def open_engine(url: str) -> AsyncEngine:
    """An engine for `url`; it connects when first used. Close it with `await engine.dispose()`."""
    parsed = make_url(async_url(url))
    options: dict[str, Any] = {"pool_pre_ping": True}
    if parsed.drivername == _SQLITE:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        # One connection: SQLite has one writer, and in a pool's queue the wait is short and in turn, while
        # SQLite's own waiting sleeps for up to a tenth of a second.
        options = {
            "poolclass": AsyncAdaptedQueuePool,
            "pool_size": 1,
            "max_overflow": 0,
            "connect_args": {"factory": _SqliteConnection},
        }
    # What people typed may be among the parameters of a failed statement: keep those out of the logs.
    return create_async_engine(parsed, hide_parameters=True, **options)


def open_reader(url: str) -> AsyncEngine:
    """An engine that can only read, with connections of its own: a slow look-up holds up no other work."""
    parsed = make_url(async_url(url))
    options: dict[str, Any] = {"pool_pre_ping": True}
    if parsed.drivername == _SQLITE:
        options = {"poolclass": AsyncAdaptedQueuePool, "connect_args": {"factory": _SqliteReader}}
    else:
        options["connect_args"] = {"server_settings": {"default_transaction_read_only": "on"}}
    return create_async_engine(parsed, hide_parameters=True, pool_size=_READERS, max_overflow=0, **options)


def _with_asyncpg_tls(url: URL) -> URL:
    """asyncpg calls libpq's `sslmode` `ssl`."""
    query = dict(url.query)
    if url.drivername == _POSTGRESQL and "sslmode" in query:
        query["ssl"] = query.pop("sslmode")
    return url.set(query=query)
