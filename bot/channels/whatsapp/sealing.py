"""Keeping what tells who somebody is: encrypted to be read back, hashed to be found by."""

import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class Unreadable(Exception):
    """What was sealed with another key."""


class Vault:
    """Seals with the key from the settings. Raises `ValueError` for what is no key."""

    def __init__(self, key: str) -> None:
        self._fernet = Fernet(key)
        # Hashes have a key of their own: a number has few digits, so a plain hash of it is soon guessed.
        self._hash_key = HKDF(SHA256(), 32, salt=None, info=b"noor whatsapp look-up").derive(key.encode())

    def seal(self, text: str) -> str:
        """The text, encrypted."""
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """What `seal` was given. Raises `Unreadable`."""
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise Unreadable from None

    def hash(self, text: str) -> str:
        """64 characters, the same for the same text; nobody without the key can tell the text from it."""
        return hmac.new(self._hash_key, text.encode(), hashlib.sha256).hexdigest()


def new_key() -> str:
    """A key for the settings."""
    return Fernet.generate_key().decode()
