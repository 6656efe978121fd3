"""Alembic's environment: runs on the connection that `bot.storage.migrate` hands over, in its transaction."""

from alembic import context

from bot.storage import desk_tables, tables, whatsapp_tables  # noqa: F401 - importing them fills the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.metadata,
    render_as_batch=True,
)
context.run_migrations()
