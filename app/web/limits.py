"""How often something may be tried. Counted in Redis where there is one, else in the database.

A network address is never kept: only a hash of it, under a key that changes every day.
"""

from hashlib import blake2b

from flask import Flask, current_app, request
from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter

from app import clock
from app.web.counters import DatabaseStorage
from app.web.refusals import Refusal

SIGN_IN = RateLimitItemPerMinute(8, 15, namespace="sign-in")
"""Attempts to sign in that failed, from one place or as one person: 8 in 15 minutes."""
SECOND_FACTOR = RateLimitItemPerMinute(8, 15, namespace="second-factor")
"""Wrong codes as one person: 8 in 15 minutes."""
FORGOTTEN = RateLimitItemPerHour(4, namespace="forgotten")
"""Links to choose a new password by, asked for from one place or for one address: 4 an hour."""
LOOK = RateLimitItemPerMinute(30, namespace="look")
"""Looks for earlier answers from one place, while somebody types: 30 a minute."""
THANKS = RateLimitItemPerDay(5, namespace="thanks")
SAME_THANKS = RateLimitItemPerDay(1, namespace="same-thanks")
"""Letters from one place that an earlier answer is counted to have spared: 5 a day, and 1 for one post."""
CONFIRM = RateLimitItemPerHour(5, namespace="confirm")
"""Mails that ask whose an address is, caused by one place or sent to one address: 5 an hour."""
LINK = RateLimitItemPerHour(3, namespace="link")
"""Mails with the link of one private page: 3 an hour."""
ONCE = RateLimitItemPerMinute(1, 10, namespace="once")
"""What may be used once, and has run out long before it could be used again."""


def init_app(app: Flask, redis_url: str | None) -> None:
    """Choose where the limits of APP are counted."""
    storage = _redis(redis_url) if redis_url else DatabaseStorage()
    app.extensions["limiter"] = FixedWindowRateLimiter(storage)


def _redis(url: str) -> Storage:
    """Redis at URL; its library is large, and imported only where there is one."""
    from limits.storage import RedisStorage

    return RedisStorage(url, wrap_exceptions=True)


def spend(limit: RateLimitItem, *keys: str) -> None:
    """Count one use of LIMIT against each of KEYS. Raises Refusal (429) when one has none left."""
    limiter: FixedWindowRateLimiter = current_app.extensions["limiter"]
    for key in keys:
        if not limiter.hit(limit, key):
            seconds = limiter.get_window_stats(limit, key).reset_time - clock.now().timestamp()
            minutes = max(1, round(seconds / 60))
            raise Refusal(f"That was tried too often. Please wait {minutes} minutes and try again.", 429)


def is_left(limit: RateLimitItem, *keys: str) -> bool:
    """Count one use of LIMIT against each of KEYS, and say whether all had one left."""
    try:
        spend(limit, *keys)
    except Refusal:
        return False
    return True


def give_back(limit: RateLimitItem, *keys: str) -> None:
    """Forget all uses of LIMIT by KEYS."""
    for key in keys:
        current_app.extensions["limiter"].clear(limit, key)


def here() -> str:
    """The place that this request comes from, as a key that tells nobody the address."""
    return hashed(request.remote_addr or "")


def hashed(text: str) -> str:
    """TEXT as a key that cannot be turned back, another one every day."""
    secret = f"{clock.now():%Y-%m-%d} {current_app.config['SECRET_KEY']}".encode()
    key = blake2b(secret, digest_size=32).digest()
    return blake2b(text.encode(), key=key, digest_size=16).hexdigest()
