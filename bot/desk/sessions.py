"""Who is signed in at the desk; kept in the database, so that a restart signs nobody out."""

from dataclasses import dataclass, replace
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
_LONGEST_NOTICE = 300


@dataclass(frozen=True)
class Session:
    """Somewhere where somebody is signed in. `id`: what is kept of its token, which opens nothing."""

    id: str
    browser: str
    created_at: datetime
    used_at: datetime


class Sessions:
    """The sessions of the desk; `now` is aware UTC everywhere."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @unbroken
    async def start(self, colleague: Colleague, now: datetime, browser: str = "", *, by_directory: bool = False) -> str:
        """A token for a new session. Sessions that are over are swept away.

        `by_directory`: the municipality's directory let them in, so that no password that was made for them matters.
        """
        token = new_token()
        row = {
            "token_hash": token_hash(token),
            "staff_id": colleague.id,
            "browser": browser,
            "by_directory": by_directory,
            "created_at": now,
            "used_at": now,
            "expires_at": now + LIFETIME,
        }
        async with self._engine.begin() as connection:
            await connection.execute(delete(desk_sessions).where(desk_sessions.c.expires_at <= now))
            await connection.execute(insert(desk_sessions).values(row))
        return token

    @unbroken
    async def find(
        self, token: str, now: datetime, take_notice: bool = False, *, used: bool = True
    ) -> tuple[Colleague, str | None] | None:
        """Whose session this is, and what they must be told; None when it is over, or was left alone too long.

        With `take_notice` the notice is not given again. `used` is false for what a page asks by itself, which must not
        keep the session of somebody who left.
        """
        same = desk_sessions.c.token_hash == token_hash(token)
        async with self._engine.connect() as connection:
            row = (await connection.execute(select(desk_sessions).where(same))).first()
            if row is None or row.expires_at <= now or row.used_at + IDLE <= now:
                return None
            found = await read_colleague(connection, row.staff_id)
        if found is None:
            return None
        if row.by_directory:
            found = replace(found, password_made=False)
        changes: dict[str, object] = {"used_at": now} if used and row.used_at + _NOTE_USE_EVERY <= now else {}
        if take_notice and row.notice:
            changes["notice"] = None
        if changes:
            async with self._engine.begin() as connection:
                await connection.execute(update(desk_sessions).where(same).values(changes))
        return found, row.notice if take_notice else None

    @unbroken
    async def tell(self, token: str, sentence: str) -> None:
        """Keep a notice for the next page."""
        same = desk_sessions.c.token_hash == token_hash(token)
        async with self._engine.begin() as connection:
            await connection.execute(update(desk_sessions).where(same).values(notice=sentence[:_LONGEST_NOTICE]))

    @unbroken
    async def of(self, staff_id: str, now: datetime) -> list[Session]:
        """Where a colleague is signed in, the one that was used last first."""
        table = desk_sessions.c
        query = (
            select(table.token_hash, table.browser, table.created_at, table.used_at)
            .where(table.staff_id == staff_id, table.expires_at > now, table.used_at > now - IDLE)
            .order_by(table.used_at.desc(), table.created_at.desc())
        )
        async with self._engine.connect() as connection:
            rows = (await connection.execute(query)).all()
        return [Session(row.token_hash, row.browser or "", row.created_at, row.used_at) for row in rows]

    @unbroken
    async def end(self, token: str) -> None:
        """Sign out."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(desk_sessions).where(desk_sessions.c.token_hash == token_hash(token)))

    @unbroken
    async def end_one(self, staff_id: str, session_id: str) -> None:
        """End one of a colleague's own sessions; somebody else's stays."""
        own = (desk_sessions.c.token_hash == session_id) & (desk_sessions.c.staff_id == staff_id)
        async with self._engine.begin() as connection:
            await connection.execute(delete(desk_sessions).where(own))

    @unbroken
    async def end_all(self, staff_id: str, but: str = "") -> None:
        """Sign a colleague out everywhere; `but`: the token of the session that stays."""
        ending = (desk_sessions.c.staff_id == staff_id) & (desk_sessions.c.token_hash != token_hash(but))
        async with self._engine.begin() as connection:
            await connection.execute(delete(desk_sessions).where(ending))
