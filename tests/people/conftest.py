"""Hester owns the column; Ada writes and Tom moderates."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app import clock
from app.db import db, writing
from app.mail import Message
from app.people import Deed, Person, Role
from tests.conftest import PASSWORD, Author

Someone = Callable[[str], Author]


@pytest.fixture
def ada(app: Flask, hester: int) -> int:
    """The number of an author."""
    return _joined(app, "Ada Moss", Role.AUTHOR)


@pytest.fixture
def tom(app: Flask, hester: int) -> int:
    """The number of a moderator."""
    return _joined(app, "Tom Reed", Role.MODERATOR)


def _joined(app: Flask, name: str, role: Role) -> int:
    with app.app_context(), writing() as session:
        person = Person.named(name, f"{name.split()[0].lower()}@column.example", PASSWORD, role)
        session.flush()
        return person.id


@pytest.fixture
def signed_in(app: Flask) -> Someone:
    """Opens another browser, in which somebody signs in."""

    def sign_in(name: str) -> Author:
        client = app.test_client()
        client.post("/sign-in", data={"email": f"{name}@column.example", "password": PASSWORD})
        return Author(client)

    return sign_in


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Lets time pass, or stand still."""
    at: list[datetime] = [clock.now()]
    monkeypatch.setattr(clock, "now", lambda: at[0])

    def pass_by(time: timedelta) -> None:
        at[0] += time

    return pass_by


def mails(app: Flask) -> list[tuple[str, str, str]]:
    """To whom, about what, and what was written, of each mail in the outbox."""
    with app.app_context():
        return [(m.to, m.subject, m.text) for m in db.session.scalars(select(Message).order_by(Message.id))]


def link_in(text: str) -> str:
    """The path of the link in a mail."""
    return "/" + text.split("http://127.0.0.1:8000/")[1].split()[0]


def told(app: Flask) -> list[str]:
    """What stands in the record of the desk."""
    with app.app_context():
        return list(db.session.scalars(select(Deed.told).order_by(Deed.id)))
