"""A photo that somebody sends: fetched from Meta, cleaned, and kept with the conversation."""

import asyncio
from typing import Any, Literal

from bot.channels.whatsapp.client import Client, Refused, TooLarge, Unreachable, Unsure
from bot.channels.whatsapp.refusals import meaning
from bot.privacy.photos import CleanPhoto, UnreadablePhoto, clean_photo
from bot.storage.photos import PhotoStore
from bot.web.rate import RateLimit

Reason = Literal["gone", "later", "large", "unreadable", "many"]
_PAUSES = (1.0, 4.0)
_MEGABYTE = 1024**2


class NoPhoto(Exception):
    """There is no photo to keep; reason: why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class Pictures:
    """cleaning: how many may be cleaned at once, together with the website's."""

    def __init__(self, client: Client, store: PhotoStore, cleaning: asyncio.Semaphore, megabytes: int) -> None:
        self._client, self._store, self._cleaning = client, store, cleaning
        self.megabytes = megabytes
        # Ten go together as one album.
        self._limit = RateLimit(burst=12, per_second=1 / 5)

    async def fetch(self, person: str, media_id: str) -> CleanPhoto | NoPhoto:
        """A photo of this person, clean, or why there is none; takes seconds."""
        if self._limit.take(person):
            return NoPhoto("many")
        try:
            data = await self._fetch(media_id)
            async with self._cleaning:
                return await clean_photo(data)
        except NoPhoto as error:
            return error
        except (UnreadablePhoto, asyncio.TimeoutError):
            return NoPhoto("unreadable")

    async def keep(self, conversation_id: str, clean: CleanPhoto) -> dict[str, Any]:
        """The attachment for the log."""
        photo_id = await asyncio.to_thread(self._store.save, conversation_id, clean.jpeg)
        return {"photo": {"id": photo_id, "width": clean.width, "height": clean.height}}

    async def forget(self, conversation_id: str, photo_id: str) -> None:
        """Remove a photo."""
        await asyncio.to_thread(self._store.remove, conversation_id, photo_id)

    async def _fetch(self, media_id: str) -> bytes:
        for pause in (*_PAUSES, None):
            try:
                return await self._client.media(media_id, self.megabytes * _MEGABYTE)
            except TooLarge:
                raise NoPhoto("large") from None
            except Refused as error:
                if meaning(error.code, error.status) == "never":
                    raise NoPhoto("gone") from None
            except (Unreachable, Unsure):
                pass  # A photo may be asked for again as often as one likes.
            if pause is not None:
                await asyncio.sleep(pause)
        raise NoPhoto("later")
