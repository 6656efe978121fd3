"""The tables of e-mail to departments."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, UniqueConstraint

from bot.storage.tables import metadata
from bot.storage.types import UtcDateTime

department_mail = Table(
    "department_mail",
    metadata,
    Column("department", String(64), primary_key=True),
    Column("address", String(254), nullable=False),
    # Whether it also wants one message a day about what is overdue.
    Column("digest", Boolean, nullable=False),
)

# What is to be sent, and what was: nothing is told to a department twice.
mail_queue = Table(
    "mail_queue",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("department", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    # What it is about: a handover's reference with the event that brought it there, or a day.
    Column("subject", String(64), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    # None when it was sent or given up.
    Column("next_try_at", UtcDateTime),
    Column("tries", Integer, nullable=False),
    Column("sent_at", UtcDateTime),
    Column("error", String(200)),
    UniqueConstraint("department", "kind", "subject"),
    Index(None, "next_try_at"),
)
