"""Mail leaves after what it tells of was kept, once, and is not lost when the server is."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update

from app import clock, mail
from app.db import db, writing
from app.mail import Message
from app.mail.addresses import is_address
from app.mail.delivery import deliver_due
from config import Config
from tests.conftest import settings

from .conftest import Post

pytestmark = pytest.mark.usefixtures("context")


def write_one(subject: str = "Your question was answered") -> None:
    with writing() as session:
        mail.send("asker@readers.example", subject, "It was.\n", "question 1")
        session.flush()
        session.execute(update(Message).values(due_at=clock.now() - timedelta(seconds=1)))


def to_server(folder: Path, address: str) -> Config:
    return settings(folder, MAIL_URL=address, MAIL_FROM="column@site.example")


def test_a_mail_reaches_the_server_once(tmp_path: Path, server: tuple[Post, str]) -> None:
    handler, address = server
    write_one()
    config = to_server(tmp_path, address)
    assert (deliver_due(config, "The Column"), deliver_due(config, "The Column")) == (1, 0)
    got = message_from_bytes(handler.got[0], policy=default)
    assert (got["To"], got["From"]) == ("asker@readers.example", "The Column <column@site.example>")
    assert got.get_body(("plain",)).get_content().strip() == "It was."


def test_line_breaks_in_what_people_typed_forge_no_header(tmp_path: Path, server: tuple[Post, str]) -> None:
    handler, address = server
    write_one("Answered: x\r\nBcc: victim@other.example")
    deliver_due(to_server(tmp_path, address), "The\r\nColumn")
    got = message_from_bytes(handler.got[0], policy=default)
    assert got["Bcc"] is None
    assert got["Subject"] == "Answered: x Bcc: victim@other.example"


def test_a_mail_waits_for_its_grace(tmp_path: Path) -> None:
    with writing():
        mail.send("a@b.example", "s", "t", "question 1")
    assert deliver_due(settings(tmp_path), "x") == 0


def test_without_a_server_mails_are_kept_as_files(tmp_path: Path) -> None:
    write_one()
    assert deliver_due(settings(tmp_path), "The Column") == 1
    kept = message_from_bytes(next((tmp_path / "mail").glob("*.eml")).read_bytes(), policy=default)
    assert kept["Subject"] == "Your question was answered"


def test_a_server_that_is_gone_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_one()
    assert deliver_due(to_server(tmp_path, "smtp://127.0.0.1:1"), "x") == 0
    waiting = db.session.scalars(select(Message)).one()
    assert waiting.sent_at is None
    assert "Error" in waiting.fault
    later = clock.now() + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert deliver_due(settings(tmp_path), "x") == 1


def test_an_address_that_nobody_can_write_to_holds_up_no_other_mail(tmp_path: Path) -> None:
    for address in ("a@b.", "a@[", "a@("):
        with writing():
            mail.send(address, "s", "t", "question 2")
    write_one()
    with writing() as session:
        session.execute(update(Message).values(due_at=clock.now() - timedelta(seconds=1)))
    assert deliver_due(settings(tmp_path), "x") == 1
    assert deliver_due(settings(tmp_path), "x") == 0


@pytest.mark.parametrize(
    "address", ["a@b.", "a@[", "a@(", "a b@c.example", "A <a@b.example>", "@", "a@", "a@b..c"]
)
def test_what_is_no_address_is_told_apart(address: str) -> None:
    assert not is_address(address)
    assert is_address("kim+advice@mail.readers.example")
    assert is_address("zoë@bücher.example")
    assert not is_address(f"{address}\u202e")


def test_what_is_taken_back_in_time_is_not_sent(tmp_path: Path, app: Flask) -> None:
    write_one()
    with writing():
        mail.unsend("question 1")
    assert deliver_due(settings(tmp_path), "x") == 0
