"""Cleaning a photo: what is left is the picture itself, not where, when or with what it was taken.

Decoding what a stranger sends is done by large libraries in C, so it is done in a process of its own that may use
little and whose end hurts nobody: `python -m bot.privacy.photos` reads a photo and writes a clean one.
"""

import asyncio
import resource
import sys
from io import BytesIO
from typing import NamedTuple

from async_timeout import timeout

MOST_PIXELS = 60_000_000
LONGEST_SIDE = 2048
_QUALITY = 85
_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
_SECONDS = 30
_MEMORY = 2 * 1024**3
_UNREADABLE, _TOO_MANY_PIXELS = 3, 4


class CleanPhoto(NamedTuple):
    """A JPEG that was drawn anew."""

    jpeg: bytes
    width: int
    height: int


class UnreadablePhoto(Exception):
    """It is no photo of a kind we read, or it is broken."""


class TooManyPixels(UnreadablePhoto):
    """It would take too much memory."""


async def clean_photo(data: bytes) -> CleanPhoto:
    """Draw the photo anew, upright and no larger than staff need. Raises `UnreadablePhoto`."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.privacy.photos",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with timeout(2 * _SECONDS):
            answer, _ = await process.communicate(data)
    except BaseException:
        if process.returncode is None:
            process.kill()
        raise
    if process.returncode == _TOO_MANY_PIXELS:
        raise TooManyPixels
    if process.returncode:
        raise UnreadablePhoto
    head, _, jpeg = answer.partition(b"\n")
    width, height = map(int, head.split())
    return CleanPhoto(jpeg, width, height)


def draw_anew(data: bytes) -> CleanPhoto:
    """What the process does. Raises `TooManyPixels`, and anything at all for a photo that is broken."""
    from PIL import Image, ImageOps
    from pillow_heif import register_heif_opener

    register_heif_opener(thumbnails=False)
    with Image.open(BytesIO(data), formats=_FORMATS) as photo:
        if photo.width * photo.height > MOST_PIXELS:
            raise TooManyPixels
        photo.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(photo)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        # A new image: whatever else the file held cannot come along.
        clean = Image.new("RGB", upright.size, "white")
        clear = upright.convert("RGBA")
        clean.paste(clear, mask=clear)
    out = BytesIO()
    clean.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return CleanPhoto(out.getvalue(), *clean.size)


def _main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        clean = draw_anew(sys.stdin.buffer.read())
    except TooManyPixels:
        return _TOO_MANY_PIXELS
    except Exception:
        # Decoders fail in a hundred ways; each of them means that this is no photo we can use.
        return _UNREADABLE
    sys.stdout.buffer.write(b"%d %d\n" % (clean.width, clean.height) + clean.jpeg)
    return 0


if __name__ == "__main__":
    sys.exit(_main())
