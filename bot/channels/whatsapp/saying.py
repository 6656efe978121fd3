"""What people say, in whatever form: into the log, and on to Noor when she can answer it."""

from typing import Any

from bot.channels import places
from bot.channels.inbound import too_long
from bot.channels.whatsapp import texts
from bot.channels.whatsapp.album import Album
from bot.channels.whatsapp.choosing import chosen
from bot.channels.whatsapp.inbox import Letter
from bot.channels.whatsapp.outgoing import more_of
from bot.channels.whatsapp.parts import Parts
from bot.channels.whatsapp.pictures import NoPhoto
from bot.messages.message import UnknownOption
from bot.privacy.masking import mask
from bot.privacy.photos import CleanPhoto

# What the words below a photo are known by in the log, after what the photo is known by.
CAPTION = ":caption"
_LONGEST_LABEL = 60


class Saying:
    """Each kind of message; each gives True, for it never has to wait. The same again changes nothing."""

    def __init__(self, parts: Parts) -> None:
        self._, self._album = parts, Album(parts)

    async def text(self, conversation_id: str, letter: Letter) -> bool:
        """Something typed."""
        text = letter.received.incoming.text
        if not text:
            return await self._unreadable(conversation_id, letter, texts.UNKNOWN)
        return await self.say(conversation_id, letter, letter.own_id, text)

    async def press(self, conversation_id: str, letter: Letter) -> bool:
        """A button, or a row of a list."""
        incoming = letter.received.incoming
        if incoming.option is None:
            return await self.text(conversation_id, letter)
        return await self._choose(conversation_id, letter, letter.own_id, incoming.text, incoming.option)

    async def template(self, conversation_id: str, letter: Letter) -> bool:
        """A button below a template: it asks for what waited, and that goes by itself now that they wrote."""
        await self._note(conversation_id, letter, letter.own_id, letter.received.incoming.text or texts.UNKNOWN.mark)
        return True

    async def say(self, conversation_id: str, letter: Letter, own_id: str, text: str) -> bool:
        """Words, which may be those of an option."""
        if len(text) <= _LONGEST_LABEL:
            last = await self._.said.offered(conversation_id)
            option = chosen(text, last.options, last.question, last.position) if not last.live else None
            if option is not None:
                return await self._choose(conversation_id, letter, own_id, text, option)
        elif await self.is_too_long(conversation_id, text):
            words = too_long(len(text), self._.max_length).message
            return await self._not_for_noor(conversation_id, letter, own_id, text, words)
        return await self._accept(conversation_id, letter, own_id, text)

    async def is_too_long(self, conversation_id: str, text: str) -> bool:
        """Whether it has more characters than Noor takes; a colleague takes any."""
        return len(text) > self._.max_length and await self._.log.live_with(conversation_id) is None

    async def _choose(self, conversation_id: str, letter: Letter, own_id: str, text: str, option: str) -> bool:
        more = more_of(option)
        if more is not None and await self._.said.offer_rest(conversation_id, own_id, *more):
            self._.marks.read(conversation_id, letter.received.id, typing=False)
            return True
        try:
            return await self._accept(conversation_id, letter, own_id, "", option)
        except UnknownOption:
            # A button of a conversation that is forgotten still means what it says.
            return await self._accept(conversation_id, letter, own_id, text or texts.UNKNOWN.mark)

    async def _accept(
        self,
        conversation_id: str,
        letter: Letter,
        own_id: str,
        text: str,
        option: str | None = None,
        attachment: dict[str, Any] | None = None,
    ) -> bool:
        accepted = await self._.log.accept(conversation_id, own_id, text, option, attachment=attachment)
        self._.marks.read(conversation_id, letter.received.id, typing=accepted.waits)
        if accepted.waits:
            self._.dispatcher.wake(conversation_id)
        return True

    async def place(self, conversation_id: str, letter: Letter) -> bool:
        """A place on the map, with its name and address if it has them."""
        incoming = letter.received.incoming
        assert incoming.place is not None
        latitude, longitude = incoming.place
        # WhatsApp does not tell how precisely a place is known: a pin is put by hand, to some metres.
        place: dict[str, Any] = {"latitude": latitude, "longitude": longitude, "accuracy": 10}
        if incoming.text:
            place["name"] = mask(incoming.text).text
        text = places.describe(latitude, longitude)
        return await self._accept(conversation_id, letter, letter.own_id, text, attachment={"place": place})

    async def photo(self, conversation_id: str, letter: Letter, photo: CleanPhoto | NoPhoto) -> None:
        """A photo with the words below it, or why there is none."""
        await self._album.add(conversation_id, letter, photo)
        if text := letter.received.incoming.text:
            await self.say(conversation_id, letter, letter.own_id + CAPTION, text)

    async def other(self, conversation_id: str, letter: Letter) -> bool:
        """What nobody here can read."""
        return await self._unreadable(conversation_id, letter, texts.other(letter.received.incoming.sort))

    async def _unreadable(self, conversation_id: str, letter: Letter, what: texts.Unreadable) -> bool:
        return await self._not_for_noor(conversation_id, letter, letter.own_id, what.mark, what.request)

    async def _not_for_noor(self, conversation_id: str, letter: Letter, own_id: str, text: str, answer: str) -> bool:
        await self._note(conversation_id, letter, own_id, text)
        await self._.log.say(conversation_id, "system", answer, f"{own_id}:reply")
        return True

    async def _note(self, conversation_id: str, letter: Letter, own_id: str, text: str) -> None:
        await self._.log.accept(conversation_id, own_id, text, for_noor=False)
        self._.marks.read(conversation_id, letter.received.id, typing=False)

    async def reaction(self, conversation_id: str, letter: Letter) -> bool:
        """An emoji at a message: staff may see it, nobody answers it."""
        text = f"Reactie: {letter.received.incoming.text}"
        await self._.log.accept(conversation_id, letter.own_id, text, for_noor=False)
        return True
