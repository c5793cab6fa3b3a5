"""A question that vanished while it was open at the desk: a sentence, and nothing typed is lost."""

import pytest
from flask import Flask

from app.comments import forgetting
from app.db import db, writing
from app.people import Person, one_deed
from app.posts import Post, Revision
from app.questions import Question, QuestionDeed
from tests.conftest import Author

GONE = "That question is not here any more"


@pytest.fixture
def asked(app: Flask, hester: int) -> int:
    """The number of a question that is being answered."""
    with app.app_context(), writing() as session:
        question, _ = Question.ask("My neighbour keeps my ladder.", headline="Ladder", signature="Al")
        session.flush()
        Post.answering(question, session.get_one(Person, hester))
        return question.id


def erase(app: Flask, number: int) -> None:
    with app.app_context(), writing() as session:
        forgetting.erase(session.get_one(Question, number))


@pytest.mark.parametrize(
    ("verb", "typed"),
    [
        ("note", {"note": "What I had noted."}),
        ("answer-privately", {"private_answer": "What I had noted."}),
        ("farewell", {"farewell": "What I had noted."}),
        ("ask-back", {"ask_back": "What I had noted."}),
    ],
)
def test_what_was_typed_below_a_letter_comes_back(
    app: Flask, author: Author, asked: int, verb: str, typed: dict[str, str]
) -> None:
    erase(app, asked)
    answer = author.post(f"/desk/questions/{asked}/{verb}", **typed)
    assert answer.status_code == 404
    assert GONE in answer.text
    assert "What I had noted." in answer.text


def test_a_decision_about_it_says_that_it_is_gone(app: Flask, author: Author, asked: int) -> None:
    erase(app, asked)
    answer = author.post("/desk/questions/star", opened=str(asked))
    assert (answer.status_code, GONE in answer.text) == (404, True)
    assert author.get(f"/desk/questions/{asked}").status_code == 404


def test_a_stroke_over_many_goes_on_with_the_others(app: Flask, author: Author, asked: int) -> None:
    with app.app_context(), writing() as session:
        other, _ = Question.ask("May I keep a wheelbarrow?", headline="Barrow")
        session.flush()
        number = other.id
    erase(app, asked)
    answer = author.post("/desk/questions/star", selected=[str(asked), str(number)], opened=str(asked))
    assert answer.status_code == 303
    with app.app_context():
        assert db.session.get_one(Question, number).starred
    page = author.get("/desk").text
    assert "“Barrow” starred. 1 could not be" in page


def test_the_undo_of_a_stroke_takes_back_what_is_left_of_it(app: Flask, author: Author, asked: int) -> None:
    author.post("/desk/questions/star", opened=str(asked))
    with app.app_context(), writing() as session:
        by = session.query(Person).one()
        other, _ = Question.ask("May I keep a wheelbarrow?", headline="Barrow")
        session.flush()
        with one_deed(by, QuestionDeed) as deed:
            for each in (session.get_one(Question, asked), other):
                each.jot("Hm.", by)
            deed.told = "2 questions noted."
        session.flush()
        number, both = other.id, deed.id
    erase(app, asked)
    assert author.post("/desk/undo", deed=str(both)).status_code == 303
    with app.app_context():
        assert db.session.get_one(Question, number).note == ""


def test_the_undo_of_a_stroke_that_was_about_it_alone_says_so(app: Flask, author: Author, asked: int) -> None:
    author.post("/desk/questions/star", opened=str(asked))
    with app.app_context():
        number = db.session.query(QuestionDeed.id).order_by(QuestionDeed.id.desc()).first()[0]
    erase(app, asked)
    answer = author.post("/desk/undo", deed=str(number))
    assert (answer.status_code, "There is nothing to undo." in answer.text) == (409, True)


def test_the_editor_gives_back_the_answer_and_not_the_letter(app: Flask, author: Author, asked: int) -> None:
    typed = {
        "version": "1",
        "title": "Ladder",
        "letter": "My neighbour keeps my ladder, and hums.",
        "signature": "Al",
        "body": "All that I had typed.",
    }
    erase(app, asked)
    kept = author.post("/desk/posts/1/autosave", **typed)
    assert kept.status_code == 409
    assert "its letter was taken out" in kept.json["said"]
    assert set(kept.json) == {"said"}
    page = author.post("/desk/posts/1/edit", **typed)
    assert page.status_code == 409
    assert "its letter was taken out" in page.text
    assert "All that I had typed." in page.text
    assert "hums" not in page.text
    version = page.text.split('name="version"')[1].split('value="')[1].split('"')[0]
    saved = author.post(
        "/desk/posts/1/edit", **typed | {"version": version, "letter": "", "title": "", "signature": ""}
    )
    assert saved.status_code == 303
    with app.app_context():
        assert db.session.get_one(Post, 1).body_source == "All that I had typed."
        assert not [row for row in db.session.query(Revision) if "ladder" in row.letter]
