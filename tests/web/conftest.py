"""Where limits are counted."""

import os
from collections.abc import Iterator

import pytest
import redis
from flask import Flask

from app.web import limits
from tests.conftest import IN_CI

REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9")


@pytest.fixture(params=["database", "redis"])
def counted(request: pytest.FixtureRequest, app: Flask) -> Iterator[None]:
    """Count in the database, or in a real Redis; skips where there is none, fails in CI."""
    if request.param == "database":
        yield
        return
    server = redis.Redis.from_url(REDIS)
    try:
        server.flushdb()
    except redis.ConnectionError:
        if IN_CI:
            raise
        pytest.skip("there is no Redis to test on")
    limits.init_app(app, REDIS)
    yield
    server.flushdb()
    server.close()
    limits.init_app(app, None)
