"""Residents who wait for a live colleague, and e-mail to departments."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make what is needed to call a colleague and to write to departments."""
    op.add_column("handovers", sa.Column("live_wanted", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_index("ix_handovers_live_wanted_created_at", "handovers", ["live_wanted", "created_at"])
    op.create_table(
        "department_mail",
        sa.Column("department", sa.String(64), primary_key=True),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("digest", sa.Boolean, nullable=False),
    )
    op.create_table(
        "mail_queue",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("department", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("next_try_at", UtcDateTime),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("sent_at", UtcDateTime),
        sa.Column("error", sa.String(200)),
        sa.UniqueConstraint("department", "kind", "subject", name="uq_mail_queue_department_kind_subject"),
    )
    op.create_index("ix_mail_queue_next_try_at", "mail_queue", ["next_try_at"])
