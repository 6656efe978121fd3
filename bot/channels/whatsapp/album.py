"""Photos that people send: each is kept by itself, and those that come together get one reply."""

from bot.channels.whatsapp import texts
from bot.channels.whatsapp.inbox import Letter
from bot.channels.whatsapp.parts import Parts
from bot.channels.whatsapp.pictures import NoPhoto
from bot.messages import texts as log_texts
from bot.privacy.photos import CleanPhoto


class Album:
    """Brings photos into the log. The same again changes nothing."""

    def __init__(self, parts: Parts) -> None:
        self._ = parts

    async def add(self, conversation_id: str, letter: Letter, photo: CleanPhoto | NoPhoto) -> None:
        """A photo, or why there is none; an answer when no other photo of theirs waits."""
        if isinstance(photo, NoPhoto):
            await self._tell_kept(conversation_id, letter)
            await self._tell_lost(conversation_id, letter, texts.photo_failed(self._.pictures.megabytes)[photo.reason])
            return
        attachment = await self._.pictures.keep(conversation_id, photo)
        accepted = await self._.log.accept(
            conversation_id, letter.own_id, log_texts.PHOTO, attachment=attachment, for_noor=False
        )
        if not accepted.new:
            await self._.pictures.forget(conversation_id, attachment["photo"]["id"])
        if not await self._.inbox.another_photo(letter):
            await self._tell_kept(conversation_id, letter)

    async def _tell_kept(self, conversation_id: str, letter: Letter) -> None:
        kept = await self._.said.photos_untold(conversation_id)
        if kept:
            words = log_texts.PHOTO_KEPT if kept == 1 else log_texts.PHOTOS_KEPT
            await self._.log.say(conversation_id, "system", words, f"{letter.own_id}:kept")

    async def _tell_lost(self, conversation_id: str, letter: Letter, words: str) -> None:
        await self._.log.accept(conversation_id, letter.own_id, texts.NO_PHOTO, for_noor=False)
        # Of ten that are lost in the same way, ten times the same sentence says no more.
        if await self._.said.last_words(conversation_id) != words:
            await self._.log.say(conversation_id, "system", words, f"{letter.own_id}:reply")
