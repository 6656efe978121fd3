"""The desk: colleagues, what they do with a handover and how Noor did."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables; who was signed in with the shared password signs in again."""
    _people()
    _work()
    _noor()
    for column in (
        sa.Column("confidence", sa.Float),
        sa.Column("claimed_by", sa.String(36)),
        sa.Column("answered_at", UtcDateTime),
        sa.Column("closed_at", UtcDateTime),
    ):
        op.add_column("handovers", column)
    op.create_index("ix_handovers_department_state_due_at", "handovers", ["department", "state", "due_at"])
    op.create_index("ix_handovers_claimed_by_state", "handovers", ["claimed_by", "state"])


def _people() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("login", sa.String(254), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("password_hash", sa.String(200)),
        sa.Column("directory_id", sa.String(500)),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("wrong_tries", sa.Integer, nullable=False),
        sa.Column("locked_until", UtcDateTime),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("available", sa.Boolean, nullable=False),
        sa.Column("seen_at", UtcDateTime),
        sa.UniqueConstraint("login", name="uq_staff_login"),
        sa.UniqueConstraint("directory_id", name="uq_staff_directory_id"),
    )
    op.create_table(
        "staff_departments",
        _of_staff(primary_key=True),
        sa.Column("department", sa.String(64), primary_key=True),
    )
    op.drop_table("desk_sessions")
    op.create_table(
        "desk_sessions",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        _of_staff(nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("used_at", UtcDateTime, nullable=False),
        sa.Column("expires_at", UtcDateTime, nullable=False),
    )
    op.create_index("ix_desk_sessions_staff_id", "desk_sessions", ["staff_id"])
    op.create_table(
        "audit_log",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("staff_id", sa.String(36)),
        sa.Column("who", sa.String(100), nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(255)),
        sa.Column("detail", sa.Text),
    )
    op.create_index("ix_audit_log_at", "audit_log", ["at"])
    op.create_index("ix_audit_log_subject", "audit_log", ["subject"])


def _work() -> None:
    op.create_table(
        "appointments",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("reference", sa.String(16), sa.ForeignKey("handovers.reference", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("planned_at", UtcDateTime, nullable=False),
        sa.Column("planned_by", sa.String(100), nullable=False),
        sa.Column("result", sa.String(16)),
        sa.Column("done_at", UtcDateTime),
    )
    op.create_index("ix_appointments_reference", "appointments", ["reference"])
    op.create_table(
        "ready_texts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("department", sa.String(64)),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "saved_filters",
        sa.Column("id", sa.Integer, primary_key=True),
        _of_staff(nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("query", sa.Text, nullable=False),
    )
    op.create_index("ix_saved_filters_staff_id", "saved_filters", ["staff_id"])
    op.create_table(
        "emergency_notices",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("who", sa.String(100), nullable=False),
        sa.Column("begins_at", UtcDateTime, nullable=False),
        sa.Column("ends_at", UtcDateTime),
    )


def _noor() -> None:
    op.create_table(
        "reviews",
        sa.Column("conversation_id", sa.String(255), primary_key=True),
        sa.Column("reference", sa.String(16), primary_key=True),
        sa.Column("verdict", sa.String(24), nullable=False),
        sa.Column("right_goal", sa.String(64)),
        sa.Column("right_department", sa.String(64)),
        sa.Column("comment", sa.Text),
        sa.Column("who", sa.String(100), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
    )
    op.create_index("ix_reviews_at", "reviews", ["at"])
    op.create_table(
        "wishes",
        sa.Column("conversation_id", sa.String(255), primary_key=True),
        sa.Column("message_id", sa.String(128), primary_key=True),
        sa.Column("goal", sa.String(64), primary_key=True),
        sa.Column("outcome", sa.String(100), nullable=False),
        sa.Column("department", sa.String(64)),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("confidence", sa.Float),
        sa.Column("questions", sa.Integer, nullable=False),
        sa.Column("handed_over", sa.Boolean, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
    )
    op.create_index("ix_wishes_day", "wishes", ["day"])


def _of_staff(**options: bool) -> sa.Column:
    return sa.Column("staff_id", sa.String(36), sa.ForeignKey("staff.id", ondelete="CASCADE"), **options)
