"""Codes from an app: asked for at the door, each taken once; and recovery codes beside them."""

import re
from collections.abc import Callable
from datetime import timedelta

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import clock
from app.db import db, writing
from app.people import Person, codes, recovery
from app.people.codes import Authenticator
from app.people.recovery import RecoveryCode
from tests.conftest import PASSWORD, Author
from tests.people.conftest import mails, told

DATA = {"email": "hester@column.example", "password": PASSWORD}
Later = Callable[[timedelta], None]
STEP = timedelta(seconds=30)


class Phone:
    """What Hester's app goes by, and her recovery codes."""

    def __init__(self, secret: str, recovery: list[str]) -> None:
        self.app = pyotp.TOTP(secret)
        self.recovery = recovery

    def code(self, steps: int = 0) -> str:
        return self.app.at(clock.now() + steps * STEP)


@pytest.fixture
def phone(author: Author, later: Later) -> Phone:
    """Codes are on; time stands still, a minute after that."""
    author.post("/desk/account/codes/prepare")
    page = author.get("/desk/account/codes").text
    secret = re.search(r'codes-secret">([A-Z2-7 ]+)<', page)
    assert secret is not None
    typed = Phone(secret[1].replace(" ", ""), [])
    done = author.post("/desk/account/codes", page="/desk/account/codes", code=typed.code())
    typed.recovery = re.findall(r"<code>([a-z2-7-]{19})</code>", done.text)
    later(timedelta(minutes=1))
    return typed


def attempt(client: FlaskClient, code: str) -> int:
    return client.post("/sign-in/code", data={"code": code}).status_code


@pytest.fixture
def at_the_door(reader: FlaskClient, phone: Phone) -> FlaskClient:
    """Somebody who has given Hester's password."""
    assert reader.post("/sign-in", data=DATA | {"next": "/desk/posts"}).location == "/sign-in/code"
    return reader


def test_the_password_alone_opens_nothing(at_the_door: FlaskClient) -> None:
    assert at_the_door.get("/desk").status_code == 302
    assert "Type what your app shows" in at_the_door.get("/sign-in/code").text


def test_a_code_lets_in_and_leads_where_one_wanted_to_go(at_the_door: FlaskClient, phone: Phone) -> None:
    answer = at_the_door.post("/sign-in/code", data={"code": phone.code()})
    assert answer.location == "/desk/posts"
    assert at_the_door.get("/desk").status_code == 200


