"""Passwords of the desk: only their hashes are kept."""

import asyncio
import re
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY
from zxcvbn import zxcvbn

# How dear a hash is.
PROFILE = RFC_9106_LOW_MEMORY

# Without symbols that look alike.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_LONGEST = 1000
SHORTEST = 12
# What zxcvbn reads of a password: more takes it seconds.
_READ = 72
# Its scores go from 0 to 4; 3 withstands a thief of the hashes for years.
_STRONG = 3
_OURS = "noor balie gemeente noordwijk welkom wachtwoord"


class Passwords:
    """Makes and checks hashes; each takes tens of milliseconds, outside the event loop."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher.from_parameters(PROFILE)
        self._nobody: str | None = None
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
            right = await asyncio.to_thread(self._verify, hashed or await self._nobodys(), typed)
        return right and hashed is not None

    async def _nobodys(self) -> str:
        """For whom we do not know: checking takes as long as for whom we do."""
        if self._nobody is None:
            self._nobody = await asyncio.to_thread(self._hasher.hash, secrets.token_urlsafe())
        return self._nobody

    def _verify(self, hashed: str, typed: str) -> bool:
        try:
            return self._hasher.verify(hashed, _bytes(typed))
        except (VerificationError, InvalidHashError):
            return False


def new_password() -> str:
    """A password that can be read aloud: four groups of four."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))


async def weakness(password: str, *known: str) -> str | None:
    """What is wrong with a password that somebody chose, as they may read it; None when it is good.

    `known`: what others know of them, such as their name.
    """
    if len(password) < SHORTEST:
        return f"Kies minstens {SHORTEST} tekens."
    if len(password) > _LONGEST:
        return f"Kies hoogstens {_LONGEST} tekens."
    words = [word for text in (*known, _OURS) for word in re.split(r"\W+", text) if word]
    joined = [sign.join(text.split()) for text in known for sign in ("", "-", ".", "_", " ")]
    found = await asyncio.to_thread(zxcvbn, password[:_READ], [*words, *joined])
    if found["score"] < _STRONG:
        return (
            "Dit wachtwoord is te makkelijk te raden. Vier woorden die niets met elkaar te maken hebben, werken goed."
        )
    return None


def _bytes(password: str) -> bytes:
    return password.encode(errors="surrogateescape")
