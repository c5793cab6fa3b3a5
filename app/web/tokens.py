"""Secrets that open a page or a session. Only their hashes are kept."""

import secrets
from base64 import urlsafe_b64encode
from hashlib import blake2b, sha256


def new_token() -> str:
    """192 random bits for an address or a cookie."""
    return secrets.token_urlsafe(24)


def derived(token: str, word: str) -> str:
    """Another token, which whoever has TOKEN can make from it and WORD, and nobody without it."""
    digest = blake2b(word.encode(), key=token.encode()[:64], digest_size=24).digest()
    return urlsafe_b64encode(digest).decode()


def hashed(token: str) -> str:
    """What is kept of TOKEN. A plain hash will do: there is nothing to guess in it."""
    return sha256(token.encode()).hexdigest()
