"""Where photos are kept."""

from pathlib import Path

import pytest

from bot.storage.photos import PhotoStore


def test_a_photo_belongs_to_its_conversation(tmp_path: Path) -> None:
    store = PhotoStore(tmp_path)
    photo = store.save("een", b"jpeg")
    file = store.find("een", photo)
    assert file is not None and file.read_bytes() == b"jpeg"
    assert store.find("twee", photo) is None
    store.remove("een", photo)
    assert store.find("een", photo) is None


@pytest.mark.parametrize("photo", ["", "../een/x", "0" * 31, "0" * 33, "Z" * 32, "." * 32])
def test_only_an_id_finds_a_photo(tmp_path: Path, photo: str) -> None:
    assert PhotoStore(tmp_path).find("een", photo) is None


def test_a_conversation_is_forgotten_whole(tmp_path: Path) -> None:
    store = PhotoStore(tmp_path)
    photos = [store.save("een", b"jpeg") for _ in range(3)]
    store.forget("een")
    assert [store.find("een", photo) for photo in photos] == [None] * 3
    store.forget("nooit geweest")


def test_which_conversations_have_photos(tmp_path: Path) -> None:
    store = PhotoStore(tmp_path / "photos")
    assert store.conversations() == []
    store.save("een", b"jpeg")
    assert store.conversations() == ["een"]
    store.forget("een")
    assert store.conversations() == []


def test_photos_that_cannot_be_removed_are_not_taken_for_gone(tmp_path: Path) -> None:
    store = PhotoStore(tmp_path)
    store.save("een", b"jpeg")
    # Something that is no folder cannot be removed as one, not even by who may remove everything.
    (tmp_path / "twee").write_bytes(b"")
    with pytest.raises(OSError, match="twee"):
        store.forget("twee")
