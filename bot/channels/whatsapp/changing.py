"""What people change afterwards: a message edited or taken back, and a number."""

from datetime import timedelta

from bot.channels.whatsapp import texts
from bot.channels.whatsapp.corrections import Earlier
from bot.channels.whatsapp.inbox import Letter
from bot.channels.whatsapp.incoming import Person
from bot.channels.whatsapp.parts import Parts
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
        text = letter.received.incoming.text
        found = await self._.corrections.earlier(conversation_id, self._changes(letter))
        if not found:
            return too_late(letter) and await self._saying.say(conversation_id, letter, letter.own_id, text)
        # Of a photo, the words below it are what can be edited; without any they are new.
        earlier = found[-1] if found[-1].photo is None else None
        if earlier is None or await self._saying.is_too_long(conversation_id, text):
            return await self._saying.say(conversation_id, letter, letter.own_id, text)
        if not await self._edited_in_time(conversation_id, earlier, text):
            if earlier.text != mask(text).text:
                # Noor has answered what it said before: what it says now puts that right.
                await self._saying.say(conversation_id, letter, letter.own_id, text)
            await self._.corrections.edit(conversation_id, earlier, text)
        return await self._reworded(conversation_id, earlier, text)

    async def _edited_in_time(self, conversation_id: str, earlier: Earlier, text: str) -> bool:
        """Change the words of what Noor has yet to answer; whether she answers the new ones."""
        if self._.dispatcher.answering(conversation_id) == earlier.position:
            return False
        changed = await self._.corrections.edit(conversation_id, earlier, text, while_waiting=True)
        return changed and self._.dispatcher.answering(conversation_id) != earlier.position

    async def revoke(self, conversation_id: str, letter: Letter) -> bool:
        """A message taken back, with its photo and with how to be reached, if that was in it."""
        own_ids = self._changes(letter)
        found = await self._.corrections.earlier(conversation_id, own_ids)
        for photo in filter(None, (earlier.photo for earlier in found)):
            await self._.pictures.forget(conversation_id, photo)
        await self._.corrections.revoke(conversation_id, own_ids)
        reworded = [await self._reworded(conversation_id, earlier, texts.REVOKED) for earlier in found]
        return all(reworded) if found else too_late(letter)

    async def _reworded(self, conversation_id: str, earlier: Earlier, words: str) -> bool:
        """Whether Rasa too has these words instead; what is with her now, she only writes down later."""
        if self._.dispatcher.answering(conversation_id) == earlier.position:
            return False
        await self._.corrections.reword_in_rasa(conversation_id, earlier.position, words)
        return True

    async def changed(self, conversation_id: str, letter: Letter) -> bool:
        """Another number or id for the same person."""
        incoming = letter.received.incoming
        await self._.people.rename(conversation_id, Person(incoming.number, incoming.user), letter.received.sent_at)
        return True

    def _changes(self, letter: Letter) -> list[str]:
        """What the message that is changed is known by in the log, and what the words below a photo are."""
        own_id = self._.vault.hash(letter.received.incoming.about or "")
        return [own_id, own_id + CAPTION]


def too_late(letter: Letter) -> bool:
    """Whether what it changes will not come any more."""
    return utc_now() - letter.received.sent_at > PATIENCE
