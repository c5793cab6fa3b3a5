"""Whoever joins was invited, by a link that works once and for a week."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import db, writing
from app.people import Invitation, Person, Role
from tests.conftest import Author
from tests.people.conftest import Someone, link_in, mails, told

NEW = {"name": "Tom Reed", "email": "tom@column.example", "password": "quite long enough"}


def invited(author: Author, **typed: str) -> str:
    """The path of the link that the owner is shown."""
    page = author.post("/desk/people/invite", page="/desk/people", **{"role": "moderator", **typed}).text
    return "/join/" + page.split("/join/")[1].split('"')[0]


def test_a_link_is_shown_once_and_lets_somebody_join(app: Flask, author: Author, reader: FlaskClient) -> None:
    link = invited(author, name="Tom")
    assert link not in author.get("/desk/people").text
    page = reader.get(link)
    assert "Hester Brannock asks you to help with this column as moderator" in page.text
    assert page.headers["Cache-Control"] == "private, no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert 'value="Tom"' in page.text
    assert reader.post(link, data=NEW, headers={"Origin": "null"}).location == "/desk/comments"
    assert reader.get("/desk/comments").status_code == 200
    assert told(app) == ["Invited Tom as moderator", "Joined as moderator, invited by Hester Brannock"]
    assert reader.get(link).status_code == 404


def test_only_a_hash_of_the_link_is_kept(app: Flask, author: Author) -> None:
    token = invited(author).rpartition("/")[2]
    assert len(token) >= 32
    with app.app_context():
        assert token not in str(db.session.scalars(select(Invitation.token_hash)).all())


def test_an_invitation_with_an_address_is_mailed_and_only_that_address_joins(
    app: Flask, author: Author, reader: FlaskClient
) -> None:
    author.post("/desk/people/invite", page="/desk/people", role="author", name="Ada", email="Ada@c.example")
    [(to, subject, text)] = mails(app)
    assert (to, subject) == ("ada@c.example", "Hester Brannock invites you")
    reader.post(link_in(text), data=NEW)
    with app.app_context():
        person = Person.with_email("ada@c.example")
        assert person is not None
        assert person.role is Role.AUTHOR
        assert Person.with_email(NEW["email"]) is None


def test_somebody_who_was_imported_joins_as_who_they_were_by_mail_alone(
    app: Flask, author: Author, reader: FlaskClient
) -> None:
    with app.app_context(), writing() as session:
        known = Person.named("Ada M.", "ada@c.example", None)
        session.flush()
        number = known.id
    refused = reader.post(invited(author), data=NEW | {"email": "ada@c.example"})
    assert refused.status_code == 422
    assert "Somebody here has that address already" in refused.text
    author.post("/desk/people/invite", page="/desk/people", role="author", email="ada@c.example")
    reader.post(link_in(mails(app)[-1][2]), data=NEW | {"name": "Ada Moss"})
    with app.app_context():
        person = db.session.get_one(Person, number)
        assert (person.name, person.may_sign_in) == ("Ada Moss", True)


def test_nobody_is_invited_twice(author: Author) -> None:
    answer = author.post(
        "/desk/people/invite", page="/desk/people", role="author", email="Hester@column.example"
    )
    assert answer.status_code == 422
    assert "has an account here already" in answer.text


def test_a_link_runs_out_after_a_week(
    author: Author, reader: FlaskClient, later: Callable[[timedelta], None]
) -> None:
    link = invited(author)
    later(timedelta(days=7, seconds=-1))
    assert reader.get(link).status_code == 200
    later(timedelta(seconds=2))
    assert "opens nothing any more" in reader.get(link).text
    assert reader.post(link, data=NEW).status_code == 404


def test_a_withdrawn_invitation_opens_nothing_and_is_not_mailed(
    app: Flask, author: Author, reader: FlaskClient
) -> None:
    author.post("/desk/people/invite", page="/desk/people", role="author", email="ada@c.example")
    link = link_in(mails(app)[0][2])
    author.post("/desk/people/invitations/1/withdraw", page="/desk/people")
    assert reader.get(link).status_code == 404
    assert mails(app) == []
    assert told(app)[-1] == "Withdrew the invitation of ada@c.example"


def test_what_somebody_invited_is_withdrawn_with_their_access(
    app: Flask, author: Author, ada: int, signed_in: Someone, reader: FlaskClient
) -> None:
    author.post(f"/desk/people/{ada}/role", role="owner")
    link = invited(signed_in("ada"))
    author.post(f"/desk/people/{ada}/remove")
    assert reader.get(link).status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": " "}, "Please write something first."),
        ({"email": ""}, "Please give the address"),
        ({"email": "tom"}, "does not look like an e-mail address"),
        ({"password": "short"}, "at least 10 characters"),
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(
    author: Author, reader: FlaskClient, typed: dict[str, str], sentence: str
) -> None:
    answer = reader.post(invited(author), data=NEW | typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    kept = {**NEW, **typed}
    assert f'value="{kept["email"]}"' in answer.text
    assert NEW["password"] not in answer.text
