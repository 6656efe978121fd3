"""The migration that fills the wishes from the handovers so far."""

from tests.storage.conftest import OldStore


def test_the_handovers_so_far_become_wishes(old_store: OldStore) -> None:
    old_store.upgrade("0004")
    same = {"goal": "travel", "department": "burgerzaken", "state": "new", "created_at": "2026-11-23 23:30:00"}
    for reference, outcome in (("A", "urgent_passport"), ("B", "person_wanted")):
        old_store.hand_over(reference, outcome=outcome, **same)
    old_store.upgrade("0008")
    wishes = old_store.read("SELECT message_id, ended, department, questions, day FROM wishes")
    assert sorted(tuple(wish) for wish in wishes) == [
        ("A", "handed_over", "burgerzaken", None, "2026-11-24"),
        ("B", "person", "burgerzaken", None, "2026-11-24"),
    ]
