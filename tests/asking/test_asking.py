"""Sending in a question, and coming back to see where it stands."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import clock
from app.db import db, writing
from app.people import Person
from app.posts import Post
from app.questions import Permission, Question
from app.text import for_author

LETTER = "My flatmate hums all day.\r\n\r\nWhat do I do? & <why>"


def test_a_question_is_kept_as_it_was_typed(app: Flask, reader: FlaskClient) -> None:
    sent = {
        "letter": LETTER,
        "headline": "Humming",
        "signature": "Hummed out",
        "email": "a@b.example",
        "permission": "either",
    }
    answer = reader.post("/ask", data=sent)
    assert answer.status_code == 303
    with app.app_context():
        question = db.session.get_one(Question, 1)
        assert question.letter == "My flatmate hums all day.\n\nWhat do I do? & <why>"
        assert (question.headline, question.signature, question.email) == (
            "Humming",
            "Hummed out",
            "a@b.example",
        )
        assert question.permission is Permission.EITHER


def test_sending_leads_to_a_private_page_with_its_link(reader: FlaskClient) -> None:
    link = reader.post("/ask", data={"letter": LETTER}).location
    page = reader.get(link, base_url="http://127.0.0.1:8000").text
    assert f'value="http://127.0.0.1:8000{link}"' in page
    assert "What do I do? &amp; &lt;why&gt;" in page
    assert "It arrived and waits to be read." in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"letter": "Too short."}, "at least 20 characters"),
        ({"letter": "x" * 20_001}, "20,000 characters"),
        ({"email": "nobody"}, "does not look like an e-mail address"),
        ({"headline": "h" * 201}, "200 characters"),
        ({"deadline": "2020-02-29"}, "That day has passed"),
        ({"deadline": "9999-12-31"}, "more than ten years ahead"),
        ({"deadline": "next week"}, "That is no day of the calendar"),
        ({"permission": "whatever"}, "Not a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_all_that_was_typed_comes_back(
    app: Flask, reader: FlaskClient, wrong: dict[str, str], sentence: str
) -> None:
    sent = {"letter": "A letter of a good length.", "headline": "A headline", "signature": "Me & you"} | wrong
    answer = reader.post("/ask", data=sent)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f"\n{sent['letter']}</textarea>" in answer.text
    assert 'value="Me &amp; you"' in answer.text
    assert f'value="{sent.get("deadline", "")}"' in answer.text
    with app.app_context():
        assert db.session.get(Question, 1) is None


@pytest.mark.parametrize("length", [20, 20_000])
def test_the_shortest_and_the_longest_question_are_taken(reader: FlaskClient, length: int) -> None:
    assert reader.post("/ask", data={"letter": "x" * length}).status_code == 303


def test_a_day_by_which_an_answer_is_needed_is_kept_and_shown(app: Flask, reader: FlaskClient) -> None:
    day = (clock.now() + timedelta(days=8)).date()
    link = reader.post("/ask", data={"letter": LETTER, "deadline": day.isoformat()}).location
    assert f"{clock.date_of(day)}</time>." in reader.get(link).text
    with app.app_context():
        assert db.session.get_one(Question, 1).deadline == day


def test_without_such_a_day_none_is_spoken_of(app: Flask, reader: FlaskClient) -> None:
    link = reader.post("/ask", data={"letter": LETTER, "deadline": ""}).location
    assert "hoped for" not in reader.get(link).text
    with app.app_context():
        assert db.session.get_one(Question, 1).deadline is None


def test_a_wrong_link_opens_nothing(reader: FlaskClient) -> None:
    reader.post("/ask", data={"letter": LETTER})
    assert reader.get("/asked/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").status_code == 404


def test_the_private_page_says_each_state_in_plain_words(
    app: Flask, reader: FlaskClient, hester: int
) -> None:
    link = reader.post("/ask", data={"letter": LETTER, "permission": "either"}).location

    def said() -> str:
        return reader.get(link).text

    with app.app_context():
        by, question = db.session.get_one(Person, hester), db.session.get_one(Question, 1)
        with writing():
            question.queue(by)
        assert "waiting for its answer" in said()
        with writing():
            question.decline(by)
        assert "will not be answered here" in said()
        with writing():
            question.return_to_new(by)
            question.answer_privately(for_author("Hum **along**."), by)
        assert "Hum <strong>along</strong>." in said()
        with writing() as session:
            question.changes[-1].deed.undo(by)
            post = Post.answering(question, by)
            session.flush()
        assert "being written" in said()
        assert "Hum" not in said().replace("My flatmate hums", "").replace("Humming", "")
        with writing():
            post.revise("On humming", for_author(LETTER), "", for_author("Hum along."), [])
            post.publish(by)
        assert f'<a href="/{post.path}">On humming</a>' in said()
