"""How soon a question is to be answered, by when its asker hopes for it, and what it is about."""

from datetime import date, timedelta

import pytest
from flask import Flask

from app import clock
from app.db import db, writing
from app.people import Person
from app.posts import Post
from app.questions import Question
from app.site import Category, today
from tests.conftest import Author


@pytest.fixture
def letters(app: Flask) -> None:
    """Three letters, the second wanted in eight days and the third a day ago."""
    with app.app_context(), writing():
        for headline, days in (("Ladder", None), ("Wedding", 8), ("Exam", -1)):
            deadline = None if days is None else today() + timedelta(days=days)
            Question.ask(f"About my {headline}.", headline=headline, deadline=deadline)


def priorities(app: Flask) -> list[str]:
    with app.app_context():
        return [question.priority_name for question in db.session.query(Question).order_by(Question.id)]


def categories(app: Flask) -> list[str | None]:
    with app.app_context():
        found = db.session.query(Question).order_by(Question.id)
        return [question.category and question.category.name for question in found]


@pytest.mark.usefixtures("letters")
def test_all_that_are_ticked_get_the_priority_and_one_undo_takes_it_back(app: Flask, author: Author) -> None:
    author.post("/desk/questions/high", opened="1", selected=["2", "3"])
    assert priorities(app) == ["normal", "high", "high"]
    assert author.get("/desk").text.count(">high priority<") == 2
    assert "high priority, Hester Brannock" in author.get("/desk/questions/2").text
    author.post("/desk/undo")
    assert priorities(app) == ["normal", "normal", "normal"]


@pytest.mark.usefixtures("letters")
def test_a_first_category_is_made_where_it_is_typed_and_chosen_after_that(app: Flask, author: Author) -> None:
    author.post("/desk/questions/category", opened="1", new_category="  Neighbours ")
    author.post("/desk/questions/category", selected=["2", "3"], category="1")
    assert categories(app) == ["Neighbours"] * 3
    author.post("/desk/questions/category", opened="2", category="")
    assert categories(app) == ["Neighbours", None, "Neighbours"]
    assert "filed under no category" in author.get("/desk/questions/2").text
    author.post("/desk/undo")
    author.post("/desk/undo")
    assert categories(app) == ["Neighbours", None, None]


@pytest.mark.usefixtures("letters")
def test_a_category_needs_a_name(app: Flask, author: Author) -> None:
    answer = author.post("/desk/questions/category", opened="1", new_category="…!")
    assert answer.status_code == 422
    assert "needs a name" in answer.text


@pytest.mark.usefixtures("letters")
def test_a_category_that_is_not_there_files_nothing(app: Flask, author: Author) -> None:
    for number in ("7", "9" * 10, "family"):
        answer = author.post("/desk/questions/category", opened="1", category=number)
        assert answer.status_code == 422
        assert "That category is not there any more." in answer.text
    assert categories(app) == [None, None, None]


@pytest.mark.usefixtures("letters")
def test_too_long_a_name_of_a_category_is_not_cut(app: Flask, author: Author) -> None:
    answer = author.post("/desk/questions/category", opened="1", new_category="x" * 81)
    assert answer.status_code == 422
    assert "80 characters" in answer.text
    assert categories(app) == [None, None, None]


@pytest.mark.usefixtures("letters")
def test_the_post_that_answers_it_begins_in_its_category(app: Flask, hester: int) -> None:
    with app.app_context():
        by, question = db.session.get_one(Person, hester), db.session.get_one(Question, 1)
        with writing():
            question.categorise(Category.named("Neighbours"), by)
        with writing():
            post = Post.answering(question, by)
        assert [each.name for each in post.categories] == ["Neighbours"]


@pytest.mark.usefixtures("letters")
def test_the_desk_says_by_when_an_answer_is_hoped_for(author: Author) -> None:
    page = author.get("/desk?order=deadline").text
    assert page.index("the day has passed") < page.index("in 8 days") < page.index(">Ladder</a>")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "24 November, today"),
        (1, "25 November, tomorrow"),
        (8, "2 December, in 8 days"),
        (40, "3 January 2027, in 40 days"),
        (-1, "23 November, the day has passed"),
    ],
)
def test_a_day_is_said_as_it_is_waited_for(days: int, said: str) -> None:
    now = date(2026, 11, 24)
    assert clock.coming(now + timedelta(days=days), now) == said
