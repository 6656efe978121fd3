"""The first tables: conversations, messages, contacts, handovers and desk sessions."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime, json_or_null

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _conversations()
    _handovers()
    op.create_table(
        "desk_sessions",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("expires_at", UtcDateTime, nullable=False),
    )


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("token_hash", sa.String(64), unique=True),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("last_at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "messages",
        sa.Column("position", sa.Integer, primary_key=True),
        _conversation_id(nullable=False),
        sa.Column("external_id", sa.String(128)),
        sa.Column("sender", sa.String(8), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("choice", json_or_null()),
        sa.Column("options", json_or_null()),
        sa.Column("question", sa.String(100)),
        sa.Column("reply_to", sa.Integer),
        sa.Column("handled", sa.Boolean, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.UniqueConstraint("conversation_id", "external_id"),
        sa.Index(None, "conversation_id", "position"),
        sa.Index(None, "handled", "position"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "contacts",
        _conversation_id(primary_key=True),
        sa.Column("kind", sa.String(8), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("message_position", sa.Integer, nullable=False),
    )


def _conversation_id(**options: bool) -> sa.Column[str]:
    key = sa.ForeignKey("conversations.id", ondelete="CASCADE")
    return sa.Column("conversation_id", sa.String(36), key, **options)


def _handovers() -> None:
    op.create_table(
        "handovers",
        sa.Column("reference", sa.String(16), primary_key=True),
        sa.Column("conversation_id", sa.String(255), nullable=False),
        sa.Column("message_id", sa.String(128), nullable=False),
        sa.Column("goal", sa.String(64), nullable=False),
        sa.Column("goal_label", sa.Text, nullable=False),
        sa.Column("outcome", sa.String(100), nullable=False),
        sa.Column("department", sa.String(64), nullable=False),
        sa.Column("urgency", sa.String(8), nullable=False),
        sa.Column("products", sa.JSON, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.Column("decided_by", sa.JSON, nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("language", sa.String(3), nullable=False),
        sa.Column("contact", sa.String(8), nullable=False),
        sa.Column("visit_wanted", sa.Boolean),
        sa.Column("outcome_code", sa.String(32)),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("due_at", UtcDateTime),
        sa.UniqueConstraint("conversation_id", "message_id", "goal"),
        sa.Index(None, "created_at"),
    )
    op.create_table(
        "handover_events",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "reference",
            sa.String(16),
            sa.ForeignKey("handovers.reference", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("who", sa.String(100), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("note", sa.Text),
        sa.Index(None, "reference"),
    )
