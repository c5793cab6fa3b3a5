"""Parts of the queue that are kept under a name."""

from flask import Flask

from app.db import writing
from app.people import Person
from app.questions.filters import MOST, SavedFilter
from tests.conftest import Author

SHORT = "/desk/filters?lane=queued&length=short&order=oldest"


def test_a_filter_is_kept_replaced_and_removed(author: Author) -> None:
    assert author.post(SHORT, name=" Quick  ones ").location == "/desk?lane=queued&order=oldest&length=short"
    page = author.get("/desk").text
    assert ">Quick ones</a>" in page
    assert "length=short" in page.split(">Quick ones</a>")[0].rsplit("href=", 1)[1]
    author.post("/desk/filters?lane=new&only=starred", name="Quick ones")
    page = author.get("/desk?lane=new&only=starred").text
    assert page.count(">Quick ones</a>") == 1
    assert "/desk/filters/1/remove" in page
    author.post("/desk/filters/1/remove")
    assert "Quick ones</a>" not in author.get("/desk").text


def test_a_filter_without_a_name_is_refused(author: Author) -> None:
    answer = author.post(SHORT, name=" ")
    assert answer.status_code == 422
    assert "Give the filter a name." in answer.text


def test_there_is_an_end_to_filters(author: Author) -> None:
    for n in range(MOST):
        author.post(SHORT, name=f"Filter {n}")
    assert "You have 20 saved filters" in author.post(SHORT, name="One more").text


def test_nobody_removes_the_filter_of_another(app: Flask, author: Author) -> None:
    with app.app_context(), writing() as session:
        other = Person.named("Ada Moss", "ada@column.example", None)
        session.flush()
        SavedFilter.keep(other, "Mine", {"lane": "all"})
    assert author.post("/desk/filters/1/remove").status_code == 404
    assert "Mine</a>" not in author.get("/desk").text
