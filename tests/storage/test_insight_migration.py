"""The migration that fills the wishes from the handovers so far."""

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from bot.storage.migrate import MIGRATIONS


def test_the_handovers_so_far_become_wishes(tmp_path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/noor.db")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    filled = {
        **dict.fromkeys(("goal_label", "summary", "question"), ""),
        **dict.fromkeys(("products", "facts", "decided_by"), "[]"),
        **{"goal": "travel", "department": "burgerzaken", "urgency": "high", "channel": "website"},
        **{"language": "nld", "contact": "none", "state": "new", "created_at": "2026-11-23 23:30:00"},
    }
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
        for name, outcome in (("A", "urgent_passport"), ("B", "person_wanted")):
            row = {**filled, "reference": name, "conversation_id": "c", "message_id": name, "outcome": outcome}
            values = ", ".join(f":{column}" for column in row)
            connection.execute(text(f"INSERT INTO handovers ({', '.join(row)}) VALUES ({values})"), row)
        command.upgrade(config, "0008")
        wishes = connection.execute(text("SELECT message_id, ended, department, questions, day FROM wishes")).all()
    assert sorted(tuple(wish) for wish in wishes) == [
        ("A", "handed_over", "burgerzaken", None, "2026-11-24"),
        ("B", "person", "burgerzaken", None, "2026-11-24"),
    ]
