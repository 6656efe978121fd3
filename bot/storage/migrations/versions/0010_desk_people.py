"""Where somebody is signed in at the desk, and what their next page must tell them."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0008"


def upgrade() -> None:
    """Who is signed in stays so."""
    op.add_column("desk_sessions", sa.Column("browser", sa.String(60)))
    op.add_column("desk_sessions", sa.Column("notice", sa.String(300)))
