"""Colleagues in the database, without the desk."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.desk_tables import desk_sessions, staff, staff_departments


async def add_colleague(engine: AsyncEngine, name: str, *departments: str, now: datetime) -> str:
    """A colleague of these departments who is signed in from `now` on; their id."""
    colleague = str(uuid.uuid4())
    row = {"id": colleague, "login": name.lower(), "name": name, "role": "colleague", "active": True}
    row |= {"wrong_tries": 0, "created_at": now, "available": False}
    session = {"token_hash": colleague, "staff_id": colleague, "created_at": now, "used_at": now}
    async with engine.begin() as connection:
        await connection.execute(insert(staff).values(row))
        for department in departments:
            await connection.execute(insert(staff_departments).values(staff_id=colleague, department=department))
        await connection.execute(insert(desk_sessions).values(session | {"expires_at": now + timedelta(hours=10)}))
    return colleague
