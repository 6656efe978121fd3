"""What each kind of message does: to the log, to Noor's answer, and back to the one who sent it."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.channels import places
from bot.channels.inbound import too_long
from bot.channels.whatsapp import texts
from bot.channels.whatsapp.choosing import chosen
from bot.channels.whatsapp.inbox import Inbox, Letter
from bot.channels.whatsapp.incoming import Person
from bot.channels.whatsapp.marks import Marks
from bot.channels.whatsapp.outgoing import more_of
from bot.channels.whatsapp.people import People
from bot.channels.whatsapp.pictures import NoPhoto, Pictures
from bot.channels.whatsapp.said import Earlier, Said
from bot.channels.whatsapp.sealing import Vault
from bot.channels.whatsapp.sender import Sender
from bot.messages import texts as log_texts
from bot.messages.dispatch import Dispatcher
from bot.messages.log import MessageLog
from bot.messages.message import UnknownOption
from bot.messages.rows import utc_now
from bot.privacy.masking import mask

logger = logging.getLogger(__name__)

# How long a change may be here before the message that it changes.
PATIENCE = timedelta(seconds=60)
_CAPTION = ":caption"
_LONGEST_LABEL = 60


@dataclass(frozen=True)
class Parts:
    """What handling a message takes."""

    vault: Vault
    inbox: Inbox
    log: MessageLog
    said: Said
    people: People
    dispatcher: Dispatcher
    pictures: Pictures
    marks: Marks
    sender: Sender
    welcome: str
    max_length: int


class Handler:
    """Handles what waits, one message at a time for each person."""

    def __init__(self, parts: Parts) -> None:
        self._ = parts
        self._kinds: Mapping[str, Callable[[str, Letter], Awaitable[bool]]] = {
            "text": self._text,
            "press": self._press,
            "place": self._place,
            "photo": self._photo,
            "other": self._other,
            "reaction": self._reaction,
            "edit": self._edit,
            "revoke": self._revoke,
            "changed": self._changed,
        }

    async def handle(self, letter: Letter) -> bool:
        """Bring a message into the log; False when it has to wait for another one. The same again changes nothing."""
        received = letter.received
        # Meta does not count a change of number as a word from them.
        wrote_at = received.sent_at if received.incoming.kind != "changed" else None
        conversation_id, goes = await self._.people.conversation(received.person, self._.welcome, wrote_at)
        self._.sender.know(conversation_id)
        if goes:
            self._.sender.wake(conversation_id)
        handle = self._kinds.get(received.incoming.kind)
        if handle is not None and not await handle(conversation_id, letter):
            return False
        await self._.inbox.close(letter)
        return True

    async def _text(self, conversation_id: str, letter: Letter) -> bool:
        text = letter.received.incoming.text
        if not text:
            return await self._unreadable(conversation_id, letter, texts.UNKNOWN)
        return await self._say(conversation_id, letter, letter.own_id, text)

    async def _press(self, conversation_id: str, letter: Letter) -> bool:
        incoming = letter.received.incoming
        if incoming.option is None:
            return await self._text(conversation_id, letter)
        return await self._choose(conversation_id, letter, letter.own_id, incoming.text, incoming.option)

    async def _say(self, conversation_id: str, letter: Letter, own_id: str, text: str) -> bool:
        """Words, which may be those of an option."""
        if len(text) <= _LONGEST_LABEL:
            last = await self._.said.offered(conversation_id)
            option = chosen(text, last.options, last.question, last.position) if not last.live else None
            if option is not None:
                return await self._choose(conversation_id, letter, own_id, text, option)
        elif len(text) > self._.max_length and await self._.log.live_with(conversation_id) is None:
            words = too_long(len(text), self._.max_length).message
            return await self._not_for_noor(conversation_id, letter, text, words)
        return await self._accept(conversation_id, letter, own_id, text)

    async def _choose(self, conversation_id: str, letter: Letter, own_id: str, text: str, option: str) -> bool:
        more = more_of(option)
        if more is not None and await self._.said.offer_rest(conversation_id, own_id, *more):
            self._.marks.read(conversation_id, letter.received.id, typing=False)
            self._.sender.wake(conversation_id)
            return True
        try:
            return await self._accept(conversation_id, letter, own_id, "", option)
        except UnknownOption:
            # A button of a conversation that is forgotten still means what it says.
            return await self._accept(conversation_id, letter, own_id, text or texts.UNKNOWN.mark)

    async def _accept(
        self, conversation_id: str, letter: Letter, own_id: str, text: str, option: str | None = None
    ) -> bool:
        accepted = await self._.log.accept(conversation_id, own_id, text, option)
        self._.marks.read(conversation_id, letter.received.id, typing=accepted.waits)
        if accepted.waits:
            self._.dispatcher.wake(conversation_id)
        return True

    async def _place(self, conversation_id: str, letter: Letter) -> bool:
        assert letter.received.incoming.place is not None
        latitude, longitude = letter.received.incoming.place
        # WhatsApp does not tell how precisely a place is known: a pin is put by hand, to some metres.
        place = {"latitude": latitude, "longitude": longitude, "accuracy": 10}
        text = places.describe(latitude, longitude)
        accepted = await self._.log.accept(conversation_id, letter.own_id, text, attachment={"place": place})
        self._.marks.read(conversation_id, letter.received.id, typing=accepted.waits)
        if accepted.waits:
            self._.dispatcher.wake(conversation_id)
        return True

    async def _photo(self, conversation_id: str, letter: Letter) -> bool:
        incoming = letter.received.incoming
        self._.marks.read(conversation_id, letter.received.id, typing=False)
        try:
            attachment = await self._.pictures.keep(conversation_id, incoming.media or "")
        except NoPhoto as error:
            words = texts.photo_failed(self._.pictures.megabytes)[error.reason]
            await self._not_for_noor(conversation_id, letter, texts.NO_PHOTO, words)
        else:
            accepted = await self._.log.accept(
                conversation_id, letter.own_id, log_texts.PHOTO, attachment=attachment, for_noor=False
            )
            if not accepted.new:
                await self._.pictures.forget(conversation_id, attachment["photo"]["id"])
            await self._.log.say(conversation_id, "system", log_texts.PHOTO_KEPT, f"{letter.own_id}:reply")
        if incoming.text:
            await self._say(conversation_id, letter, letter.own_id + _CAPTION, incoming.text)
        return True

    async def _other(self, conversation_id: str, letter: Letter) -> bool:
        return await self._unreadable(conversation_id, letter, texts.other(letter.received.incoming.sort))

    async def _unreadable(self, conversation_id: str, letter: Letter, what: texts.Unreadable) -> bool:
        return await self._not_for_noor(conversation_id, letter, what.mark, what.request)

    async def _not_for_noor(self, conversation_id: str, letter: Letter, text: str, answer: str) -> bool:
        await self._.log.accept(conversation_id, letter.own_id, text, for_noor=False)
        self._.marks.read(conversation_id, letter.received.id, typing=False)
        await self._.log.say(conversation_id, "system", answer, f"{letter.own_id}:reply")
        return True

    async def _reaction(self, conversation_id: str, letter: Letter) -> bool:
        text = f"Reactie: {letter.received.incoming.text}"
        await self._.log.accept(conversation_id, letter.own_id, text, for_noor=False)
        return True

    async def _edit(self, conversation_id: str, letter: Letter) -> bool:
        text, said = letter.received.incoming.text, self._.said
        found = await said.earlier(conversation_id, self._changes(letter))
        if not found:
            return _too_late(letter) and await self._say(conversation_id, letter, letter.own_id, text)
        # Of a photo, the words below it are what can be edited; without any they are new.
        earlier = found[-1] if found[-1].photo is None else None
        if earlier is not None and earlier.text == mask(text).text:
            return True
        if earlier is not None and await self._edited_in_time(conversation_id, earlier, text):
            return True
        # Noor has answered what it said before: what it says now puts that right.
        await self._say(conversation_id, letter, letter.own_id, text)
        if earlier is not None:
            await said.edit(earlier.position, text)
        return True

    async def _edited_in_time(self, conversation_id: str, earlier: Earlier, text: str) -> bool:
        """Change the words of what Noor has yet to answer; whether she answers the new ones."""
        changed = await self._.said.edit(earlier.position, text, while_waiting=True)
        return changed and self._.dispatcher.answering(conversation_id) != earlier.position

    async def _revoke(self, conversation_id: str, letter: Letter) -> bool:
        own_ids = self._changes(letter)
        found = await self._.said.earlier(conversation_id, own_ids)
        for photo in filter(None, (earlier.photo for earlier in found)):
            await self._.pictures.forget(conversation_id, photo)
        await self._.said.revoke(conversation_id, own_ids)
        return bool(found) or _too_late(letter)

    async def _changed(self, conversation_id: str, letter: Letter) -> bool:
        incoming = letter.received.incoming
        await self._.people.rename(conversation_id, Person(incoming.number, incoming.user))
        return True

    def _changes(self, letter: Letter) -> list[str]:
        """What the message that is changed is known by in the log, and what the words below a photo are."""
        own_id = self._.vault.hash(letter.received.incoming.about or "")
        return [own_id, own_id + _CAPTION]


def _too_late(letter: Letter) -> bool:
    return utc_now() - letter.received.sent_at > PATIENCE
