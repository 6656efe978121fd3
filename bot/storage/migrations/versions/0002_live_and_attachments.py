"""Who has taken a conversation over, who wrote a message, and the photo or place that comes with it."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import json_or_null

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("conversations", sa.Column("live_with", sa.String(100)))
    op.create_index("ix_conversations_last_at", "conversations", ["last_at"])
    op.add_column("messages", sa.Column("author", sa.String(100)))
    op.add_column("messages", sa.Column("attachment", json_or_null()))
