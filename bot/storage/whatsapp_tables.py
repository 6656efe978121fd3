"""The tables of WhatsApp."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from bot.storage.tables import metadata
from bot.storage.types import UtcDateTime

# Who somebody is on WhatsApp: hashed to be found by, encrypted to be written to, and gone with the conversation.
people = Table(
    "whatsapp_people",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("number_hash", String(64), unique=True),
    Column("number", Text),
    Column("user_hash", String(64), unique=True),
    Column("user", Text),
    # The last word from them; Meta lets us write freely until a day after it.
    Column("last_inbound_at", UtcDateTime),
    # When they were asked by template to write back; empty again once they do.
    Column("invited_at", UtcDateTime),
    # Up to which position the log is in the outbox.
    Column("queued_position", Integer, nullable=False),
)

# What Meta brought, encrypted until it is in the log; then only its hash stays a while, so that it is taken once.
inbox = Table(
    "whatsapp_inbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("message_hash", String(64), nullable=False, unique=True),
    Column("person_hash", String(64), nullable=False),
    Column("sent_at", UtcDateTime, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("body", Text),
    Column("handled", Boolean, nullable=False),
    Index(None, "handled", "person_hash"),
    Index(None, "received_at"),
)

# What goes to Meta: each message of the log in one or more parts, and what became of it.
outbox = Table(
    "whatsapp_outbox",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("state", String(9), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("tried_at", UtcDateTime),
    Column("next_at", UtcDateTime),
    Column("message_hash", String(64)),
    Column("reason", String(16)),
    Column("error", Integer),
    # Tells it from a row that stood at this place in an older copy of the database, of which Meta may still tell.
    Column("nonce", String(8), nullable=False, server_default=""),
    Index(None, "conversation_id", "state"),
    Index(None, "state"),
    Index(None, "message_hash"),
)
