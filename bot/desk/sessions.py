"""Who is signed in at the desk; kept in the database, so that a restart signs nobody out."""

from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.tables import desk_sessions
from bot.storage.tokens import new_token, token_hash
from bot.storage.unbroken import unbroken

LIFETIME = timedelta(hours=10)


class Sessions:
    """The sessions of the desk; `now` is aware UTC everywhere."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @unbroken
    async def start(self, now: datetime) -> str:
        """A token for a new session. Sessions that are over are swept away."""
        token = new_token()
        row = {"token_hash": token_hash(token), "created_at": now, "expires_at": now + LIFETIME}
        async with self._engine.begin() as connection:
            await connection.execute(delete(desk_sessions).where(desk_sessions.c.expires_at <= now))
            await connection.execute(insert(desk_sessions).values(row))
        return token

    @unbroken
    async def holds(self, token: str, now: datetime) -> bool:
        """Whether the token opens the desk."""
        query = select(desk_sessions.c.expires_at).where(desk_sessions.c.token_hash == token_hash(token))
        async with self._engine.connect() as connection:
            expires_at: datetime | None = await connection.scalar(query)
        return expires_at is not None and now < expires_at

    @unbroken
    async def end(self, token: str) -> None:
        """Sign out."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(desk_sessions).where(desk_sessions.c.token_hash == token_hash(token)))
