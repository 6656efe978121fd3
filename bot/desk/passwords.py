"""Passwords of the desk: only their hashes are kept."""

import asyncio
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# Without symbols that look alike.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_LONGEST = 1000


class Passwords:
    """Makes and checks hashes; each takes tens of milliseconds, outside the event loop."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        # For whom we do not know: checking takes as long as for whom we do.
        self._nobody = self._hasher.hash(secrets.token_urlsafe())
        # Each check takes 64 MiB; many at once must not take the machine.
        self._one_at_a_time = asyncio.Lock()

    async def hash(self, password: str) -> str:
        """The hash to keep."""
        async with self._one_at_a_time:
            return await asyncio.to_thread(self._hasher.hash, _bytes(password))

    async def matches(self, hashed: str | None, typed: str) -> bool:
        """Whether `typed` is the password of this hash; never for no hash."""
        if len(typed) > _LONGEST:
            return False
        async with self._one_at_a_time:
            right = await asyncio.to_thread(self._verify, hashed or self._nobody, typed)
        return right and hashed is not None

    def _verify(self, hashed: str, typed: str) -> bool:
        try:
            return self._hasher.verify(hashed, _bytes(typed))
        except (VerificationError, InvalidHashError):
            return False


def new_password() -> str:
    """A password that can be read aloud: four groups of four."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))


def _bytes(password: str) -> bytes:
    return password.encode(errors="surrogateescape")
