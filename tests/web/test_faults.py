"""A fault answers 503, and what was typed comes back."""

import errno

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from app.asking import views
from app.questions import Question

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


def test_a_bug_is_not_called_a_fault(reader: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(views, "AskForm", fail)
    with pytest.raises(ZeroDivisionError):
        reader.get("/ask")


def test_an_unknown_address_gets_a_page(reader: FlaskClient) -> None:
    answer = reader.get("/2020/01/nothing")
    assert answer.status_code == 404
    assert "There is no page at this address." in answer.text
