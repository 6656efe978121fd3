"""When a department reacted within the term that runs, and who really waits for a colleague."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0013"
down_revision = "0012"

_FIGURES = ["created_at", "department", "channel", "answered_at", "closed_at", "due_at"]


def upgrade() -> None:
    """What is answered or closed counts from when it first was; what is open begins without an answer."""
    op.add_column("handovers", sa.Column("reacted_at", UtcDateTime))
    op.execute(
        "UPDATE handovers SET reacted_at = coalesce(answered_at, closed_at) WHERE state IN ('answered', 'closed')"
    )
    # A colleague came, or it was closed: nobody noted that the resident waited no longer.
    op.execute(
        "UPDATE handovers SET live_wanted = false WHERE live_wanted AND (state NOT IN ('new', 'claimed') OR EXISTS "
        "(SELECT 1 FROM handover_events WHERE handover_events.reference = handovers.reference"
        " AND handover_events.what IN ('taken_over', 'answered', 'kept', 'closed')))"
    )
    op.drop_index("ix_handovers_figures", "handovers")
    op.create_index("ix_handovers_figures", "handovers", [*_FIGURES, "reacted_at"])
