"""How residents found a conversation."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "ratings",
        sa.Column("conversation_id", sa.String(255), primary_key=True),
        sa.Column("rating", sa.String(8), nullable=False),
        sa.Column("words", sa.Text),
        sa.Column("at", UtcDateTime, nullable=False),
    )
