"""What is erased by itself: what was withdrawn, and what is kept no longer."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask

from app import clock
from app.comments import Comment
from app.comments import State as CommentState
from app.comments.forgetting import concerned, erase_due
from app.db import db, writing
from app.people import Deed, Person
from app.posts import Post
from app.questions import Question, State
from app.site import Site
from app.text import for_author, for_reader


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> "Later":
    return Later(monkeypatch)


class Later:
    """Lets days go by."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch, self.start = monkeypatch, clock.now()

    def days(self, days: float) -> None:
        """It is so many DAYS after the beginning."""
        now = self.start + timedelta(days=days)
        self.monkeypatch.setattr(clock, "now", lambda: now)


def asked(to: State, by: Person | None = None) -> int:
    """The number of a question that was moved TO a state."""
    with writing() as session:
        question, _ = Question.ask("My neighbour keeps my ladder.", headline="Ladder")
        session.flush()
        if to is State.WITHDRAWN:
            question.withdraw()
        else:
            question.move(to, by)
        return question.id


def there() -> list[int]:
    return [number for (number,) in db.session.query(Question.id).order_by(Question.id)]


@pytest.mark.usefixtures("context")
def test_what_was_withdrawn_goes_after_seven_days(later: Later) -> None:
    asked(State.WITHDRAWN)
    later.days(6.9)
    other = asked(State.WITHDRAWN)
    assert (erase_due(), len(there())) == (0, 2)
    later.days(7.1)
    assert (erase_due(), there()) == (1, [other])
    assert "withdrawn 7 days before" in db.session.query(Deed).order_by(Deed.id.desc()).first().told


@pytest.mark.usefixtures("context")
def test_the_seven_days_are_counted_from_the_last_time_it_was_withdrawn(later: Later) -> None:
    number = asked(State.WITHDRAWN)
    later.days(6)
    with writing() as session:
        question = session.get_one(Question, number)
        question.bring_back(has_draft=False)
        question.withdraw()
    later.days(12)
    assert (erase_due(), there()) == (0, [number])


@pytest.mark.usefixtures("context")
def test_without_a_setting_nothing_else_goes(later: Later) -> None:
    for state in (State.DECLINED, State.EXPIRED, State.SPAM, State.ANSWERED, State.NEW):
        asked(state)
    later.days(4_000)
    assert (erase_due(), len(there())) == (0, 5)


@pytest.mark.usefixtures("context")
def test_what_was_put_aside_goes_when_the_site_says_so(later: Later) -> None:
    for state in (State.DECLINED, State.EXPIRED, State.SPAM):
        asked(state)
    stay = [asked(State.ANSWERED), asked(State.NEW)]
    with writing():
        Site.current().keep_askers_for(unanswered=30, answered=0)
    later.days(29)
    assert erase_due() == 0
    later.days(31)
    assert concerned(30, 0) == 3
    assert (erase_due(), there()) == (3, stay)


@pytest.mark.usefixtures("context")
def test_nothing_goes_in_the_day_after_the_setting(later: Later) -> None:
    asked(State.DECLINED)
    later.days(100)
    with writing():
        Site.current().keep_askers_for(unanswered=30, answered=0)
    assert erase_due() == 0
    later.days(100.9)
    assert erase_due() == 0
    later.days(101.1)
    assert erase_due() == 1


@pytest.mark.usefixtures("context")
def test_of_an_answered_question_the_post_and_the_askers_comments_stay(hester: int, later: Later) -> None:
    with writing() as session:
        by = session.get_one(Person, hester)
        question, _ = Question.ask("My neighbour keeps my ladder.", headline="Ladder", signature="Al")
        session.flush()
        post = Post.answering(question, by)
        session.flush()
        post.revise("Ladders", for_reader("A ladder."), "Al", for_author("Ask."), [])
        post.publish(by)
        said, state = for_reader("Thank you"), CommentState.PUBLISHED
        Comment.write(post, said, name="Al", asker=question, state=state)
        Site.current().keep_askers_for(unanswered=0, answered=30)
    later.days(31)
    assert (erase_due(), there()) == (1, [])
    comment = db.session.query(Comment).one()
    assert (comment.name, comment.source, comment.question_id, comment.is_askers) == (
        "Al",
        "Thank you",
        None,
        True,
    )
    assert db.session.query(Post).one().letter_source == "A ladder."


@pytest.mark.usefixtures("context")
def test_an_answered_question_waits_for_its_update(later: Later) -> None:
    first, second = asked(State.ANSWERED), asked(State.ANSWERED)
    with writing() as session:
        session.get_one(Question, second).update_to_id = first
        Site.current().keep_askers_for(unanswered=0, answered=30)
    later.days(31)
    assert (erase_due(), there()) == (1, [first])
    assert (erase_due(), there()) == (1, [])


def test_of_several_workers_at_once_one_erases_it(app: Flask, later: Later) -> None:
    with app.app_context():
        asked(State.WITHDRAWN)
    later.days(8)
    together = threading.Barrier(4)

    def work() -> int:
        with app.app_context():
            together.wait(timeout=20)
            return erase_due()

    with ThreadPoolExecutor(4) as threads:
        assert sorted(each.result() for each in [threads.submit(work) for _ in range(4)]) == [0, 0, 0, 1]
