"""People on WhatsApp, what Meta brings and what goes to Meta."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables."""
    conversation = sa.ForeignKey("conversations.id", ondelete="CASCADE")
    op.create_table(
        "whatsapp_people",
        sa.Column("conversation_id", sa.String(36), conversation, primary_key=True),
        sa.Column("number_hash", sa.String(64), unique=True),
        sa.Column("number", sa.Text),
        sa.Column("user_hash", sa.String(64), unique=True),
        sa.Column("user", sa.Text),
        sa.Column("last_inbound_at", UtcDateTime),
        sa.Column("invited_at", UtcDateTime),
        sa.Column("queued_position", sa.Integer, nullable=False),
    )
    op.create_table(
        "whatsapp_inbox",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("message_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("person_hash", sa.String(64), nullable=False),
        sa.Column("sent_at", UtcDateTime, nullable=False),
        sa.Column("received_at", UtcDateTime, nullable=False),
        sa.Column("body", sa.Text),
        sa.Column("handled", sa.Boolean, nullable=False),
    )
    op.create_index("ix_whatsapp_inbox_handled_person_hash", "whatsapp_inbox", ["handled", "person_hash"])
    op.create_index("ix_whatsapp_inbox_received_at", "whatsapp_inbox", ["received_at"])
    op.create_table(
        "whatsapp_outbox",
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("part", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column(
            "conversation_id", sa.String(36), sa.ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("state", sa.String(9), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("tried_at", UtcDateTime),
        sa.Column("next_at", UtcDateTime),
        sa.Column("message_hash", sa.String(64)),
        sa.Column("reason", sa.String(16)),
        sa.Column("error", sa.Integer),
    )
    op.create_index("ix_whatsapp_outbox_conversation_id_state", "whatsapp_outbox", ["conversation_id", "state"])
    op.create_index("ix_whatsapp_outbox_state", "whatsapp_outbox", ["state"])
    op.create_index("ix_whatsapp_outbox_message_hash", "whatsapp_outbox", ["message_hash"])
