"""Secrets that must be read again are sealed with a key made from the site's own, not kept as they are."""

from base64 import urlsafe_b64encode
from hashlib import blake2b
from typing import TYPE_CHECKING

from flask import current_app

from app.web import Refusal

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


def sealed(secret: str) -> str:
    """SECRET as it is kept."""
    return _seal().encrypt(secret.encode()).decode()


def opened(kept: str) -> str:
    """The secret KEPT. Raises Refusal where it was sealed with another key."""
    from cryptography.fernet import InvalidToken

    try:
        return _seal().decrypt(kept.encode()).decode()
    except InvalidToken:
        raise Refusal(
            "The key of this site has changed, so codes from an app cannot be checked. Use a recovery code.",
            422,
        ) from None


def _seal() -> "Fernet":
    """Imported only where it is used: few ever sign in."""
    from cryptography.fernet import Fernet

    key = blake2b(current_app.config["SECRET_KEY"].encode(), person=b"seal of secrets", digest_size=32)
    return Fernet(urlsafe_b64encode(key.digest()))
