"""Which passwords were made for a colleague, who chooses one of their own first."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Of passwords so far nobody knows who made them: those stay as they are."""
    op.add_column("staff", sa.Column("password_made", sa.Boolean, nullable=False, server_default=sa.false()))
