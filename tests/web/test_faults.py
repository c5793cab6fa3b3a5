"""A fault answers 503, and what was typed comes back."""

import errno

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from app.asking import sending
from app.questions import Question
from tests.conftest import Author

LETTER = "My question, <b>typed</b> at length & with care."


@pytest.mark.parametrize(
    "fault", [OperationalError("INSERT", {}, Exception("gone")), OSError(errno.ENOSPC, "disk full")]
)
def test_a_question_sent_while_something_is_down_comes_back(
    reader: FlaskClient, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(Question, "ask", fail)
    answer = reader.post("/ask", data={"letter": LETTER, "headline": "A headline"})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "My question, &lt;b&gt;typed&lt;/b&gt; at length &amp; with care." in answer.text
    assert "A headline" in answer.text


@pytest.mark.parametrize("clash", [StaleDataError("x"), IntegrityError("INSERT", {}, Exception("unique"))])
def test_two_writers_that_meet_lose_nothing(
    reader: FlaskClient, monkeypatch: pytest.MonkeyPatch, clash: Exception
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise clash

    monkeypatch.setattr(Question, "ask", fail)
    answer = reader.post("/ask", data={"letter": LETTER})
    assert answer.status_code == 409
    assert "at length &amp; with care." in answer.text


def test_the_page_of_a_fault_needs_no_database(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr("app.site.model.Site.current", staticmethod(fail))
    assert app.test_client().get("/").status_code == 503


@pytest.mark.parametrize(
    "address",
    ["/page/99999999999999999999", "/comments/3000000000", "/comments/99999999999999999999/reply", "/a%00b",
     "/category/a%00", "/?p=%00", "/page/0", "/page/-1"],
)  # fmt: skip
def test_an_address_that_no_row_could_have_is_not_found(reader: FlaskClient, address: str) -> None:
    assert reader.get(address).status_code == 404


def test_a_form_from_elsewhere_cannot_be_sent_on_from_here(author: Author) -> None:
    data = {"name": "Taken over"}
    answer = author.client.post("/desk/settings", data=data, headers={"Sec-Fetch-Site": "same-site"})
    assert answer.status_code == 403
    assert "Taken over" in answer.text
    assert "csrf_token" not in answer.text
    assert "<form" not in answer.text


def test_a_fault_while_a_kept_page_is_checked_is_told_as_one(
    reader: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader.get("/")

    def fail(*_: object, **__: object) -> None:
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr("app.web.kept.Probe.numbers", fail)
    monkeypatch.setattr("app.web.kept.Probe.look", lambda self: None)
    monkeypatch.setattr("app.site.model.Site.current", staticmethod(fail))
    assert reader.get("/").status_code == 503


def test_a_bug_is_not_called_a_fault(reader: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(sending, "AskForm", fail)
    with pytest.raises(ZeroDivisionError):
        reader.get("/ask")


def test_what_somebody_typed_stands_in_no_log(
    app: Flask, reader: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("app.questions.model.tokens.hashed", lambda token: "always the same")
    for letter in ("The first letter, about a ladder.", "My secret letter, about a ladder."):
        answer = reader.post("/ask", data={"letter": letter, "email": "secret@readers.example"})
    assert answer.status_code == 409
    assert caplog.text
    assert "secret" not in caplog.text


def test_an_unknown_address_gets_a_page(reader: FlaskClient) -> None:
    answer = reader.get("/2020/01/nothing")
    assert answer.status_code == 404
    assert "There is no page at this address." in answer.text
