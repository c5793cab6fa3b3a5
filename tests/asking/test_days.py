"""The days that an asker names, and whether they may be asked how it went."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import clock
from app.db import db, writing
from app.people import Person
from app.posts import Post
from app.questions import Question
from app.site import today
from tests.conftest import Author

LETTER = "My flatmate hums all day. What do I do?"


def in_days(days: int) -> str:
    return (clock.now() + timedelta(days=days)).date().isoformat()


def test_a_day_before_which_it_must_not_be_published_is_kept_and_shown(
    app: Flask, reader: FlaskClient
) -> None:
    link = reader.post("/ask", data={"letter": LETTER, "not_before": in_days(30)}).location
    assert "not to be published before" in reader.get(link).text
    with app.app_context():
        question = db.session.get_one(Question, 1)
        assert question.not_before
        assert question.not_before.isoformat() == in_days(30)


@pytest.mark.parametrize("ticked", [True, False])
def test_an_asker_may_say_that_they_can_be_asked_how_it_went(
    app: Flask, reader: FlaskClient, ticked: bool
) -> None:
    said = {"wants_follow_up": "y"} if ticked else {}
    link = reader.post("/ask", data={"letter": LETTER} | said).location
    assert ("asked in a few months how it went" in reader.get(link).text) is ticked
    with app.app_context():
        question = db.session.get_one(Question, 1)
        assert (question.wants_follow_up, question.not_before) == (ticked, None)


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"not_before": "2020-02-29"}, "That day has passed"),
        ({"not_before": "9999-12-31"}, "more than ten years ahead"),
        ({"not_before": "soon"}, "That is no day of the calendar"),
        ({"deadline": in_days(8), "not_before": in_days(9)}, "it would be too late"),
    ],
)
def test_days_that_make_no_sense_come_back(reader: FlaskClient, days: dict[str, str], sentence: str) -> None:
    answer = reader.post("/ask", data={"letter": LETTER, "wants_follow_up": "y"} | days)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'value="{days["not_before"]}"' in answer.text
    assert 'value="y" checked' in answer.text


@pytest.mark.parametrize("permission", ["private", "either"])
def test_whoever_takes_a_private_answer_may_need_it_before_it_can_be_published(
    reader: FlaskClient, permission: str
) -> None:
    days = {"deadline": in_days(8), "not_before": in_days(9), "permission": permission}
    assert reader.post("/ask", data={"letter": LETTER} | days).status_code == 303


def test_the_desk_shows_the_day_in_the_list_at_the_letter_and_in_the_editor(
    app: Flask, author: Author, hester: int
) -> None:
    with app.app_context():
        with writing() as session:
            question, _ = Question.ask(LETTER, not_before=today() + timedelta(days=3))
        assert "in 3 days" in author.get("/desk").text
        assert "not before" in author.get("/desk/questions/1").text.split("<article>")[1]
        with writing() as session:
            Post.answering(question, session.get_one(Person, hester))
    assert "not before" in author.get("/desk/posts/1/edit").text
