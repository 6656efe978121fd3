"""Who is signed in at the desk; kept in the database, so that a restart signs nobody out."""

from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.desk.accounts import read_colleague
from bot.desk.staff import Colleague
from bot.storage.desk_tables import desk_sessions
from bot.storage.tokens import new_token, token_hash
from bot.storage.unbroken import unbroken

LIFETIME = timedelta(hours=10)
IDLE = timedelta(hours=2)
_NOTE_USE_EVERY = timedelta(minutes=1)


class Sessions:
    """The sessions of the desk; `now` is aware UTC everywhere."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @unbroken
    async def start(self, colleague: Colleague, now: datetime) -> str:
        """A token for a new session. Sessions that are over are swept away."""
        token = new_token()
        row = {
            "token_hash": token_hash(token),
            "staff_id": colleague.id,
            "created_at": now,
            "used_at": now,
            "expires_at": now + LIFETIME,
        }
        async with self._engine.begin() as connection:
            await connection.execute(delete(desk_sessions).where(desk_sessions.c.expires_at <= now))
            await connection.execute(insert(desk_sessions).values(row))
        return token

    @unbroken
    async def colleague(self, token: str, now: datetime) -> Colleague | None:
        """Whose session this is; None when it is over, or was left alone too long."""
        same = desk_sessions.c.token_hash == token_hash(token)
        async with self._engine.connect() as connection:
            row = (await connection.execute(select(desk_sessions).where(same))).first()
            if row is None or row.expires_at <= now or row.used_at + IDLE <= now:
                return None
            found = await read_colleague(connection, row.staff_id)
        if found is not None and row.used_at + _NOTE_USE_EVERY <= now:
            async with self._engine.begin() as connection:
                await connection.execute(update(desk_sessions).where(same).values(used_at=now))
        return found

    @unbroken
    async def end(self, token: str) -> None:
        """Sign out."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(desk_sessions).where(desk_sessions.c.token_hash == token_hash(token)))

    @unbroken
    async def end_all(self, staff_id: str) -> None:
        """Sign a colleague out everywhere."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(desk_sessions).where(desk_sessions.c.staff_id == staff_id))
