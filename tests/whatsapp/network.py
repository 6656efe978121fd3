"""The people, and what travels between their phones and the number."""

import asyncio
import random
import secrets
from typing import Any, Final

from tests.whatsapp import shapes
from tests.whatsapp.account import Account, message_id
from tests.whatsapp.bubble import Bubble, bubble, filled_in, template_text
from tests.whatsapp.calls import Outgoing, Read
from tests.whatsapp.clock import Clock
from tests.whatsapp.errors import GraphError
from tests.whatsapp.habits import Habits
from tests.whatsapp.limits import NumberRate, PairRate, Window
from tests.whatsapp.media import Media
from tests.whatsapp.phone import Phone
from tests.whatsapp.strings import Strict
from tests.whatsapp.webhooks import Webhooks

TYPING_FOR: Final = 25.0


class Network:
    """Everybody who has WhatsApp, and the one number that they write to."""

    def __init__(self, account: Account, webhooks: Webhooks, clock: Clock, media: Media, habits: Habits) -> None:
        self.number = account.metadata["display_phone_number"]
        self.habits = habits
        self.rate, self.pair, self.window = NumberRate(clock), PairRate(clock), Window(clock)
        self._metadata, self._webhooks, self._clock, self._media = account.metadata, webhooks, clock, media
        self._phones: dict[str, Phone] = {}
        self._senders: dict[str, Phone] = {}
        self._sent: dict[str, Phone] = {}
        self._random = random.Random(habits.seed)
        self._work: set[asyncio.Task[None]] = set()
        self._loop = asyncio.get_running_loop()

    def phone(self, name: str = "Truus Duin", number: str = "", *, hides_number: bool = False) -> Phone:
        """A person who has WhatsApp from now on."""
        number = number or f"316{10**7 + secrets.randbelow(9 * 10**7)}"
        phone = self._phones[number] = Phone(self, number, name, hides_number=hides_number)
        self._phones[phone.user_id] = phone
        return phone

    def renumber(self, phone: Phone, number: str) -> None:
        """This person has another number from now on; the old one reaches nobody."""
        self._phones = {key: owner for key, owner in self._phones.items() if owner is not phone}
        phone.number = number
        self._phones |= {number: phone, phone.user_id: phone}

    def keep(self, content: bytes, mime_type: str) -> dict[str, Any]:
        """A file of a person's."""
        return self._media.add(content, mime_type)

    def send(self, phone: Phone, message: dict[str, Any], with_contact: bool = True) -> None:
        """Something a person did; from any thread."""
        self._loop.call_soon_threadsafe(self._tell, phone, message, with_contact)

    def _tell(self, phone: Phone, message: dict[str, Any], with_contact: bool) -> None:
        self._senders[message["id"]] = phone
        self.rate.arrived()
        if message["type"] != "system":
            self.window.open(phone)
        contact = {"profile": {"name": phone.name}, "user_id": phone.user_id}
        contact |= {} if phone.hides_number else {"wa_id": phone.number}
        message["timestamp"] = str(int(self._clock.now()))
        update = {"messaging_product": "whatsapp", "metadata": self._metadata, "messages": [message]}
        self._webhooks.tell({**update, "contacts": [contact]} if with_contact else update)

    def read(self, call: Read) -> None:
        """Noor read a message, and perhaps types. Raises `GraphError`."""
        phone = self._senders.get(call.message_id)
        if phone is None:
            raise GraphError(131009, "The message_id is not of a message that was received")
        phone.read_by_noor.add(call.message_id)
        if call.typing_indicator is not None:
            phone.typing_shown += 1
            phone.noor_types = True
            self._loop.call_later(TYPING_FOR, setattr, phone, "noor_types", False)

    def accept(self, message: Outgoing, part: Strict) -> tuple[str, str]:
        """The id of a message to a person and their number. Raises `GraphError`."""
        phone = self._phones.get((message.to or message.recipient or "").lstrip("+"))
        trouble = self._trouble(phone, part)
        if trouble is not None and not (self.habits.errors_later and trouble.code in (131026, 131047)):
            raise trouble
        self.rate.take()
        if phone is not None:
            self.pair.take(phone)
        own_id = message_id(phone.number if phone else "")
        if trouble is not None or phone is None:
            self._status(own_id, message, "failed", phone, errors=[trouble.in_status()] if trouble else [])
        elif isinstance(part, shapes.Reaction):
            self._react(phone, part)
        else:
            answers = message.context.message_id if message.context else ""
            shown = bubble(own_id, part, answers, message.biz_opaque_callback_data or "")
            if isinstance(part, shapes.Template):
                shown.text = template_text(self.habits.templates[part.name, part.language.code], part)
            self._start(self._deliver(phone, shown, message))
        return own_id, phone.number if phone else message.to or ""

    def _trouble(self, phone: Phone | None, part: Strict) -> GraphError | None:
        if isinstance(part, shapes.Template):
            text = self.habits.templates.get((part.name, part.language.code))
            if text is None:
                return GraphError(132001, f"Template {part.name} does not exist in {part.language.code}")
            if len(filled_in(part)) != text.count("{{"):
                return GraphError(132000, f"body: number of params expected is {text.count('{{')}")
        if isinstance(part, shapes.Image) and part.id is not None and part.id not in self._media:
            return GraphError(100, f"Param image['id']: {part.id} is not a valid media ID")
        if phone is None or phone.blocked:
            return GraphError(131026, "Message undeliverable")
        try:
            if not isinstance(part, shapes.Template):
                self.window.check(phone)
        except GraphError as closed:
            return closed
        return None

    def _react(self, phone: Phone, reaction: shapes.Reaction) -> None:
        for shown in phone.screen:
            if shown.id == reaction.message_id:
                shown.reactions["noor"] = reaction.emoji

    async def _deliver(self, phone: Phone, shown: Bubble, message: Outgoing) -> None:
        self._status(shown.id, message, "sent", phone)
        if self.habits.slow:
            await asyncio.sleep(self._random.uniform(0, self.habits.slow))
        phone.noor_types = False
        phone.screen.append(shown)
        self._status(shown.id, message, "delivered", phone)
        if self.habits.reads:
            shown.read = True
            self._status(shown.id, message, "read", phone)

    def _status(self, own_id: str, message: Outgoing, status: str, phone: Phone | None, **more: Any) -> None:
        told = {"id": own_id, "status": status, "timestamp": str(int(self._clock.now())), **more}
        told["recipient_id"] = phone.number if phone and not phone.hides_number else message.to or ""
        if phone is not None:
            told["recipient_user_id"] = phone.user_id
        if message.biz_opaque_callback_data is not None:
            told["biz_opaque_callback_data"] = message.biz_opaque_callback_data
        self._webhooks.tell({"messaging_product": "whatsapp", "metadata": self._metadata, "statuses": [told]})

    def _start(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._work.add(task)
        task.add_done_callback(self._work.discard)
