"""Photos and voice that residents sent: an id that lasts days, an address that lasts minutes."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any, Final

from tests.whatsapp.clock import Clock
from tests.whatsapp.errors import GraphError

ID_FOR = 7 * 24 * 3600.0
ADDRESS_FOR = 5 * 60.0
_MB = 1024**2
MOST: Final = {"image": 5 * _MB, "audio": 16 * _MB, "video": 16 * _MB, "document": 100 * _MB, "sticker": 500 * 1024}


@dataclass(frozen=True)
class _File:
    content: bytes
    mime_type: str
    until: float


class Media:
    """The files, by id."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._files: dict[str, _File] = {}
        self._addresses: dict[str, tuple[str, float]] = {}

    def add(self, content: bytes, mime_type: str) -> dict[str, Any]:
        """Keep a file; how a webhook names it. Raises ValueError when WhatsApp would not send it."""
        kind = mime_type.partition("/")[0]
        if len(content) > MOST.get(kind, MOST["document"]):
            raise ValueError(f"WhatsApp does not send {kind}s of {len(content)} bytes")
        media_id = str(10**14 + secrets.randbelow(10**14))
        self._files[media_id] = _File(content, mime_type, self._clock.now() + ID_FOR)
        return {"id": media_id, "mime_type": mime_type, "sha256": hashlib.sha256(content).hexdigest()}

    def about(self, media_id: str, url: str) -> dict[str, Any]:
        """What Meta tells of a file, with a new address below `url`. Raises `GraphError`."""
        file = self._file(media_id)
        token = secrets.token_urlsafe(24)
        self._addresses[token] = media_id, self._clock.now() + ADDRESS_FOR
        return {
            "messaging_product": "whatsapp",
            "url": f"{url}/whatsapp_business/attachments/?mid={media_id}&hash={token}",
            "mime_type": file.mime_type,
            "sha256": hashlib.sha256(file.content).hexdigest(),
            "file_size": len(file.content),
            "id": media_id,
        }

    def content(self, media_id: str, token: str) -> tuple[bytes, str]:
        """A file and its type, at an address that was given out. Raises LookupError when that is over."""
        known, until = self._addresses[token]
        if known != media_id or self._clock.now() >= until:
            raise LookupError("the address expired")
        file = self._files[media_id]
        return file.content, file.mime_type

    def __contains__(self, media_id: str) -> bool:
        return media_id in self._files

    def _file(self, media_id: str) -> _File:
        file = self._files.get(media_id)
        if file is None or self._clock.now() >= file.until:
            raise GraphError(100, f"Unsupported get request. Object with ID '{media_id}' does not exist", subcode=33)
        return file
