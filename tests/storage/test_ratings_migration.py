"""The migration that takes words from ratings whose conversation is gone."""

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from bot.storage.migrate import MIGRATIONS


def test_words_go_where_the_conversation_is_gone(tmp_path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/noor.db")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0012")
        at = "'2026-11-23 23:30:00'"
        connection.execute(
            text(f"INSERT INTO conversations (id, channel, created_at, last_at) VALUES ('here', 'website', {at}, {at})")
        )
        for conversation in ("here", "gone"):
            connection.execute(text(f"INSERT INTO ratings VALUES ('{conversation}', 'bad', 'te lang', {at})"))
        command.upgrade(config, "0016")
        left = connection.execute(text("SELECT conversation_id, rating, words FROM ratings ORDER BY 1")).all()
    assert [tuple(row) for row in left] == [("gone", "bad", None), ("here", "bad", "te lang")]
