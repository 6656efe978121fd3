"""How wishes ended, reviews of a wish, and how many conversations there were."""

from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0008"
down_revision = "0007"

# Where all of them were written until now.
_ZONE = ZoneInfo("Europe/Amsterdam")
_COPIED = ("conversation_id", "message_id", "goal", "outcome", "department", "channel", "confidence")


def upgrade() -> None:
    """Make the two tables anew, which nothing was written to, and fill the wishes from the handovers so far."""
    op.drop_table("reviews")
    op.create_table(
        "reviews",
        *_of_a_wish(),
        sa.Column("verdict", sa.String(24), nullable=False),
        sa.Column("right_goal", sa.String(64)),
        sa.Column("right_department", sa.String(64)),
        sa.Column("comment", sa.Text),
        sa.Column("who", sa.String(100), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
    )
    op.create_index("ix_reviews_at", "reviews", ["at"])
    op.drop_table("wishes")
    wishes = op.create_table(
        "wishes",
        *_of_a_wish(),
        sa.Column("outcome", sa.String(100), nullable=False),
        sa.Column("ended", sa.String(12), nullable=False),
        sa.Column("department", sa.String(64)),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("confidence", sa.Float),
        sa.Column("questions", sa.Integer),
        sa.Column("corrected", sa.Boolean, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
    )
    for columns in (["day", "department", "channel", "ended", "questions"], ["day", "goal", "ended", "questions"]):
        op.create_index(f"ix_wishes_{'_'.join(columns)}", "wishes", columns)
    op.create_index("ix_wishes_at", "wishes", ["at"])
    op.create_table(
        "forgotten_conversations",
        sa.Column("hour", UtcDateTime, primary_key=True),
        sa.Column("channel", sa.String(16), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
    )
    op.create_index("ix_conversations_created_at", "conversations", ["created_at"])
    _fill(wishes)


def _of_a_wish() -> list[sa.Column]:
    return [
        sa.Column("conversation_id", sa.String(255), primary_key=True),
        sa.Column("message_id", sa.String(128), primary_key=True),
        sa.Column("goal", sa.String(64), primary_key=True),
    ]


def _fill(wishes: sa.Table) -> None:
    columns = [sa.column(name) for name in _COPIED]
    query = sa.select(*columns, sa.column("created_at", UtcDateTime)).select_from(sa.table("handovers"))
    rows = [_wish(dict(row._mapping)) for row in op.get_bind().execute(query)]
    if rows:
        op.bulk_insert(wishes, rows)


def _wish(handover: dict[str, object]) -> dict[str, object]:
    at = handover.pop("created_at")
    assert isinstance(at, datetime) and at.tzinfo is timezone.utc
    ended = "person" if handover["outcome"] == "person_wanted" else "handed_over"
    return {**handover, "ended": ended, "corrected": False, "at": at, "day": at.astimezone(_ZONE).date()}
