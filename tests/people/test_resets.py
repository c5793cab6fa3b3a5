"""Whoever has forgotten their password chooses another by a link."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient

from app.db import db, writing
from app.people import Person, codes
from app.people.codes import Authenticator
from tests.conftest import PASSWORD, Author
from tests.people.conftest import Someone, link_in, mails, told

HESTER = {"email": "hester@column.example"}
NEW = {"new_password": "a newer password"}


def asked(app: Flask, reader: FlaskClient) -> str:
    reader.post("/sign-in/forgotten", data={"email": "Hester@Column.example"})
    return link_in(mails(app)[-1][2])


def test_a_link_comes_by_mail_and_sets_another_password(app: Flask, hester: int, reader: FlaskClient) -> None:
    link = asked(app, reader)
    assert "For Hester Brannock." in reader.get(link).text
    assert reader.get(link).headers["Referrer-Policy"] == "no-referrer"
    assert reader.post(link, data=NEW).location == "/sign-in?after=reset"
    assert "Your new password is set" in reader.get("/sign-in?after=reset").text
    assert reader.post("/sign-in", data=HESTER | {"password": PASSWORD}).status_code == 422
    assert reader.post("/sign-in", data=HESTER | {"password": "a newer password"}).status_code == 303
    assert mails(app)[-1][:2] == ("hester@column.example", "Your password was changed")
    assert told(app) == ["Chose a new password by a link"]


def test_it_works_once_and_ends_all_sessions(app: Flask, author: Author, reader: FlaskClient) -> None:
    first, second = asked(app, reader), asked(app, reader)
    reader.post(second, data=NEW)
    assert author.get("/desk").status_code == 302
    assert reader.get(first).status_code == reader.get(second).status_code == 404
    assert reader.post(second, data=NEW).status_code == 404


def test_a_password_that_is_too_short_leaves_the_link_as_it_was(
    app: Flask, hester: int, reader: FlaskClient
) -> None:
    link = asked(app, reader)
    answer = reader.post(link, data={"new_password": "short"})
    assert answer.status_code == 422
    assert "at least 10 characters" in answer.text
    assert reader.post(link, data=NEW).status_code == 303


def test_after_an_hour_it_opens_nothing(
    app: Flask, hester: int, reader: FlaskClient, later: Callable[[timedelta], None]
) -> None:
    link = asked(app, reader)
    later(timedelta(minutes=61))
    assert "opens nothing any more" in reader.get(link).text


def test_the_answer_does_not_tell_who_has_an_account(app: Flask, hester: int, reader: FlaskClient) -> None:
    with app.app_context(), writing():
        Person.named("Imported", "imported@column.example", None)
    pages = {
        email: reader.post("/sign-in/forgotten", data={"email": email}).text.replace(email, "…")
        for email in (HESTER["email"], "nobody@column.example", "imported@column.example")
    }
    assert len(set(pages.values())) == 1
    assert [to for to, _, _ in mails(app)] == [HESTER["email"]]


def test_it_is_asked_for_a_few_times_an_hour_not_more(hester: int, app: Flask) -> None:
    def ask(place: str, email: str) -> int:
        answer = app.test_client().post(
            "/sign-in/forgotten", data={"email": email}, environ_base={"REMOTE_ADDR": place}
        )
        return answer.status_code

    assert [ask(f"192.0.2.{n}", "hester@column.example") for n in range(5)] == [200] * 4 + [429]
    assert [ask("192.0.2.9", f"p{n}@c.example") for n in range(5)] == [200] * 4 + [429]


def test_without_a_mail_server_the_page_says_how_the_operator_makes_a_link(
    reader: FlaskClient, hester: int
) -> None:
    assert "<code>flask people reset</code>" in reader.get("/sign-in/forgotten").text


def test_the_operator_prints_a_link(app: Flask, hester: int, reader: FlaskClient) -> None:
    done = app.test_cli_runner().invoke(args=["people", "reset", "Hester@column.example"])
    assert done.output.startswith("http://127.0.0.1:8000/sign-in/reset/")
    assert reader.post(link_in(done.output), data=NEW).status_code == 303
    refused = app.test_cli_runner().invoke(args=["people", "reset", "nobody@column.example"])
    assert refused.exit_code == 1
    assert "Nobody here has the address" in refused.output


def test_the_operator_turns_codes_off_for_whoever_has_lost_their_phone(app: Flask, hester: int) -> None:
    with app.app_context(), writing():
        codes.prepare(db.session.get_one(Person, hester))
    app.test_cli_runner().invoke(args=["people", "reset", HESTER["email"], "--codes-off"])
    with app.app_context():
        assert db.session.get(Authenticator, hester) is None
    assert told(app)[-1] == "Turned off codes from an app, for Hester Brannock"


def test_whoever_was_shut_out_gets_no_link(
    app: Flask, author: Author, ada: int, reader: FlaskClient, signed_in: Someone
) -> None:
    reader.post("/sign-in/forgotten", data={"email": "ada@column.example"})
    link = link_in(mails(app)[-1][2])
    author.post(f"/desk/people/{ada}/remove")
    assert reader.post(link, data=NEW).status_code == 404
    reader.post("/sign-in/forgotten", data={"email": "ada@column.example"})
    assert len(mails(app)) == 1
