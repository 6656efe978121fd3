"""A photo with a conversation: received, cleaned, kept, and shown to the one who sent it."""

import asyncio
from tempfile import SpooledTemporaryFile
from typing import IO

from aiohttp import web
from async_timeout import timeout

from bot.channels.conversation import conversation_of, unknown_conversation
from bot.channels.inbound import is_own_id
from bot.channels.limits import LIMITS
from bot.messages import texts
from bot.privacy.photos import CleanPhoto, TooManyPixels, UnreadablePhoto, clean_photo
from bot.web.address import visitor_address
from bot.web.errors import ApiError
from bot.web.keys import LOG, PHOTOS, SETTINGS

_MEGABYTE = 1024**2
_CHUNK = 64 * 1024
_IN_MEMORY = 512 * 1024
_PATIENCE = 110.0
# Cleaning takes a processor for a moment; the others wait in line and everything else goes on.
CLEANING = web.AppKey("cleaning", asyncio.Semaphore)


async def send_photo(request: web.Request) -> web.Response:
    """A photo as the body of the request: 202 when it is new, 200 when it was there already."""
    app, own_id = request.app, request.query.get("id")
    conversation_id = await conversation_of(request)
    if not is_own_id(own_id):
        raise ApiError(400, "wrong_shape", "Ik kon je foto niet lezen. Laad de pagina opnieuw en probeer het nog eens.")
    app[LIMITS].photo(conversation_id, visitor_address(request))
    with SpooledTemporaryFile(_IN_MEMORY) as received:
        await _receive(request, app[SETTINGS].max_photo_mb, received)
        clean = await _clean(app, received)
    photo_id = await asyncio.to_thread(app[PHOTOS].save, conversation_id, clean.jpeg)
    photo = {"id": photo_id, "width": clean.width, "height": clean.height}
    try:
        accepted = await app[LOG].accept(
            conversation_id, own_id, texts.PHOTO, attachment={"photo": photo}, for_noor=False
        )
    except LookupError:
        await asyncio.to_thread(app[PHOTOS].remove, conversation_id, photo_id)
        raise unknown_conversation() from None
    if accepted.new:
        await app[LOG].say(conversation_id, "system", texts.PHOTO_KEPT, f"photo:{photo_id}")
    else:
        await asyncio.to_thread(app[PHOTOS].remove, conversation_id, photo_id)
    return web.json_response({"position": accepted.position}, status=202 if accepted.new else 200)


async def photo(request: web.Request) -> web.FileResponse:
    """A photo of the caller's own conversation."""
    conversation_id = await conversation_of(request)
    file = request.app[PHOTOS].find(conversation_id, request.match_info["photo"])
    if file is None:
        raise web.HTTPNotFound
    return web.FileResponse(file, headers={"Content-Type": "image/jpeg", "Cache-Control": "private, max-age=3600"})


async def _receive(request: web.Request, megabytes: int, file: IO[bytes]) -> None:
    """Write the body to a file, so that many at once take no memory; of what is too large the rest is not read."""
    most, size = megabytes * _MEGABYTE, request.content_length or 0
    if size > most:
        raise _too_large(megabytes)
    size = 0
    try:
        async with timeout(_PATIENCE):
            async for chunk in request.content.iter_chunked(_CHUNK):
                size += len(chunk)
                if size > most:
                    raise _too_large(megabytes)
                file.write(chunk)
    except asyncio.TimeoutError:
        words = "Het versturen van je foto duurde te lang. Probeer het opnieuw."
        raise ApiError(408, "too_slow", words) from None


async def _clean(app: web.Application, file: IO[bytes]) -> CleanPhoto:
    try:
        async with app[CLEANING]:
            file.seek(0)
            return await clean_photo(file.read())
    except TooManyPixels:
        raise ApiError(413, "too_large", "Je foto is te groot. Maak hem kleiner of stuur een andere.") from None
    except (UnreadablePhoto, asyncio.TimeoutError):
        words = "Ik kan deze foto niet openen. Stuur een foto als JPEG, PNG, WebP of HEIC."
        raise ApiError(415, "no_photo", words) from None


def _too_large(megabytes: int) -> ApiError:
    return ApiError(413, "too_large", f"Je foto is te groot. Een foto mag {megabytes} MB zijn.")
