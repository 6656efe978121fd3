"""The desk's password: given by the operator, or made at the first start and shown once."""

import asyncio
import os
import secrets
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError
from pydantic import SecretStr

from bot.settings import SettingsError

# Without symbols that look alike.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_LONGEST = 1000


class DeskPassword:
    """Knows only the hash."""

    def __init__(self, hashed: str) -> None:
        self._hash = hashed
        self._hasher = PasswordHasher()
        # Each check takes 64 MiB; many at once must not take the machine.
        self._one_at_a_time = asyncio.Lock()

    async def matches(self, typed: str) -> bool:
        """Whether this is the password; takes tens of milliseconds, outside the event loop."""
        if len(typed) > _LONGEST:
            return False
        async with self._one_at_a_time:
            return await asyncio.to_thread(self._verify, typed)

    def _verify(self, typed: str) -> bool:
        try:
            return self._hasher.verify(self._hash, typed.encode(errors="surrogateescape"))
        except VerifyMismatchError:
            return False


def open_password(given: SecretStr | None, var_dir: Path) -> DeskPassword:
    """The password to check against: `given`, else the one whose hash is in `var_dir`, else a new one.

    A new one is printed on standard output, this once. Raises `SettingsError` when the file is not a hash.
    """
    if given is not None:
        return DeskPassword(PasswordHasher().hash(given.get_secret_value()))
    file = var_dir / "desk-password.hash"
    if not file.exists():
        _make(file)
    hashed = file.read_text(encoding="ascii", errors="replace").strip()
    if not _is_hash(hashed):
        raise SettingsError(f"{file}: does not hold a password hash; delete it to get a new password")
    return DeskPassword(hashed)


def _make(file: Path) -> None:
    password = "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with open(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as opened:
        opened.write(PasswordHasher().hash(password) + "\n")
    print(f"Wachtwoord voor de balie (dit zie je maar één keer): {password}", flush=True)
    draft.rename(file)


def _is_hash(hashed: str) -> bool:
    try:
        PasswordHasher().check_needs_rehash(hashed)
    except (InvalidHashError, VerificationError):
        return False
    return True
