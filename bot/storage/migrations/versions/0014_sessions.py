"""Which sessions began at the municipality's directory."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Whose account is the directory's is taken to have come from there."""
    op.add_column("desk_sessions", sa.Column("by_directory", sa.Boolean, nullable=False, server_default=sa.false()))
    op.execute(
        "UPDATE desk_sessions SET by_directory = true "
        "WHERE staff_id IN (SELECT id FROM staff WHERE directory_id IS NOT NULL)"
    )
