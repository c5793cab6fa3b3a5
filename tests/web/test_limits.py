"""Signing in can be tried a few times, not many; counted in the database or in Redis."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.web import limits
from tests.conftest import PASSWORD, Author


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
