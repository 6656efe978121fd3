"""Where a conversation leaves traces besides our own database."""

import sqlite3
from pathlib import Path

import pytest

from bot.storage.photos import PhotoStore


@pytest.fixture
def photos(tmp_path: Path) -> PhotoStore:
    return PhotoStore(tmp_path / "photos")


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    file = tmp_path / "tracker.db"
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT)")
    return file
