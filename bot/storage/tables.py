"""The tables. Each change here needs a migration; a test compares the two."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from bot.storage.types import UtcDateTime, json_or_null

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("channel", String(16), nullable=False),
    Column("token_hash", String(64), unique=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
    # The colleague who has taken the conversation over; Noor is silent as long as there is one.
    Column("live_with", String(100)),
    Index(None, "last_at"),
    Index(None, "created_at"),
)

messages = Table(
    "messages",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("external_id", String(128)),
    Column("sender", String(8), nullable=False),
    Column("author", String(100)),
    Column("text", Text, nullable=False),
    Column("choice", json_or_null()),
    Column("options", json_or_null()),
    Column("question", String(100)),
    Column("attachment", json_or_null()),
    Column("reply_to", Integer),
    Column("handled", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("conversation_id", "external_id"),
    Index(None, "conversation_id", "position"),
    Index(None, "handled", "position"),
    # A browser resumes by position: SQLite must never give out one again.
    sqlite_autoincrement=True,
)

contacts = Table(
    "contacts",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(8), primary_key=True),
    Column("value", Text, nullable=False),
    Column("message_position", Integer, nullable=False),
)

# No foreign key to conversations: a department keeps its handover when the conversation is deleted.
handovers = Table(
    "handovers",
    metadata,
    Column("reference", String(16), primary_key=True),
    Column("conversation_id", String(255), nullable=False),
    Column("message_id", String(128), nullable=False),
    Column("goal", String(64), nullable=False),
    Column("goal_label", Text, nullable=False),
    Column("outcome", String(100), nullable=False),
    Column("department", String(64), nullable=False),
    Column("urgency", String(8), nullable=False),
    Column("products", JSON, nullable=False),
    Column("summary", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("decided_by", JSON, nullable=False),
    Column("channel", String(16), nullable=False),
    Column("language", String(3), nullable=False),
    Column("contact", String(8), nullable=False),
    Column("visit_wanted", Boolean),
    Column("outcome_code", String(32)),
    Column("state", String(16), nullable=False),
    # Whether the resident waits in the chat for a colleague to come.
    Column("live_wanted", Boolean, nullable=False, server_default=false()),
    # How sure Noor was of the goal, 0 to 1; none when the resident named it or a person was asked for.
    Column("confidence", Float),
    # The colleague who has it; kept when that colleague leaves.
    Column("claimed_by", String(36)),
    Column("created_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime),
    Column("answered_at", UtcDateTime),
    # The first answer or the end within the term that `due_at` ends; none when a new one began.
    Column("reacted_at", UtcDateTime),
    Column("closed_at", UtcDateTime),
    UniqueConstraint("conversation_id", "message_id", "goal"),
    # All that the figures are made of.
    Index(
        "ix_handovers_figures",
        *("created_at", "department", "channel", "answered_at", "closed_at", "due_at", "reacted_at"),
    ),
    Index(None, "claimed_by", "state"),
    Index(None, "live_wanted", "created_at"),
    # All that the work list filters, counts and sorts by, so that it reads no rows it does not show.
    Index(
        "ix_handovers_work_list",
        *("department", "state", "urgency", "due_at", "channel", "goal", "claimed_by", "created_at", "reference"),
    ),
)

# What can be searched: a handover's own words and what was said in its conversation, a line each. Triggers keep it, and
# the index beside it that is different on each database (`bot.storage.search`).
handover_texts = Table(
    "handover_texts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reference", ForeignKey("handovers.reference", ondelete="CASCADE"), nullable=False, unique=True),
    Column("conversation_id", String(255), nullable=False),
    Column("department", String(64), nullable=False),
    Column("words", Text, nullable=False),
    Index(None, "conversation_id"),
)

handover_events = Table(
    "handover_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reference", ForeignKey("handovers.reference", ondelete="CASCADE"), nullable=False),
    Column("what", String(32), nullable=False),
    Column("who", String(100), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("note", Text),
    Index(None, "reference"),
    # Who watches for events remembers the last one.
    sqlite_autoincrement=True,
)

# How residents found a conversation; kept when the conversation itself is deleted.
ratings = Table(
    "ratings",
    metadata,
    Column("conversation_id", String(255), primary_key=True),
    Column("rating", String(8), nullable=False),
    Column("words", Text),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "at", "rating", "conversation_id"),
)
