"""The migration that notes when departments reacted, and who really waits in the chat."""

from tests.storage.conftest import OldStore

MOMENT = "2026-11-23 09:00:00"
#: Name, state, and what happened to each handover, of which the resident once waited for a colleague.
BEFORE = [
    ("waits", "claimed", None, "claimed"),
    ("talked", "new", MOMENT, "taken_over"),
    ("answered", "answered", MOMENT, "answered"),
    ("closed", "closed", None, "closed"),
]


def test_who_was_talked_to_waits_no_longer_and_what_is_open_has_no_reaction(old_store: OldStore) -> None:
    old_store.upgrade("0012")
    same = {"goal": "person", "department": "kcc", "outcome": "call_back", "created_at": MOMENT, "live_wanted": 1}
    for name, state, answered, what in BEFORE:
        closed = MOMENT if state == "closed" else None
        old_store.hand_over(name, state=state, answered_at=answered, closed_at=closed, **same)
        old_store.insert("handover_events", reference=name, what=what, who="Anna", at=MOMENT)
    old_store.upgrade("0013")
    rows = old_store.read("SELECT reference, live_wanted, reacted_at FROM handovers")
    assert sorted(tuple(row) for row in rows) == [
        ("answered", 0, MOMENT),
        ("closed", 0, MOMENT),
        ("talked", 0, None),
        ("waits", 1, None),
    ]
