"""What residents wrote with a rating, of conversations that are deleted already."""

from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """The words should have gone with their conversations; the marks stay."""
    gone = "conversation_id NOT IN (SELECT id FROM conversations)"
    op.execute(f"UPDATE ratings SET words = NULL WHERE {gone}")
