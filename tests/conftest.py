"""What many tests share: a database, a stand-in for Rasa and a front that runs."""

# ruff: noqa: E402
from bot.dialogue.without_tensorflow import left_out

# As Noor itself does, before anything imports Rasa.
left_out()

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestClient
from argon2.profiles import CHEAPEST
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app import init_app
from bot.desk import passwords
from bot.messages.log import MessageLog
from bot.messages.wake import Announcer
from bot.municipality import Municipality, load_municipality
from bot.settings import Settings
from bot.storage.engine import open_engine
from bot.storage.migrate import migrate_now
from tests.fake_rasa import SECRET, FakeRasa
from tests.postgresql import PostgreSQL, postgresql
from tests.running import RunningNoor, running_noor
from tests.whatsapp.running import RunningMeta, running_meta

MUNICIPALITY_FILE = Path(__file__).parents[1] / "data" / "municipality.yml"


# What waits for servers, browsers and other processes.
_MANY_PARTS = {"stack", "front", "browser", "whatsapp", "noor", "meta", "server"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test of many parts at once gets a second chance, which the summary tells (decision 22)."""
    for item in items:
        if isinstance(item, pytest.Function) and _MANY_PARTS.intersection(item.fixturenames):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session", autouse=True)
def cheap_hashes() -> Iterator[None]:
    """The same way of keeping passwords, made cheap: hundreds of tests start a front with an account."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "PROFILE", CHEAPEST)
        yield


@pytest.fixture(scope="session")
def municipality() -> Municipality:
    return load_municipality(MUNICIPALITY_FILE)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    file = tmp_path_factory.mktemp("empty") / "noor.db"
    migrate_now(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgreSQL]:
    """A server for the tests that run on PostgreSQL."""
    with postgresql() as server:
        yield server


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests of what is kept run on both databases; of those with a whole front the ones marked `both_databases`."""
    if "database" not in metafunc.fixturenames:
        return
    marks = metafunc.definition
    chosen = any("database" in mark.args[0] for mark in marks.iter_markers("parametrize"))
    if not chosen and ("settings" not in metafunc.fixturenames or marks.get_closest_marker("both_databases")):
        metafunc.parametrize("database", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on: "sqlite" or "postgresql"."""
    return getattr(request, "param", "sqlite")


@pytest.fixture
def database_url(database: str, empty_database: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated database of one's own."""
    if database == "postgresql":
        server: PostgreSQL = request.getfixturevalue("postgresql_server")
        url = server.migrated()
        yield url
        server.drop(url)
        return
    file = tmp_path / "noor.db"
    shutil.copy(empty_database, file)
    yield f"sqlite:///{file}"


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    engine = open_engine(database_url)
    yield engine
    await engine.dispose()


@pytest.fixture
def announcer() -> Announcer:
    return Announcer()


@pytest.fixture
def log(engine: AsyncEngine, announcer: Announcer) -> MessageLog:
    return MessageLog(engine, announcer)


@pytest.fixture
async def rasa() -> AsyncIterator[FakeRasa]:
    fake = FakeRasa()
    await fake.start()
    yield fake
    await fake.stop()


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@pytest.fixture
def settings(rasa: FakeRasa, database_url: str, tmp_path: Path) -> Settings:
    """Settings of a front that talks to the stand-in and does not wait long."""
    return Settings.parse_obj(
        {
            "database_url": database_url,
            "var_dir": tmp_path,
            "municipality_file": MUNICIPALITY_FILE,
            "rasa_url": rasa.url,
            "actions_url": rasa.url,
            "rasa_secret": SECRET,
            "retry_first": 0.02,
            "retry_most": 0.05,
            "outage_notice_after": 0.2,
            "desk_password": "zee-en-duin",
        }
    )


@pytest.fixture
async def front(settings: Settings, aiohttp_client: Callable[..., Awaitable[TestClient]]) -> TestClient:
    """A running front; its client says, as browsers do, that forms come from our own pages."""
    return await aiohttp_client(init_app(settings), headers={"Sec-Fetch-Site": "same-origin"})


@pytest.fixture(scope="session")
def whatsapp() -> Iterator[RunningMeta]:
    """A stand-in for Meta that Noor really talks with."""
    with running_meta() as running:
        yield running


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory, whatsapp: RunningMeta) -> Iterator[RunningNoor]:
    """A Noor that really runs, trained if needed, and can be written to; one for all tests that ask for it."""
    with running_noor(tmp_path_factory.mktemp("noor"), whatsapp.settings()) as noor:
        whatsapp.subscribe(noor.url)
        yield noor
