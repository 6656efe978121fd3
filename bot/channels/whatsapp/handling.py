"""Handling one message: whose it is, what it does, and that it is done."""

from collections.abc import Awaitable, Callable, Mapping

from bot.channels.whatsapp.changing import Changing, too_late
from bot.channels.whatsapp.inbox import Letter
from bot.channels.whatsapp.parts import Parts
from bot.channels.whatsapp.pictures import NoPhoto
from bot.channels.whatsapp.saying import Saying
from bot.privacy.photos import CleanPhoto

# What is of no use without an earlier conversation, and must not begin one.
_ABOUT_EARLIER = ("reaction", "revoke", "changed")


class Handler:
    """Handles what waits, one message at a time for each person."""

    def __init__(self, parts: Parts) -> None:
        self._ = parts
        self._saying = saying = Saying(parts)
        changing = Changing(parts, saying)
        self._kinds: Mapping[str, Callable[[str, Letter], Awaitable[bool]]] = {
            "text": saying.text,
            "press": saying.press,
            "template": saying.template,
            "place": saying.place,
            "other": saying.other,
            "reaction": saying.reaction,
            "edit": changing.edit,
            "revoke": changing.revoke,
            "changed": changing.changed,
        }

    async def prepare(self, letter: Letter) -> CleanPhoto | NoPhoto | None:
        """What takes long and can be done before: the photo that a message is, which shows as read meanwhile."""
        received = letter.received
        if received.incoming.media is None:
            return None
        known = await self._.people.known(received.person)
        self._.marks.read(known or received.person.key, received.id, typing=False)
        return await self._.pictures.fetch(received.person.key, received.incoming.media)

    async def handle(self, letter: Letter, photo: CleanPhoto | NoPhoto | None = None) -> bool:
        """Bring a message into the log; False when it has to wait for another one. The same again changes nothing."""
        received, people = letter.received, self._.people
        if received.incoming.kind in _ABOUT_EARLIER and await people.known(received.person) is None:
            return await self._pass_over(letter)
        # Meta does not count a change of number as a word from them.
        wrote_at = received.sent_at if received.incoming.kind != "changed" else None
        conversation_id, goes = await people.conversation(received.person, self._.welcome, wrote_at)
        self._.sender.know(conversation_id)
        if goes:
            self._.sender.wake(conversation_id)
        if photo is not None:
            await self._saying.photo(conversation_id, letter, photo)
        handle = self._kinds.get(received.incoming.kind)
        if handle is not None and not await handle(conversation_id, letter):
            return False
        await self._.inbox.close(letter)
        return True

    async def _pass_over(self, letter: Letter) -> bool:
        """Nobody knows what it is about; what is taken back may still be on its way."""
        if letter.received.incoming.kind == "revoke" and not too_late(letter):
            return False
        await self._.inbox.close(letter)
        return True
