"""The tables of the desk: who works there, and what they keep of their work."""

from sqlalchemy import Boolean, Column, Date, Float, ForeignKey, Index, Integer, String, Table, Text, false

from bot.storage.tables import metadata
from bot.storage.types import UtcDateTime

staff = Table(
    "staff",
    metadata,
    Column("id", String(36), primary_key=True),
    # What is typed to sign in, in small letters: an e-mail address or a short name.
    Column("login", String(254), nullable=False, unique=True),
    Column("name", String(100), nullable=False),
    Column("role", String(16), nullable=False),
    # None for who signs in at the municipality's own directory only.
    Column("password_hash", String(200)),
    # Whether somebody else knows it: it was made for them.
    Column("password_made", Boolean, nullable=False),
    # "issuer subject" of that directory.
    Column("directory_id", String(500), unique=True),
    Column("active", Boolean, nullable=False),
    Column("wrong_tries", Integer, nullable=False),
    Column("locked_until", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
    # Whether they said that they can take live conversations, and when their browser was last heard.
    Column("available", Boolean, nullable=False),
    Column("seen_at", UtcDateTime),
)

staff_departments = Table(
    "staff_departments",
    metadata,
    Column("staff_id", ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True),
    Column("department", String(64), primary_key=True),
)

desk_sessions = Table(
    "desk_sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("staff_id", ForeignKey("staff.id", ondelete="CASCADE"), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    # Whether the municipality's directory let them in, instead of a password of the desk.
    Column("by_directory", Boolean, nullable=False),
    # "Firefox op Windows", so that people know their own sessions.
    Column("browser", String(60)),
    # What the next page must tell, after a form was sent.
    Column("notice", String(300)),
    Index(None, "staff_id"),
)

# Every reading and every change. No foreign keys: it outlives what it is about.
audit_log = Table(
    "audit_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("staff_id", String(36)),
    Column("who", String(100), nullable=False),
    Column("what", String(32), nullable=False),
    # A handover's reference, a conversation, a colleague: what it was done to.
    Column("subject", String(255)),
    Column("detail", Text),
    Index(None, "at"),
    Index(None, "subject"),
)

# A call or a visit that was promised, and whether it happened.
appointments = Table(
    "appointments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reference", ForeignKey("handovers.reference", ondelete="CASCADE"), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("planned_at", UtcDateTime, nullable=False),
    Column("planned_by", String(100), nullable=False),
    Column("result", String(16)),
    Column("done_at", UtcDateTime),
    Index(None, "reference"),
)

# What staff think of how Noor did; kept when the conversation is deleted.
reviews = Table(
    "reviews",
    metadata,
    # The wish that it is about.
    Column("conversation_id", String(255), primary_key=True),
    Column("message_id", String(128), primary_key=True),
    Column("goal", String(64), primary_key=True),
    Column("verdict", String(24), nullable=False),
    Column("right_goal", String(64)),
    Column("right_department", String(64)),
    Column("comment", Text),
    Column("who", String(100), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "at"),
)

# Answers that staff need not type each time; of one department, or of all.
ready_texts = Table(
    "ready_texts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("department", String(64)),
    Column("title", String(100), nullable=False),
    Column("text", Text, nullable=False),
)

saved_filters = Table(
    "saved_filters",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("staff_id", ForeignKey("staff.id", ondelete="CASCADE"), nullable=False),
    Column("name", String(60), nullable=False),
    Column("query", Text, nullable=False),
    Index(None, "staff_id"),
)

# What all residents must hear at once, on all channels.
emergency_notices = Table(
    "emergency_notices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("who", String(100), nullable=False),
    Column("begins_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime),
)

# Each wish that Noor dealt with, handed over or not; without anything a resident typed. Kept when the conversation is
# deleted.
wishes = Table(
    "wishes",
    metadata,
    Column("conversation_id", String(255), primary_key=True),
    Column("message_id", String(128), primary_key=True),
    Column("goal", String(64), primary_key=True),
    Column("outcome", String(100), nullable=False),
    # How it ended: "answered" by Noor, "handed_over", a "person" was wanted, or "stopped" by the resident.
    Column("ended", String(12), nullable=False),
    # The one that Noor handed it over to.
    Column("department", String(64)),
    Column("channel", String(16), nullable=False),
    # How sure Noor was of the goal, 0 to 1; none when the resident chose it.
    Column("confidence", Float),
    # None for wishes from before they were counted.
    Column("questions", Integer),
    # Whether the resident put right what Noor had understood.
    Column("corrected", Boolean, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    # The day in the municipality.
    Column("day", Date, nullable=False),
    # Whether chance drew it for review; one in ten is.
    Column("sampled", Boolean, nullable=False, server_default=false()),
    # How much can be learnt from it; none when it no longer waits for a review.
    Column("weight", Float),
    Index(None, "sampled", "weight", "at"),
    # All that the figures count, so that they need not look further.
    Index("ix_wishes_cells", "day", "department", "channel", "ended", "questions", "conversation_id"),
    Index("ix_wishes_goals", "day", "goal", "ended", "questions", "department", "channel"),
    Index(None, "at"),
)

# How many conversations began in an hour and have been deleted since: all that is left of them.
forgotten_conversations = Table(
    "forgotten_conversations",
    metadata,
    Column("hour", UtcDateTime, primary_key=True),
    Column("channel", String(16), primary_key=True),
    Column("number", Integer, nullable=False),
)
