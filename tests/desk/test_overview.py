"""How the column goes, in figures."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from app import clock, text
from app.comments import Comment
from app.comments import State as CommentState
from app.comments import figures as comments
from app.db import db, spans, writing
from app.desk.charts import PLOT, chart
from app.people import Person, one_deed
from app.posts import Post
from app.questions import Permission, Question, QuestionDeed
from app.questions import figures as questions
from tests.conftest import Author

NOW = datetime(2026, 10, 26, 15, 0, tzinfo=UTC)
At = Callable[[int], None]


@pytest.fixture
def days_ago(monkeypatch: pytest.MonkeyPatch) -> Iterator[At]:
    """Goes to the same hour so many days before a day in October."""
    real = clock.now

    def go(days: int) -> None:
        monkeypatch.setattr(clock, "now", lambda: NOW - timedelta(days=days))

    go(0)
    yield go
    monkeypatch.setattr(clock, "now", real)


@pytest.fixture
def by(hester: int, context: None) -> Person:
    return db.session.get_one(Person, hester)


def ask(**more: object) -> Question:
    with writing():
        return Question.ask("May I keep the ladder?", **more)[0]  # type: ignore[arg-type]


def test_the_last_days_begin_at_midnight_where_the_site_is(days_ago: At) -> None:
    """Clocks in Berlin went back an hour on 25 October 2026."""
    found = spans.last(3, 1, "Europe/Berlin")
    assert [span.since.isoformat()[:16] for span in found] == [
        "2026-10-23T22:00",
        "2026-10-24T22:00",
        "2026-10-25T23:00",
    ]
    assert found[-1].until.isoformat()[:16] == "2026-10-26T23:00"
    assert found[0].until == found[1].since


def test_letters_are_counted_on_the_day_that_they_came_but_for_spam(days_ago: At, by: Person) -> None:
    for days in (2, 2, 0):
        days_ago(days)
        ask()
    asked = ask()
    with writing():
        asked.mark_spam(by)
    days_ago(0)
    assert questions.arrived(spans.last(4, 1, "UTC")) == [0, 2, 0, 1]


def test_an_answer_counts_unless_it_was_taken_back(days_ago: At, by: Person) -> None:
    days_ago(3)
    asked = [ask(permission=Permission.PRIVATE) for _ in range(3)]
    for days, question in zip((2, 1), asked, strict=False):
        days_ago(days)
        with writing():
            question.answer_privately(text.for_author("Do."), by)
    with writing(), one_deed(by, QuestionDeed) as deed:
        asked[2].answer_privately(text.for_author("Don't."), by)
    with writing():
        deed.undo(by)
    days_ago(0)
    week = spans.last(4, 1, "UTC")
    assert questions.answered(week) == [0, 1, 1, 0]
    assert questions.waits(week) == [[], [1.0], [2.0], []]
    assert questions.backlog(week) == [3, 2, 1, 1]


def test_what_was_decided_otherwise_leaves_the_backlog_on_its_day(days_ago: At, by: Person) -> None:
    days_ago(2)
    asked = ask()
    days_ago(1)
    with writing():
        asked.decline(by)
    days_ago(0)
    with writing():
        asked.return_to_new(by)
    assert questions.backlog(spans.last(4, 1, "UTC")) == [0, 1, 0, 1]


def test_comments_tell_how_many_were_held_and_let_through(days_ago: At, by: Person) -> None:
    asked = ask()
    with writing() as session:
        post = Post.answering(asked, by)
        session.flush()
        post.revise("Ladders", text.for_reader(""), "", text.for_author("Yes."), [])
        post.publish(by)
    states = [CommentState.PUBLISHED, CommentState.HELD, CommentState.HELD, CommentState.SPAM]
    with writing() as session:
        said = [Comment.write(post, text.for_reader("So."), state=state)[0] for state in states]
        session.flush()
        said[0].mark_spam(by)
        said[1].approve(by)
        said[1].remove(by)
        said[2].approve(by)
        Comment.write(post, text.for_reader("Mine."), by=by)
    assert comments.said(spans.last(2, 1, "UTC")) == [(0, 0, 0), (4, 3, 1)]
    assert [(found.title, count) for found, count in comments.most_discussed(NOW)] == [("Ladders", 2)]


def test_the_highest_line_of_a_chart_is_round_and_no_bar_is_above_it() -> None:
    made = chart(["a", "b", "c"], [7, None, 0.01], [3.5, 0, None], ["x", "y", "z"])
    assert made.heights == [(0, "10"), (PLOT / 2, "5")]
    assert [bar.whole for bar in made.bars] == [(45, 105), (PLOT, 0), (148, 2)]
    assert made.bars[0].part == (97.5, 52.5)


@pytest.mark.parametrize("query", ["", "?days=90", "?days=365", "?days=ever"])
def test_the_page_shows_each_chart_with_its_table(author: Author, app: Flask, query: str) -> None:
    with app.app_context():
        ask()
    page = author.get(f"/desk/overview{query}").text
    for key in ("letters", "lying", "waits", "comments"):
        assert f'<h2 id="{key}">' in page
    assert page.count("<table>") == 4
    assert 'style="' not in page
