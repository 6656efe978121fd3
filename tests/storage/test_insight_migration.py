"""The migration that fills the wishes from the handovers so far."""

from sqlalchemy import create_engine, text

from bot.storage.migrate import MIGRATIONS


def test_the_handovers_so_far_become_wishes(tmp_path) -> None:
    from alembic import command
    from alembic.config import Config

    engine = create_engine(f"sqlite:///{tmp_path}/noor.db")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    row = "'[]', '', '', '[]', '[]', 'website', 'nld', 'none', 'new'"
    columns = "products, summary, question, facts, decided_by, channel, language, contact, state"
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
        for reference, outcome in (("A", "urgent_passport"), ("B", "person_wanted")):
            connection.execute(
                text(
                    "INSERT INTO handovers (reference, conversation_id, message_id, goal, goal_label, outcome, department,"
                    f" urgency, created_at, {columns}) VALUES ('{reference}', 'c', '{reference}', 'travel', '', '{outcome}',"
                    f" 'burgerzaken', 'high', '2026-11-23 23:30:00', {row})"
                )
            )
        command.upgrade(config, "0008")
        wishes = connection.execute(text("SELECT message_id, ended, department, questions, day FROM wishes")).all()
    assert sorted(tuple(wish) for wish in wishes) == [
        ("A", "handed_over", "burgerzaken", None, "2026-11-24"),
        ("B", "person", "burgerzaken", None, "2026-11-24"),
    ]
