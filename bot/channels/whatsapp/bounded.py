"""Reading what somebody sends without taking in more than fits."""

from aiohttp import StreamReader

_CHUNK = 64 * 1024


async def read_at_most(content: StreamReader, declared: int | None, most: int) -> bytes | None:
    """The whole of it; None when it is, or says that it is (`declared`), more than `most` bytes."""
    if (declared or 0) > most:
        return None
    body = bytearray()
    async for chunk in content.iter_chunked(_CHUNK):
        body += chunk
        if len(body) > most:
            return None
    return bytes(body)
