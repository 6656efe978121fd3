"""The migration that notes when departments reacted, and who really waits in the chat."""

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from bot.storage.migrate import MIGRATIONS

MOMENT = "2026-11-23 09:00:00"
#: Name, state, and what happened to each handover, of which the resident once waited for a colleague.
BEFORE = [
    ("waits", "claimed", None, "claimed"),
    ("talked", "new", MOMENT, "taken_over"),
    ("answered", "answered", MOMENT, "answered"),
    ("closed", "closed", None, "closed"),
]


def test_who_was_talked_to_waits_no_longer_and_what_is_open_has_no_reaction(tmp_path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/noor.db")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    filled = {
        **dict.fromkeys(("goal_label", "summary", "question"), ""),
        **dict.fromkeys(("products", "facts", "decided_by"), "[]"),
        **{"goal": "person", "department": "kcc", "urgency": "high", "channel": "website", "outcome": "call_back"},
        **{"language": "nld", "contact": "none", "created_at": MOMENT, "live_wanted": 1, "conversation_id": "c"},
    }
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0012")
        for name, state, answered, what in BEFORE:
            own = {"reference": name, "message_id": name, "state": state, "answered_at": answered}
            row = {**filled, **own, "closed_at": MOMENT if state == "closed" else None}
            values = ", ".join(f":{column}" for column in row)
            connection.execute(text(f"INSERT INTO handovers ({', '.join(row)}) VALUES ({values})"), row)
            event = {"reference": name, "what": what, "at": MOMENT}
            told = "INSERT INTO handover_events (reference, what, who, at) VALUES (:reference, :what, 'Anna', :at)"
            connection.execute(text(told), event)
        command.upgrade(config, "0013")
        rows = connection.execute(text("SELECT reference, live_wanted, reacted_at FROM handovers")).all()
    assert sorted(tuple(row) for row in rows) == [
        ("answered", 0, MOMENT),
        ("closed", 0, MOMENT),
        ("talked", 0, None),
        ("waits", 1, None),
    ]
