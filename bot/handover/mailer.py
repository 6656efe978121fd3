"""Sending what waits in the queue to departments by SMTP: again after a failure, and never the same as another one."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import aiosmtplib

from bot.handover.due import is_working_time
from bot.handover.mail_queue import DIGEST, HANDOVER, Mail, MailQueue
from bot.handover.mail_text import about_handover, about_overdue, trial
from bot.handover.store import HandoverStore
from bot.municipality import Municipality
from bot.storage.unbroken import unbroken

logger = logging.getLogger(__name__)

_LOOK_EVERY = 5.0
_TIMEOUT = 20.0


@dataclass(frozen=True)
class Smtp:
    """The mail server. tls: "starttls", "tls" from the first byte, or "none"."""

    host: str
    port: int
    tls: Literal["starttls", "tls", "none"]
    user: str | None = None
    password: str | None = None

    async def send(self, message: EmailMessage) -> None:
        """Raises `aiosmtplib.SMTPException` or `OSError`."""
        await aiosmtplib.send(
            message,
            hostname=self.host,
            port=self.port,
            username=self.user,
            password=self.password,
            use_tls=self.tls == "tls",
            start_tls=self.tls == "starttls",
            timeout=_TIMEOUT,
        )


class Mailer:
    """Sends one message after the other. `send` is `Smtp.send`."""

    def __init__(
        self,
        queue: MailQueue,
        handovers: HandoverStore,
        municipality: Municipality,
        send: Callable[[EmailMessage], Awaitable[None]],
        sender: str,
        site: str,
    ) -> None:
        """`sender`: whom it is from; `site`: where people reach the front."""
        self._queue, self._handovers, self._municipality = queue, handovers, municipality
        self._send, self._sender, self._site = send, sender, site
        self._zone = ZoneInfo(municipality.working_time.timezone)

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                now = datetime.now(timezone.utc)
                if is_working_time(now, self._municipality.working_time):
                    await self._queue.add_digests(now.astimezone(self._zone).date(), now)
                while await self.send_next(datetime.now(timezone.utc)):
                    pass
            except Exception:
                # What was not sent waits in the queue.
                logger.exception("e-mail could not be sent")
            await asyncio.sleep(_LOOK_EVERY)

    @unbroken
    async def send_next(self, now: datetime) -> bool:
        """Send one message if there is one; whether there was. Not broken off: what was sent is noted as sent."""
        mail = await self._queue.take(now)
        if mail is None:
            return False
        message = await self._write(mail, now)
        if message is None:
            await self._queue.sent(mail, now)
            return True
        try:
            await self._send(message)
        except (aiosmtplib.SMTPException, OSError) as error:
            refused = isinstance(error, aiosmtplib.SMTPRecipientsRefused) and _for_good(error)
            logger.warning("e-mail to %s could not be sent: %s", mail.department, type(error).__name__)
            await self._queue.failed(mail, _reason(error), now, for_good=refused)
        else:
            await self._queue.sent(mail, now)
        return True

    async def _write(self, mail: Mail, now: datetime) -> EmailMessage | None:
        """The message; None when there is nothing to tell any more."""
        message = await self._text(mail, now)
        if message is None:
            return None
        message["From"], message["To"] = self._sender, mail.address
        message["Date"] = format_datetime(mail.created_at)
        # Always the same for the same news: a mail server that gets it twice can tell.
        domain = urlsplit(self._site).hostname or "noor"
        message["Message-ID"] = f"<{mail.kind}.{mail.subject}.{mail.department}.{mail.id}@{domain}>"
        message["Auto-Submitted"] = "auto-generated"
        return message

    async def _text(self, mail: Mail, now: datetime) -> EmailMessage | None:
        known = self._municipality.departments.get(mail.department)
        department = known.in_sentence if known else mail.department
        if mail.kind == HANDOVER:
            handover = await self._handovers.get(mail.reference)
            return about_handover(handover, department, self._site, self._zone) if handover else None
        if mail.kind == DIGEST:
            overdue = await self._handovers.overdue(mail.department, now)
            return about_overdue(overdue, department, self._site, self._zone) if overdue else None
        return trial(department, self._site)


def _for_good(error: aiosmtplib.SMTPRecipientsRefused) -> bool:
    """Whether the address itself is refused and not only now."""
    return all(500 <= one.code < 600 for one in error.recipients)


def _reason(error: Exception) -> str:
    """In a few words, without what was sent."""
    code = getattr(error, "code", None)
    return f"{type(error).__name__} {code}" if isinstance(code, int) else type(error).__name__
