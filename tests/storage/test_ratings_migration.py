"""The migration that takes words from ratings whose conversation is gone."""

from tests.storage.conftest import OldStore

AT = "2026-11-23 23:30:00"


def test_words_go_where_the_conversation_is_gone(old_store: OldStore) -> None:
    old_store.upgrade("0012")
    old_store.insert("conversations", id="here", channel="website", created_at=AT, last_at=AT)
    for conversation in ("here", "gone"):
        old_store.insert("ratings", conversation_id=conversation, rating="bad", words="te lang", at=AT)
    old_store.upgrade("0016")
    left = old_store.read("SELECT conversation_id, rating, words FROM ratings ORDER BY 1")
    assert [tuple(row) for row in left] == [("gone", "bad", None), ("here", "bad", "te lang")]
