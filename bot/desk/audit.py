"""The audit log: who read or changed what, and when."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, insert, select
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.desk.staff import Colleague
from bot.storage.desk_tables import audit_log
from bot.storage.unbroken import unbroken

# What administrators read for each word that is written. A test sees to it that no word is missing.
LABELS = {
    "signed in": "Logde in",
    "sign-in refused": "Kon niet inloggen",
    "signed out": "Logde uit",
    "session ended": "Logde elders uit",
    "password changed": "Veranderde eigen wachtwoord",
    "password refused": "Wilde eigen wachtwoord veranderen",
    "account made": "Maakte een account",
    "account changed": "Veranderde een account",
    "account closed": "Sloot een account",
    "account opened": "Opende een account",
    "account refused": "Wilde een account veranderen",
    "password reset": "Maakte een nieuw wachtwoord",
    "log read": "Las het logboek",
    "read": "Las een overdracht of gesprek",
    "refused": "Vroeg wat er niet is of niet van de eigen afdeling is",
    "searched": "Zocht in gesprekken",
    "filter kept": "Bewaarde een filter",
    "filter removed": "Verwijderde een filter",
    "claimed": "Pakte een overdracht op",
    "released": "Liet een overdracht los",
    "answered": "Antwoordde een inwoner",
    "took over": "Nam een gesprek live over",
    "handed back": "Gaf een gesprek terug aan Noor",
    "forwarded": "Stuurde een overdracht door",
    "planned": "Plande een afspraak",
    "noted a result": "Legde vast hoe een afspraak ging",
    "noted": "Schreef een notitie",
    "closed": "Sloot een overdracht af",
    "reopened": "Heropende een overdracht",
    "text saved": "Bewaarde een standaardtekst",
    "text removed": "Gooide een standaardtekst weg",
    "exported": "Haalde een gesprek op voor een inwoner",
    "deleted": "Verwijderde een gesprek",
    "reviewed": "Keek Noor na",
    "read figures": "Las de cijfers",
    "present": "Was er voor gesprekken",
    "absent": "Was er niet meer voor gesprekken",
    "notice put up": "Plaatste een noodbericht",
    "notice ended": "Beëindigde een noodbericht",
    "mail address": "Veranderde een adres voor meldingen",
    "mail trial": "Stuurde een proefmelding",
}

_SOMEBODY = "Onbekend"


@dataclass(frozen=True)
class Wanted:
    """Which lines to read. `who` and `subject`: how a name or reference begins, in any case; times are aware;
    `before`: only lines with a lower number."""

    who: str = ""
    subject: str = ""
    begins: datetime | None = None
    ends: datetime | None = None
    before: int | None = None


class AuditLog:
    """Writes what colleagues do; never what a resident typed."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @unbroken
    async def write(
        self, colleague: Colleague, what: str, subject: str | None, now: datetime, detail: str | None = None
    ) -> None:
        """`what`: one of `LABELS`; `subject`: what it was done to, such as a reference."""
        await self._insert(_row(colleague, what, subject, detail), now)

    @unbroken
    async def write_once(self, colleague: Colleague, what: str, subject: str, now: datetime, within: timedelta) -> None:
        """`write`, unless the same was written so shortly ago: a page that renews itself is read once."""
        same = (audit_log.c.subject == subject) & (audit_log.c.staff_id == colleague.id) & (audit_log.c.what == what)
        async with self._engine.connect() as connection:
            query = select(audit_log.c.id).where(same, audit_log.c.at > now - within).limit(1)
            if await connection.scalar(query) is not None:
                return
        await self._insert(_row(colleague, what, subject), now)

    @unbroken
    async def note_refusal(self, login: str | None, now: datetime, detail: str | None = None) -> None:
        """Somebody did not get in with this login; None for one that nobody has."""
        await self._insert({"who": _SOMEBODY, "what": "sign-in refused", "subject": login, "detail": detail}, now)

    async def _insert(self, row: dict[str, str | None], now: datetime) -> None:
        async with self._engine.begin() as connection:
            await connection.execute(insert(audit_log).values({**row, "at": now}))

    @unbroken
    async def read(self, wanted: Wanted, most: int) -> list[Row]:
        """The newest lines first, each as a row of the table."""
        table = audit_log.c
        query = select(audit_log).order_by(table.id.desc()).limit(most)
        for column, text in ((table.who, wanted.who), (table.subject, wanted.subject)):
            if text:
                query = query.where(func.lower(column).startswith(text.lower(), autoescape=True))
        if wanted.begins:
            query = query.where(table.at >= wanted.begins)
        if wanted.ends:
            query = query.where(table.at < wanted.ends)
        if wanted.before:
            query = query.where(table.id < wanted.before)
        async with self._engine.connect() as connection:
            return list((await connection.execute(query)).all())


def _row(colleague: Colleague, what: str, subject: str | None, detail: str | None = None) -> dict[str, str | None]:
    return {"staff_id": colleague.id, "who": colleague.name, "what": what, "subject": subject, "detail": detail}
