"""A photo with a conversation: received, cleaned, kept, and shown to the one who sent it."""

import asyncio

from aiohttp import web

from bot.channels.conversation import conversation_of, unknown_conversation
from bot.channels.inbound import is_own_id
from bot.channels.limits import LIMITS
from bot.messages import texts
from bot.privacy.photos import CleanPhoto, TooManyPixels, UnreadablePhoto, clean_photo
from bot.web.errors import ApiError
from bot.web.keys import LOG, PHOTOS, SETTINGS

_MEGABYTE = 1024**2
_CHUNK = 64 * 1024
# Cleaning takes a processor for a moment; the others wait in line and everything else goes on.
CLEANING = web.AppKey("cleaning", asyncio.Semaphore)


async def send_photo(request: web.Request) -> web.Response:
    """A photo as the body of the request: 202 when it is new, 200 when it was there already."""
    app, own_id = request.app, request.query.get("id")
    conversation_id = await conversation_of(request)
    if not is_own_id(own_id):
        raise ApiError(400, "wrong_shape", "Ik kon je foto niet lezen. Laad de pagina opnieuw en probeer het nog eens.")
    app[LIMITS].photo(conversation_id)
    clean = await _clean(app, await _body(request, app[SETTINGS].max_photo_mb))
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


async def _body(request: web.Request, megabytes: int) -> bytes:
    """All of the body, unless it is too much: then the rest is not even read."""
    most, body = megabytes * _MEGABYTE, bytearray()
    if (request.content_length or 0) > most:
        raise _too_large(megabytes)
    async for chunk in request.content.iter_chunked(_CHUNK):
        body += chunk
        if len(body) > most:
            raise _too_large(megabytes)
    return bytes(body)


async def _clean(app: web.Application, data: bytes) -> CleanPhoto:
    try:
        async with app[CLEANING]:
            return await clean_photo(data)
    except TooManyPixels:
        raise ApiError(413, "too_large", "Je foto is te groot. Maak hem kleiner of stuur een andere.") from None
    except (UnreadablePhoto, asyncio.TimeoutError):
        words = "Ik kan deze foto niet openen. Stuur een foto als JPEG, PNG, WebP of HEIC."
        raise ApiError(415, "no_photo", words) from None


def _too_large(megabytes: int) -> ApiError:
    return ApiError(413, "too_large", f"Je foto is te groot. Een foto mag {megabytes} MB zijn.")
