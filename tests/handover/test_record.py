"""What fits in a handover."""

import dataclasses
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from bot.handover.record import FactLine, Handover, NewHandover, State

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=timezone.utc)
FIELDS: dict[str, Any] = {
    "conversation_id": "c1",
    "message_id": "7",
    "goal": "travel",
    "goal_label": "Op reis gaan",
    "outcome": "urgent_passport",
    "department": "burgerzaken",
    "urgency": "high",
    "products": ("Paspoort",),
    "summary": "Vliegt 12 december naar Turkije; paspoort verlopen.",
    "question": "Spoedpaspoort aanvragen",
    "facts": (FactLine("destination", "Land", "Turkije", "naar turkije"),),
    "decided_by": ("destination",),
}


def test_a_full_summary_fits() -> None:
    assert len(NewHandover(**FIELDS | {"summary": "x" * 1000, "question": "y" * 200}).summary) == 1000


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"summary": "x" * 1001}, "summary has 1001 characters; 1000 fit"),
        ({"question": "x" * 201}, "question has 201"),
        ({"summary": " "}, "summary is empty"),
        ({"goal": ""}, "goal is empty"),
        ({"message_id": ""}, "message_id is empty"),
        ({"urgency": "soon"}, "urgency is 'soon'"),
        ({"contact": "fax"}, "contact is 'fax'"),
        ({"outcome_code": "lost"}, "outcome_code is 'lost'"),
    ],
)
def test_what_does_not_fit_is_refused(change: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        NewHandover(**FIELDS | change)


def test_it_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        NewHandover(**FIELDS).goal = "other"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("state", "minutes", "overdue"),
    [(State.NEW, -1, True), (State.NEW, 1, False), (State.LIVE, -1, True), (State.ANSWERED, -1, False)],
)
def test_overdue(state: State, minutes: int, overdue: bool) -> None:
    due = NOW + timedelta(minutes=minutes)
    handover = Handover(**FIELDS, reference="K4P-7WD", state=state, created_at=NOW, due_at=due)
    assert handover.overdue(NOW) is overdue
