"""An OpenID Connect provider as it describes itself: its addresses and its keys."""

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any

import jwt
from aiohttp import ClientError, ClientResponse, ClientSession

_DISCOVERY = "/.well-known/openid-configuration"
_KEPT_SECONDS = 3600.0
# A key we do not know may be new; whoever makes keys up must not have us ask all day.
_KEYS_AGAIN_SECONDS = 60.0


class DirectoryError(Exception):
    """The directory does not answer, or what came back from it is not right; the text is for the operator's log."""


class Provider:
    """Asks once and remembers for an hour. `clock`: seconds. Everything may raise `DirectoryError`."""

    def __init__(self, session: ClientSession, issuer: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.issuer = issuer
        self._session, self._clock = session, clock
        self._description: Mapping[str, Any] = {}
        self._described_at = self._keys_at = float("-inf")
        self._keys: list[jwt.PyJWK] = []

    async def tell(self, name: str) -> str:
        """What the description says; an address that must be there."""
        found = await self.tell_if_any(name)
        if not isinstance(found, str):
            raise DirectoryError(f"the directory's description has no {name}")
        return found

    async def tell_if_any(self, name: str) -> Any:
        """What the description says, if anything."""
        if self._clock() - self._described_at >= _KEPT_SECONDS:
            description = await self.read(self._session.get(self.issuer.rstrip("/") + _DISCOVERY))
            if description.get("issuer") != self.issuer:
                raise DirectoryError(f"the directory says that it is {description.get('issuer')!r:.200}")
            self._description, self._described_at = description, self._clock()
        return self._description.get(name)

    async def key(self, key_id: str | None) -> jwt.PyJWK:
        """The key with this id, fetched anew when it is not known; without an id, the only one."""
        age = self._clock() - self._keys_at
        found = self._known(key_id)
        if age >= _KEPT_SECONDS or (found is None and age >= _KEYS_AGAIN_SECONDS):
            described = await self.read(self._session.get(await self.tell("jwks_uri")))
            try:
                self._keys = jwt.PyJWKSet.from_dict(dict(described)).keys
            except jwt.PyJWTError as error:
                raise DirectoryError(f"the directory's keys cannot be read: {error}") from error
            self._keys_at = self._clock()
            found = self._known(key_id)
        if found is None:
            raise DirectoryError("the directory does not know the key of its ID token")
        return found

    def _known(self, key_id: str | None) -> jwt.PyJWK | None:
        usable = [key for key in self._keys if key.public_key_use in (None, "sig")]
        fitting = [key for key in usable if key.key_id == key_id] if key_id else usable
        return fitting[0] if len(fitting) == 1 else None

    async def read(self, call: AbstractAsyncContextManager[ClientResponse]) -> Mapping[str, Any]:
        """The JSON object that a call answers with."""
        try:
            async with call as response:
                answer = await response.json() if response.status == 200 else None
        except (ClientError, asyncio.TimeoutError, OSError, ValueError) as error:
            raise DirectoryError(f"the directory does not answer: {error or type(error).__name__}") from error
        if not isinstance(answer, Mapping):
            raise DirectoryError(f"the directory answered {response.status} at {response.url.path}")
        return answer
