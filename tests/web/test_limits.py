"""Signing in can be tried a few times, not many; counted in the database or in Redis."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from flask import Flask
from flask.testing import FlaskClient

from app.web import limits
from tests.conftest import IN_CI, PASSWORD, Author

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


def attempt(client: FlaskClient, password: str, email: str = "hester@column.example") -> int:
    return client.post("/sign-in", data={"email": email, "password": password}).status_code


@pytest.mark.usefixtures("counted", "hester")
def test_after_eight_wrong_passwords_even_the_right_one_must_wait(reader: FlaskClient) -> None:
    assert [attempt(reader, "wrong") for _ in range(8)] == [422] * 8
    assert attempt(reader, PASSWORD) == 429


@pytest.mark.usefixtures("counted", "hester")
def test_whoever_knows_the_password_is_not_counted(reader: FlaskClient) -> None:
    assert [attempt(reader, PASSWORD) for _ in range(12)] == [303] * 12


def test_no_network_address_is_kept(app: Flask, hester: int, tmp_path: Path) -> None:
    client = app.test_client()
    client.post(
        "/sign-in", data={"email": "a@b.example", "password": "x"}, environ_base={"REMOTE_ADDR": "192.0.2.77"}
    )
    with app.test_request_context(environ_base={"REMOTE_ADDR": "192.0.2.77"}):
        assert "192.0.2.77" not in limits.here()
        assert limits.here() != limits.hashed("192.0.2.78")


def test_signing_out_ends_the_session_for_a_copied_cookie_too(app: Flask, author: Author) -> None:
    copied = author.client.get_cookie("quandary")
    assert copied is not None
    thief = app.test_client()
    thief.set_cookie("quandary", copied.value)
    assert thief.get("/desk").status_code == 200
    author.post("/sign-out")
    assert thief.get("/desk").status_code == 302


def test_signing_in_leads_nowhere_but_here(reader: FlaskClient, hester: int) -> None:
    data = {"email": "hester@column.example", "password": PASSWORD}
    for elsewhere in ("https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example"):
        assert reader.post("/sign-in", data=data | {"next": elsewhere}).location == "/desk"
    assert reader.post("/sign-in", data=data | {"next": "/desk/comments"}).location == "/desk/comments"
