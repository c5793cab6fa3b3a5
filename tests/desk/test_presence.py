"""Who else has a question open."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app import clock
from app.db import db, writing
from app.people import Person
from app.posts import Post
from app.questions import Presence, Question
from tests.conftest import Author

READING, ANSWERING = "Ann Weir is reading this", "Ann Weir is answering this"


@pytest.fixture
def ann(app: Flask) -> int:
    """Somebody else who writes the column; two letters lie on its desk."""
    with app.app_context(), writing() as session:
        person = Person.named("Ann Weir", "ann@column.example", "correct horse battery")
        Question.ask("My neighbour keeps my ladder.", headline="Ladder")
        Question.ask("My sister marries.", headline="Wedding")
        session.flush()
        return person.id


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Lets so many seconds go by."""
    passed = timedelta()

    def go(seconds: int) -> None:
        nonlocal passed
        passed += timedelta(seconds=seconds)
        monkeypatch.setattr(clock, "now", lambda: datetime.now().astimezone() + passed)

    return go


def opens(app: Flask, person: int, *numbers: int, answers: bool = False) -> None:
    """PERSON has the questions NUMBERS open."""
    with app.app_context():
        by = db.session.get_one(Person, person)
        with writing():
            Presence.see(by, numbers, answers=answers)


def seen(app: Flask) -> list[tuple[int, int]]:
    with app.app_context():
        query = select(Presence.person_id, Presence.question_id).order_by(Presence.question_id)
        return [tuple(row) for row in db.session.execute(query)]


def test_whoever_else_reads_a_question_is_named_beside_it_and_in_the_list(
    app: Flask, author: Author, ann: int
) -> None:
    opens(app, ann, 1)
    assert author.get("/desk/questions/1").text.count(READING) == 2
    assert author.get("/desk").text.count(READING) == 1
    assert author.post("/desk/here", question="2").json == {"1": READING}


def test_nobody_is_told_of_themselves(app: Flask, author: Author, ann: int, hester: int) -> None:
    author.get("/desk/questions/1")
    assert seen(app) == [(hester, 1)]
    assert "Hester Brannock is" not in author.get("/desk/questions/1").text
    assert author.post("/desk/here", question="1").json == {}


def test_whoever_has_its_editor_open_answers_it(app: Flask, author: Author, ann: int, hester: int) -> None:
    opens(app, ann, 1, answers=True)
    assert ANSWERING in author.get("/desk/questions/1").text
    with app.app_context(), writing() as session:
        Post.answering(session.get_one(Question, 1), session.get_one(Person, hester))
    assert ANSWERING in author.get("/desk/posts/1/edit").text
    with app.app_context():
        assert db.session.get_one(Presence, (hester, 1)).answers


def test_whoever_was_not_seen_for_a_minute_has_gone_and_leaves_no_row(
    app: Flask, author: Author, ann: int, hester: int, later: Callable[[int], None]
) -> None:
    opens(app, ann, 1)
    later(59)
    assert READING in author.get("/desk").text
    later(2)
    assert READING not in author.get("/desk").text
    author.get("/desk/questions/2")
    assert seen(app) == [(hester, 2)]


def test_whoever_opens_another_question_has_closed_the_first(
    app: Flask, author: Author, ann: int, hester: int
) -> None:
    author.get("/desk/questions/1")
    author.get("/desk/questions/2")
    assert seen(app) == [(hester, 2)]


def test_whoever_leaves_is_gone_at_once(app: Flask, author: Author, ann: int) -> None:
    author.get("/desk/questions/1")
    assert author.post("/desk/here", question="1", leaving="yes").status_code == 204
    assert seen(app) == []


def test_the_page_that_was_left_for_the_editor_does_not_take_the_author_away(
    app: Flask, author: Author, ann: int, hester: int
) -> None:
    opens(app, hester, 1, answers=True)
    author.post("/desk/here", question="1", leaving="yes")
    assert seen(app) == [(hester, 1)]


def test_a_page_that_says_so_again_at_once_writes_nothing(
    app: Flask, author: Author, ann: int, queries: list[str], later: Callable[[int], None]
) -> None:
    def writes() -> int:
        queries.clear()
        author.post("/desk/here", question="1")
        return sum("INSERT INTO presence" in query for query in queries)

    assert writes() == 1
    assert writes() == 0
    later(21)
    assert writes() == 1


def test_a_question_that_is_not_there_is_passed_over(app: Flask, author: Author, ann: int) -> None:
    assert author.post("/desk/here", question=["7", "x", "2"]).status_code == 200
    assert [number for _, number in seen(app)] == [2]


def test_whoever_is_not_signed_in_is_told_nothing(app: Flask, ann: int) -> None:
    opens(app, ann, 1)
    assert app.test_client().post("/desk/here", data={"question": "1"}).status_code == 403
