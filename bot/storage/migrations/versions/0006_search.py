"""The search index over handovers and their conversations, and an index that answers the work list.

Triggers keep it: both the front and the actions write what it covers. SQLite has a full-text table of its own; on
PostgreSQL it is a table with a GIN index. Both fold the same letters and know no Dutch: words are found by how they
begin.
"""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

# What a handover says itself; `{h}` is its row.
_OWN = "{h}.reference || {newline} || {h}.goal_label || {newline} || {h}.question || {newline} || {h}.summary"
_NEWLINE = {"sqlite": "char(10)", "postgresql": "chr(10)"}
_ALL_SAID = {
    "sqlite": "(SELECT group_concat(text, char(10)) FROM (SELECT text FROM messages"
    " WHERE conversation_id = {h}.conversation_id ORDER BY position))",
    "postgresql": "(SELECT string_agg(text, chr(10) ORDER BY position) FROM messages"
    " WHERE conversation_id = {h}.conversation_id)",
}
# Which statement keeps handover_texts right when something else changes.
_KEEP = {
    ("handovers", "INSERT"): "INSERT INTO handover_texts (reference, conversation_id, department, words)"
    " VALUES (new.reference, new.conversation_id, new.department, {own_new} || coalesce({newline} || {said_new}, ''))",
    ("handovers", "UPDATE OF department"): "UPDATE handover_texts SET department = new.department"
    " WHERE reference = new.reference",
    ("messages", "INSERT"): "UPDATE handover_texts SET words = words || {newline} || new.text"
    " WHERE conversation_id = new.conversation_id",
    ("conversations", "DELETE"): "UPDATE handover_texts SET words = (SELECT {own_h} FROM handovers h"
    " WHERE h.reference = handover_texts.reference) WHERE conversation_id = old.id",
}
_BACKFILL = (
    "INSERT INTO handover_texts (reference, conversation_id, department, words) SELECT reference, conversation_id,"
    " department, {own_h} || coalesce({newline} || {said_h}, '') FROM handovers h ORDER BY created_at, reference"
)


def upgrade() -> None:
    """Make the tables, and index what is there."""
    op.create_table(
        "handover_texts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("reference", sa.String(16), sa.ForeignKey("handovers.reference", ondelete="CASCADE"), nullable=False),
        sa.Column("conversation_id", sa.String(255), nullable=False),
        sa.Column("department", sa.String(64), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.UniqueConstraint("reference", name="uq_handover_texts_reference"),
        sa.Index("ix_handover_texts_conversation_id", "conversation_id"),
    )
    covering = ["department", "state", "urgency", "due_at", "channel", "goal", "claimed_by", "created_at", "reference"]
    op.drop_index("ix_handovers_department_state_due_at", "handovers")
    op.create_index("ix_handovers_work_list", "handovers", covering)
    dialect = op.get_bind().dialect.name
    if dialect == "sqlite":
        # Who watches for events remembers the last one: the number of one that is gone must not come back.
        counting = {"sqlite_autoincrement": True}
        with op.batch_alter_table("handover_events", recreate="always", table_kwargs=counting):
            pass
        _on_sqlite()
    else:
        _on_postgresql()
    _run(_filled(_BACKFILL, dialect))


def _on_sqlite() -> None:
    _run(
        "CREATE VIRTUAL TABLE handover_search USING fts5(department, words, content='', detail='column',"
        " prefix='2 3', tokenize='unicode61 remove_diacritics 2')"
    )
    add = (
        "INSERT INTO handover_search (rowid, department, words)"
        " VALUES (new.id, replace(new.department, '_', ''), new.words)"
    )
    remove = (
        "INSERT INTO handover_search (handover_search, rowid, department, words)"
        " VALUES ('delete', old.id, replace(old.department, '_', ''), old.words)"
    )
    index = {"INSERT": add, "UPDATE OF department, words": f"{remove}; {add}", "DELETE": remove}
    statements = {**_KEEP, **{("handover_texts", when): do for when, do in index.items()}}
    for number, ((table, when), do) in enumerate(statements.items()):
        body = _filled(do, "sqlite")
        _run(f"CREATE TRIGGER search_{number} AFTER {when} ON {table} BEGIN {body}; END")


def _on_postgresql() -> None:
    plain, accented = _accents()
    _run(
        "CREATE FUNCTION search_words(text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT strip("
        f"to_tsvector('simple', regexp_replace(translate(lower(normalize(left($1, 200000))), '{accented}', '{plain}'),"
        " '[^[:alnum:]]+', ' ', 'g'))) $$"
    )
    _run(
        "CREATE TABLE handover_search (id integer PRIMARY KEY REFERENCES handover_texts (id) ON DELETE CASCADE,"
        " department varchar(64) NOT NULL, vector tsvector NOT NULL)"
    )
    _run(
        "CREATE INDEX handover_search_vector ON handover_search USING gin (vector) WITH (gin_pending_list_limit = 256)"
    )
    # Its department is a word of a text, and so is the block of two thousand that it was made in.
    index = (
        "INSERT INTO handover_search VALUES (new.id, new.department, search_words(new.words)"
        " || array_to_tsvector(ARRAY['=' || new.department, '#' || new.id / 2000]))"
        " ON CONFLICT (id) DO UPDATE SET department = excluded.department, vector = excluded.vector"
    )
    statements = {**_KEEP, ("handover_texts", "INSERT OR UPDATE OF department, words"): index}
    for number, ((table, when), do) in enumerate(statements.items()):
        body = _filled(do, "postgresql")
        name = f"search_{number}"
        _run(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body}; RETURN NULL; END $$")
        _run(f"CREATE TRIGGER {name} AFTER {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")


def _accents() -> tuple[str, str]:
    """Latin letters without their accents, and with."""
    letters = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))]
    bases = {letter: unicodedata.normalize("NFD", letter)[0].lower() for letter in letters}
    pairs = [(base, letter) for letter, base in bases.items() if base.isascii() and base != letter]
    return "".join(base for base, _ in pairs), "".join(letter for _, letter in pairs)


def _filled(statement: str, dialect: str) -> str:
    parts = {"newline": _NEWLINE[dialect]}
    for row in ("h", "new"):
        parts[f"own_{row}"] = _OWN.format(h=row, **parts)
        parts[f"said_{row}"] = _ALL_SAID[dialect].format(h=row)
    return statement.format(**parts)


def _run(statement: str) -> None:
    op.get_bind().exec_driver_sql(statement)
