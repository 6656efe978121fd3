"""Tokens that open a conversation or a desk session: random, and kept only as a hash."""

import secrets
from hashlib import sha256


def new_token() -> str:
    """A token that cannot be guessed; safe in a URL and a cookie."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is kept of a token, whatever somebody sends as one; 64 characters.

    Tokens are random enough that a plain hash does.
    """
    return sha256(token.encode(errors="surrogateescape")).hexdigest()
