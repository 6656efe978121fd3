"""What the figures are read from without looking further, and which wishes chance drew for review."""

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_WISH = ("conversation_id", "message_id", "goal")
# Of those that can still be read and that nobody has reviewed.
_WEIGH = """
UPDATE wishes SET weight = CASE WHEN sampled THEN 0 ELSE CASE WHEN confidence < 0.8 THEN 4 * (1 - confidence) ELSE 0 END
  + CASE (SELECT rating FROM ratings WHERE ratings.conversation_id = wishes.conversation_id)
      WHEN 'bad' THEN 4 WHEN 'fair' THEN 1.5 ELSE 0 END
  + CASE WHEN corrected THEN 3 ELSE 0 END
  + CASE ended WHEN 'person' THEN 2 WHEN 'stopped' THEN 1 ELSE 0 END END
WHERE EXISTS (SELECT 1 FROM conversations WHERE conversations.id = wishes.conversation_id)
  AND NOT EXISTS (SELECT 1 FROM reviews WHERE reviews.conversation_id = wishes.conversation_id
    AND reviews.message_id = wishes.message_id AND reviews.goal = wishes.goal)
"""


def upgrade() -> None:
    """Wishes so far are drawn as later ones are."""
    op.add_column("wishes", sa.Column("sampled", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("wishes", sa.Column("weight", sa.Float))
    _draw()
    op.execute(_WEIGH)
    op.create_index("ix_wishes_sampled_weight_at", "wishes", ["sampled", "weight", "at"])
    op.drop_index("ix_wishes_day_department_channel_ended_questions", "wishes")
    op.drop_index("ix_wishes_day_goal_ended_questions", "wishes")
    cells = ["day", "department", "channel", "ended", "questions", "conversation_id"]
    op.create_index("ix_wishes_cells", "wishes", cells)
    op.create_index("ix_wishes_goals", "wishes", ["day", "goal", "ended", "questions", "department", "channel"])
    op.drop_index("ix_handovers_created_at", "handovers")
    moments = ["created_at", "department", "channel", "answered_at", "closed_at", "due_at"]
    op.create_index("ix_handovers_figures", "handovers", moments)
    op.create_index("ix_ratings_at_rating_conversation_id", "ratings", ["at", "rating", "conversation_id"])


def _draw() -> None:
    wishes = sa.table("wishes", sa.column("sampled"), *(sa.column(name) for name in _WISH))
    keys = op.get_bind().execute(sa.select(*(wishes.c[name] for name in _WISH))).all()
    drawn = [{f"of_{name}": value for name, value in zip(_WISH, key, strict=True)} for key in keys if _is_drawn(key)]
    if drawn:
        same = (wishes.c[name] == sa.bindparam(f"of_{name}") for name in _WISH)
        op.get_bind().execute(sa.update(wishes).where(*same).values(sampled=True), drawn)


def _is_drawn(key: tuple[str, ...]) -> bool:
    return int.from_bytes(hashlib.sha256("\n".join(key).encode()).digest()[:4], "big") % 10 == 0
