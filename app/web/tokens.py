"""Secrets that open a page or a session. Only their hashes are kept."""

import secrets
from hashlib import sha256


def new_token() -> str:
    """192 random bits for an address or a cookie."""
    return secrets.token_urlsafe(24)


def hashed(token: str) -> str:
    """What is kept of TOKEN. A plain hash will do: there is nothing to guess in it."""
    return sha256(token.encode()).hexdigest()
