"""What residents change or take back is found no more, and what came in on WhatsApp forgets whose it was."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

# The words of a handover as 0006 makes them: its own, and what was said.
_OWN = "h.reference || {newline} || h.goal_label || {newline} || h.question || {newline} || h.summary"
_SAID = {
    "sqlite": "(SELECT group_concat(text, char(10)) FROM (SELECT text FROM messages"
    " WHERE conversation_id = h.conversation_id ORDER BY position))",
    "postgresql": "(SELECT string_agg(text, chr(10) ORDER BY position) FROM messages"
    " WHERE conversation_id = h.conversation_id)",
}
_NEWLINE = {"sqlite": "char(10)", "postgresql": "chr(10)"}
_REBUILD = (
    "UPDATE handover_texts SET words = (SELECT {own} || coalesce({newline} || {said}, '') FROM handovers h"
    " WHERE h.reference = handover_texts.reference) WHERE conversation_id = new.conversation_id"
)
_NAME = "search_reworded"


def upgrade() -> None:
    """Add the trigger, look again at what was taken back before it, and make room for what tells rows apart."""
    dialect = op.get_bind().dialect.name
    newline = _NEWLINE[dialect]
    body = _REBUILD.format(own=_OWN.format(newline=newline), newline=newline, said=_SAID[dialect])
    trigger = f"CREATE TRIGGER {_NAME} AFTER UPDATE OF text ON messages"
    if dialect == "sqlite":
        _run(f"{trigger} BEGIN {body}; END")
    else:
        _run(f"CREATE FUNCTION {_NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body}; RETURN NULL; END $$")
        _run(f"{trigger} FOR EACH ROW EXECUTE FUNCTION {_NAME}()")
    # One message of each conversation in which something was taken back: the trigger does the rest.
    _run(
        "UPDATE messages SET text = text WHERE position IN (SELECT min(position) FROM messages"
        " WHERE text = '(verwijderd door de bewoner)' GROUP BY conversation_id)"
    )
    _run("UPDATE whatsapp_inbox SET person_hash = '' WHERE handled")
    op.add_column("whatsapp_outbox", sa.Column("nonce", sa.String(8), nullable=False, server_default=""))


def _run(statement: str) -> None:
    op.get_bind().exec_driver_sql(statement)
