"""What people change afterwards: a message edited or taken back, and a number."""

from datetime import timedelta

from bot.channels.whatsapp.inbox import Letter
from bot.channels.whatsapp.incoming import Person
from bot.channels.whatsapp.parts import Parts
from bot.channels.whatsapp.said import Earlier
from bot.channels.whatsapp.saying import CAPTION, Saying
from bot.messages.rows import utc_now
from bot.privacy.masking import mask

# How long a change may be here before the message that it changes.
PATIENCE = timedelta(seconds=60)


class Changing:
    """Each kind of change; False when it has to wait for the message it is about. The same again changes nothing."""

    def __init__(self, parts: Parts, saying: Saying) -> None:
        self._, self._saying = parts, saying

    async def edit(self, conversation_id: str, letter: Letter) -> bool:
        """Other words for a message."""
        text, said = letter.received.incoming.text, self._.said
        found = await said.earlier(conversation_id, self._changes(letter))
        if not found:
            return too_late(letter) and await self._saying.say(conversation_id, letter, letter.own_id, text)
        # Of a photo, the words below it are what can be edited; without any they are new.
        earlier = found[-1] if found[-1].photo is None else None
        if earlier is not None and earlier.text == mask(text).text:
            return True
        if earlier is not None and await self._edited_in_time(conversation_id, earlier, text):
            return True
        # Noor has answered what it said before: what it says now puts that right.
        await self._saying.say(conversation_id, letter, letter.own_id, text)
        if earlier is not None:
            await said.edit(earlier.position, text)
        return True

    async def _edited_in_time(self, conversation_id: str, earlier: Earlier, text: str) -> bool:
        """Change the words of what Noor has yet to answer; whether she answers the new ones."""
        changed = await self._.said.edit(earlier.position, text, while_waiting=True)
        return changed and self._.dispatcher.answering(conversation_id) != earlier.position

    async def revoke(self, conversation_id: str, letter: Letter) -> bool:
        """A message taken back, with its photo and with how to be reached, if that was in it."""
        own_ids = self._changes(letter)
        found = await self._.said.earlier(conversation_id, own_ids)
        for photo in filter(None, (earlier.photo for earlier in found)):
            await self._.pictures.forget(conversation_id, photo)
        await self._.said.revoke(conversation_id, own_ids)
        return bool(found) or too_late(letter)

    async def changed(self, conversation_id: str, letter: Letter) -> bool:
        """Another number or id for the same person."""
        incoming = letter.received.incoming
        await self._.people.rename(conversation_id, Person(incoming.number, incoming.user))
        return True

    def _changes(self, letter: Letter) -> list[str]:
        """What the message that is changed is known by in the log, and what the words below a photo are."""
        own_id = self._.vault.hash(letter.received.incoming.about or "")
        return [own_id, own_id + CAPTION]


def too_late(letter: Letter) -> bool:
    """Whether what it changes will not come any more."""
    return utc_now() - letter.received.sent_at > PATIENCE