@pytest.mark.parametrize(("steps", "right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_a_step_away(at_the_door: FlaskClient, phone: Phone, steps: int, right: bool) -> None:
    assert attempt(at_the_door, phone.code(steps)) == (303 if right else 422)


def test_a_code_is_taken_once_and_none_before_it(app: Flask, at_the_door: FlaskClient, phone: Phone) -> None:
    assert attempt(at_the_door, phone.code()) == 303
    other = app.test_client()
    other.post("/sign-in", data=DATA)
    assert attempt(other, phone.code()) == 422
    assert attempt(other, phone.code(-1)) == 422
    assert attempt(other, phone.code(1)) == 303


def test_the_code_that_turned_codes_on_is_spent(author: Author, app: Flask, later: Later) -> None:
    author.post("/desk/account/codes/prepare")
    with app.app_context():
        secret = db.session.scalars(select(Authenticator)).one().secret
    code = pyotp.TOTP(secret).at(clock.now())
    assert author.post("/desk/account/codes", page="/desk/account/codes", code=code).status_code == 200
    client = app.test_client()
    client.post("/sign-in", data=DATA)
    assert attempt(client, code) == 422


def test_a_recovery_code_lets_in_once(app: Flask, at_the_door: FlaskClient, phone: Phone) -> None:
    assert len(set(phone.recovery)) == 10
    typed = phone.recovery[3].upper().replace("-", " ")
    assert attempt(at_the_door, typed) == 303
    other = app.test_client()
    other.post("/sign-in", data=DATA)
    assert attempt(other, phone.recovery[3]) == 422
    assert "You have 9 recovery codes left" in at_the_door.get("/desk/account").text


def test_wrong_codes_are_limited(at_the_door: FlaskClient, phone: Phone) -> None:
    assert [attempt(at_the_door, "000000") for _ in range(8)] == [422] * 8
    assert attempt(at_the_door, phone.code()) == 429


def test_the_password_counts_for_five_minutes(at_the_door: FlaskClient, phone: Phone, later: Later) -> None:
    later(timedelta(minutes=5))
    answer = at_the_door.post("/sign-in/code", data={"code": phone.code()})
    assert answer.location == "/sign-in"
    assert at_the_door.get("/sign-in/code").location == "/sign-in"


def test_a_password_that_was_changed_meanwhile_counts_no_more(
    author: Author, at_the_door: FlaskClient, phone: Phone
) -> None:
    author.post("/desk/account/password", current_password=PASSWORD, new_password="a newer password")
    assert at_the_door.post("/sign-in/code", data={"code": phone.code()}).location == "/sign-in"


def test_secrets_are_not_kept_as_they_are(app: Flask, phone: Phone) -> None:
    with app.app_context():
        assert phone.app.secret not in db.session.scalars(select(Authenticator)).one().sealed
        kept = db.session.scalars(select(RecoveryCode.code_hash)).all()
        assert not set(kept) & set(phone.recovery)


def test_the_picture_is_drawn_without_styles(author: Author) -> None:
    author.post("/desk/account/codes/prepare")
    page = author.get("/desk/account/codes")
    assert "<svg" in page.text
    assert "style=" not in page.text
    assert page.headers["Cache-Control"] == "private, no-store"


def test_a_wrong_code_turns_nothing_on(app: Flask, author: Author) -> None:
    author.post("/desk/account/codes/prepare")
    answer = author.post("/desk/account/codes", page="/desk/account/codes", code="12")
    assert answer.status_code == 422
    assert "That code is not right" in answer.text
    assert app.test_client().post("/sign-in", data=DATA).location == "/desk"


def test_turning_off_asks_for_the_password(app: Flask, author: Author, phone: Phone) -> None:
    assert author.post("/desk/account/codes/off", password="wrong").status_code == 422
    assert author.post("/desk/account/codes/off", password=PASSWORD).status_code == 303
    assert app.test_client().post("/sign-in", data=DATA).location == "/desk"
    assert told(app) == ["Turned on codes from an app", "Turned off codes from an app"]
    assert [subject for _, subject, _ in mails(app)] == ["How you sign in was changed"] * 2
    with app.app_context():
        assert recovery.codes_left(db.session.get_one(Person, 1)) == 0


def test_new_recovery_codes_take_the_place_of_those_before(
    at_the_door: FlaskClient, author: Author, phone: Phone
) -> None:
    assert author.post("/desk/account/codes/recovery", password="wrong").status_code == 422
    page = author.post("/desk/account/codes/recovery", password=PASSWORD).text
    new = re.findall(r"<code>([a-z2-7-]{19})</code>", page)
    assert attempt(at_the_door, phone.recovery[0]) == 422
    assert attempt(at_the_door, new[0]) == 303


def test_where_the_key_of_the_site_was_changed_recovery_codes_still_let_in(
    app: Flask, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "SECRET_KEY", "another" * 8)
    client = app.test_client()
    client.post("/sign-in", data=DATA)
    answer = client.post("/sign-in/code", data={"code": phone.code()})
    assert "The key of this site has changed" in answer.text
    assert attempt(client, phone.recovery[0]) == 303


def test_a_setup_that_was_begun_and_left_asks_for_nothing(app: Flask, hester: int) -> None:
    with app.app_context(), writing():
        codes.prepare(db.session.get_one(Person, hester))
    assert app.test_client().post("/sign-in", data=DATA).location == "/desk"
