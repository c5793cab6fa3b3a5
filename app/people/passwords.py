"""Passwords: argon2id with 19 MiB, 2 passes, 1 lane (OWASP Password Storage Cheat Sheet)."""

from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from app.web import Refusal

SHORTEST = 10
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_at_once = BoundedSemaphore(2)


class TooShort(Refusal):
    """The password is too easy to guess by its length alone (NIST SP 800-63B)."""

    def __init__(self) -> None:
        super().__init__(f"A password needs at least {SHORTEST} characters.", 422)


def hashed(password: str) -> str:
    """The hash to keep for PASSWORD. Raises TooShort."""
    if len(password) < SHORTEST:
        raise TooShort
    with _at_once:
        return _hasher.hash(password)


def matches(kept: str | None, password: str) -> bool:
    """Whether PASSWORD is the one hashed as KEPT; takes as long where there is none."""
    with _at_once:
        try:
            return _hasher.verify(kept or _nobodys(), password) and kept is not None
        except (VerifyMismatchError, InvalidHashError):
            return False


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody has this password")
