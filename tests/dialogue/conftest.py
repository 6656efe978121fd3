"""The domain and Rasa's memory, both real."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain

from bot.dialogue.tracker_store import IncrementalTrackerStore

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def domain() -> Domain:
    return Domain.load(str(ROOT / "domain.yml"))


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    """The SQLite file of Rasa's memory."""
    return tmp_path / "tracker.db"


@pytest.fixture
def open_store(domain: Domain, memory: Path) -> Iterator[Callable[[], IncrementalTrackerStore]]:
    """Opens the memory; every time as a process of its own would."""
    stores: list[IncrementalTrackerStore] = []

    def opened() -> IncrementalTrackerStore:
        stores.append(IncrementalTrackerStore(domain, url=f"sqlite:///{memory}"))
        return stores[-1]

    yield opened
    for store in stores:
        store.engine.dispose()


@pytest.fixture
def store(open_store: Callable[[], IncrementalTrackerStore]) -> IncrementalTrackerStore:
    return open_store()
