"""The asker erases everything of theirs, and it is gone from the disk as well."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.comments import Comment, State
from app.db import db
from app.mail import Message
from app.people import Deed
from app.posts import Post
from app.questions import Question
from tests.asking.erasing import WORDS, deliver, everything
from tests.disk import lying_about, swept


@pytest.fixture
def token(app: Flask, hester: int, monkeypatch: pytest.MonkeyPatch) -> str:
    """The private page of an asker of whom everything is kept."""
    with app.app_context():
        token = everything(hester)
    deliver(app, monkeypatch)
    return token


def erase(reader: FlaskClient, token: str) -> None:
    page = reader.get(f"/asked/{token}/erase").text
    seen = page.split('name="seen" value="')[1].split('"')[0]
    answer = reader.post(f"/asked/{token}/erase", data={"seen": seen})
    assert (answer.status_code, answer.location) == (303, "/erased")


def test_nothing_of_it_is_left_on_the_disk(app: Flask, reader: FlaskClient, token: str) -> None:
    assert lying_about(app, WORDS) == set(WORDS)
    erase(reader, token)
    swept(app)
    assert {word: WORDS[word] for word in lying_about(app, WORDS)} == {}


def test_nothing_of_it_is_left_in_the_rows(app: Flask, reader: FlaskClient, token: str) -> None:
    erase(reader, token)
    with app.app_context():
        assert db.session.query(Question).all() == []
        assert db.session.query(Message).all() == []
        assert [deed.told for deed in db.session.query(Deed)] == ["An asker erased their question."]
        first, reply = db.session.query(Comment).order_by(Comment.id)
        assert (first.state, first.name, first.html, first.question_id) == (
            State.REMOVED,
            "Anonymous",
            "",
            None,
        )
        assert reply.parent_id == first.id


def test_the_published_answer_stays_and_is_tied_to_nobody(
    app: Flask, reader: FlaskClient, token: str
) -> None:
    erase(reader, token)
    with app.app_context():
        post = db.session.get_one(Post, 1)
        assert post.questions == []
        assert post.letter_source == "Somebody hums all day."
        page = reader.get(f"/{post.path}").text
    assert "Hum along." in page
    assert "I agree." in page
    assert "commenzor" not in page


def test_first_the_asker_is_told_what_goes_and_what_stays(reader: FlaskClient, token: str) -> None:
    answer = reader.get(f"/asked/{token}/erase")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    for told in (
        "every earlier version",
        "Your e-mail address",
        "The update",
        "2 comments",
        "On humming</a>",
    ):
        assert told in answer.text
    assert f'href="/asked/{token}/erase"' in reader.get(f"/asked/{token}").text


def test_where_another_post_would_stay_than_was_told_nothing_is_erased_yet(
    app: Flask, reader: FlaskClient, token: str
) -> None:
    answer = reader.post(f"/asked/{token}/erase", data={"seen": ""})
    assert answer.status_code == 409
    assert "nothing is erased yet" in answer.text
    with app.app_context():
        assert db.session.query(Question).count() == 2


def test_the_last_page_knows_nothing_of_the_link_and_the_link_opens_nothing(
    reader: FlaskClient, token: str
) -> None:
    erase(reader, token)
    page = reader.get("/erased")
    assert page.status_code == 200
    assert "Everything is gone" in page.text
    assert token not in page.text
    assert reader.get(f"/asked/{token}").status_code == 404
    assert reader.get(f"/asked/{token}/erase").status_code == 404
    assert reader.post(f"/asked/{token}/erase").status_code == 404
