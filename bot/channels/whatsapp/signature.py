"""Is what came in from Meta: its signature, and the token that Meta repeats when the webhook is entered."""

import hashlib
import hmac

HEADER = "X-Hub-Signature-256"
_SCHEME = "sha256="


def sign(body: bytes, secret: str) -> str:
    """The header's value for a body."""
    return _SCHEME + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def is_signed(body: bytes, header: str | None, secret: str) -> bool:
    """Whether the raw body was signed with the app's secret; takes as long for every wrong signature."""
    return same(header or "", sign(body, secret))


def same(given: str, expected: str) -> bool:
    """Whether two words are the same; the time it takes tells nothing of where they differ."""
    return hmac.compare_digest(given.encode(errors="replace"), expected.encode())
