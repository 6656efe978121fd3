"""A way in for an operator when nobody at the desk has one any more."""

from bot.desk.administration import Administration
from bot.desk.audit import AuditLog
from bot.desk.passwords import Passwords
from bot.desk.staff import Colleague, Role
from bot.messages.rows import utc_now
from bot.storage.engine import open_engine
from bot.storage.migrate import migrate

_OPERATOR = Colleague("operator", "operator", "Operator (opdrachtregel)", Role.ADMINISTRATOR)


async def new_desk_password(database_url: str, login: str) -> str | None:
    """A new password for this login, whose account is opened if it was closed or locked; None when there is none."""
    await migrate(database_url)
    engine = open_engine(database_url)
    try:
        administration = Administration(engine, Passwords())
        staff_id = await administration.id_of(login)
        if staff_id is None:
            return None
        made = await administration.give_password(staff_id)
        await administration.reopen(staff_id)
        await AuditLog(engine).write(_OPERATOR, "password reset", login.strip().lower(), utc_now())
        return made
    finally:
        await engine.dispose()
