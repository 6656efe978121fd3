"""Everybody who could knock at the desk, and something of one department to keep from another."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone

from aiohttp.test_utils import TestClient
from sqlalchemy import select

from bot.desk.access import ACCOUNTS
from bot.desk.cookies import COOKIE
from bot.desk.ready_texts import ReadyTexts
from bot.desk.saved_filters import SavedFilters
from bot.desk.sessions import Sessions
from bot.desk.staff import Role
from bot.handover.mail_queue import Address, MailQueue
from bot.handover.record import FactLine, Handover, NewHandover
from bot.handover.wishes import Ended, Wish, WishId, WishStore
from bot.messages.rows import utc_now
from bot.storage.desk_tables import audit_log
from bot.web.keys import ENGINE, HANDOVERS, LOG, MUNICIPALITY, NOTICES, PHOTOS

# Said in the conversation and in the handover: no page of another department may show it.
MARK = "zeehond"
# A reference that is right and was never given.
UNKNOWN = "LLL-LL4"


@dataclass(frozen=True)
class Visitor:
    """Somebody at the desk; without a session for who is signed out."""

    name: str
    headers: Mapping[str, str] = field(default_factory=dict)


async def visitor(front: TestClient, name: str, role: Role, *departments: str) -> Visitor:
    """A colleague who is signed in."""
    login = f"{uuid.uuid4().hex[:8]}@noordwijk.example"
    colleague = await front.app[ACCOUNTS].add(login, name, role, departments)
    token = await Sessions(front.app[ENGINE]).start(colleague, utc_now())
    return Visitor(name, {"Cookie": f"{COOKIE}={token}"})


async def everybody(front: TestClient) -> list[Visitor]:
    """Who is signed out; of another department; a colleague, coordinator and administrator of Burgerzaken."""
    return [
        Visitor("signed out"),
        await visitor(front, "other", Role.COORDINATOR, "kcc"),
        await visitor(front, "colleague", Role.COLLEAGUE, "burgerzaken"),
        await visitor(front, "coordinator", Role.COORDINATOR, "burgerzaken"),
        await visitor(front, "administrator", Role.ADMINISTRATOR),
    ]


async def handover(front: TestClient, department: str = "burgerzaken") -> Handover:
    """A new conversation that was handed to a department."""
    log = front.app[LOG]
    conversation_id = (await log.start("website", "Hoi")).conversation_id
    await log.accept(conversation_id, "m1", f"Er ligt een {MARK} op het strand")
    new = NewHandover(
        conversation_id=conversation_id,
        message_id="1",
        goal="travel",
        goal_label="Op reis gaan",
        outcome="urgent_passport",
        department=department,
        urgency="high",
        products=("Paspoort",),
        summary=f"Wil een paspoort voor een {MARK}.",
        question=f"Paspoort voor een {MARK}",
        facts=(FactLine("destination", "Land", "Turkije", "turkye"),),
        decided_by=("destination",),
        contact="phone",
    )
    return await front.app[HANDOVERS].write(new, datetime.now(timezone.utc))


async def parts(front: TestClient) -> dict[str, str]:
    """What stands in an address between braces: each time something new, so that nobody finds what another did."""
    app, engine, now = front.app, front.app[ENGINE], utc_now()
    written = await handover(front)
    account = await app[ACCOUNTS].add(f"{uuid.uuid4().hex[:8]}@x.example", "Iemand", Role.COLLEAGUE)
    answered = (await app[LOG].start("website", "Hoi")).conversation_id
    wish = Wish(id=WishId(answered, "1", "waste"), outcome="container", ended=Ended.ANSWERED)
    await WishStore(engine, app[MUNICIPALITY]).write(wish, now)
    await MailQueue(engine).set_address("burgerzaken", Address("burgerzaken@noordwijk.example", False))
    await ReadyTexts(engine).save(None, "burgerzaken", "Openingstijden", "We zijn open.")
    await SavedFilters(engine).keep(account.id, "Haar filter", "")
    return {
        "reference": written.reference,
        "conversation": written.conversation_id,
        "answered": answered,
        "photo": app[PHOTOS].save(written.conversation_id, b"\xff\xd8\xff"),
        "id": account.id,
        "filter": str((await SavedFilters(engine).of(account.id))[0].id),
        "text": str(max(one.id for one in await ReadyTexts(engine).of(["burgerzaken"], general=False))),
        "department": "burgerzaken",
        "notice": str(await app[NOTICES].put_up(f"Dicht {written.reference}", "Iemand", now, None)),
    }


async def audited(front: TestClient) -> list[str]:
    """The words of the audit log so far."""
    async with front.app[ENGINE].connect() as connection:
        return list(await connection.scalars(select(audit_log.c.what).order_by(audit_log.c.id)))
