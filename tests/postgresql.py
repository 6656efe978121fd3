"""A PostgreSQL server of one's own: temporary, on a free port of this machine, gone when it is no longer needed."""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
from psycopg2 import sql

from bot.storage.migrate import migrate_now
from scripts.setup.programs import POSTGRESQL
from tests.running import free_ports

_TEMPLATE = "noor_template"


class PostgreSQL:
    """A server that runs, and databases in it."""

    def __init__(self, port: int, password: str) -> None:
        self._port, self._password = port, password
        self._count = 0

    def url(self, database: str) -> str:
        """Where a database is."""
        return f"postgresql://noor:{self._password}@127.0.0.1:{self._port}/{database}"

    def migrated(self) -> str:
        """The URL of a new database with our tables; a copy, so that it is there at once."""
        if not self._count:
            self._do("CREATE DATABASE {}", _TEMPLATE)
            migrate_now(self.url(_TEMPLATE))
        self._count += 1
        name = f"noor_{self._count}"
        self._do("CREATE DATABASE {} TEMPLATE {}", name, _TEMPLATE)
        return self.url(name)

    def drop(self, url: str) -> None:
        """Delete a database, whoever is connected to it."""
        self._do("DROP DATABASE {} WITH (FORCE)", url.rpartition("/")[2])

    def _do(self, statement: str, *names: str) -> None:
        connection = psycopg2.connect(self.url("postgres"))
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
        connection.close()


@contextmanager
def postgresql(**settings: str) -> Iterator[PostgreSQL]:
    """A running server with these settings; its data need not survive. Raises `LookupError` without PostgreSQL."""
    initdb = POSTGRESQL.found()
    if initdb is None:
        raise LookupError("PostgreSQL is not installed; `make test` and `make bench` install it")
    # It refuses to run as root; its package comes with an account for it.
    account = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    folder, (port,), password = Path(tempfile.mkdtemp(prefix="noor-pg-")), free_ports(1), secrets.token_hex(16)
    try:
        (folder / "password").write_text(password)
        for path in (folder, folder / "password"):
            shutil.chown(path, account)
        data = str(folder / "data")
        login = ["--username=noor", "--auth=scram-sha-256", f"--pwfile={folder / 'password'}"]
        _run([initdb, "-D", data, "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8", *login], account, folder)
        options = {"listen_addresses": "127.0.0.1", "port": str(port), "unix_socket_directories": "", "fsync": "off"}
        given = " ".join(f"-c {name}={value!r}" for name, value in {**options, **settings}.items())
        control = [str(Path(initdb).with_name("pg_ctl")), "-D", data, "-w"]
        _run([*control, "-l", str(folder / "log"), "-o", given, "start"], account, folder)
        try:
            yield PostgreSQL(port, password)
        finally:
            _run([*control, "-m", "immediate", "stop"], account, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str], account: str, folder: Path) -> None:
    # Its output goes to a file: the server would keep a pipe open.
    as_account = {"user": account, "group": account, "extra_groups": []} if os.geteuid() == 0 else {}
    with (folder / "output").open("ab") as output:
        done = subprocess.run(command, stdout=output, stderr=output, cwd="/", check=False, **as_account)  # type: ignore[call-overload]
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name} failed:\n{(folder / 'output').read_text()[-2000:]}")
