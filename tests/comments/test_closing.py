"""Threads that are closed, opened again, closed by the clock, and slowed down."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import clock
from app.comments import Came, Comment
from app.db import db, writing
from app.people import Deed, Person
from app.posts import Kind, Post, threads
from app.site import Site
from app.text import for_author, for_reader
from app.web import Refusal
from tests.comments.conftest import say
from tests.conftest import Author

pytestmark = pytest.mark.usefixtures("hold_none")
CLOSED = "Comments are closed."


@pytest.fixture
def thread(app: Flask, hester: int) -> str:
    """The address of a post with one comment; who asks for it is told apart by each request alone."""
    with app.app_context(), writing() as session:
        post = Post(kind=Kind.ARTICLE, author_id=hester)
        session.add(post)
        session.flush()
        post.revise("The ladder", for_reader(""), "", for_author("Ask for it."), [])
        post.publish(session.get_one(Person, hester))
        session.flush()
        Comment.write(post, for_reader("First"), name="Kim")
        return f"/{post.path}"


def told() -> list[str]:
    return list(db.session.scalars(select(Deed.told).order_by(Deed.id)))


def close_after(days: int) -> None:
    with writing():
        Site.current().guard("", purge_spam_after=0, purge_held_after=0, close_after=days)


def test_a_closed_thread_takes_nothing_and_says_so(
    app: Flask, thread: str, author: Author, reader: FlaskClient
) -> None:
    before = reader.get(thread).text
    assert 'class="re"' in before
    assert author.post("/desk/posts/1/thread/close", "/desk/posts/1/thread").status_code == 303
    page = reader.get(thread).text
    assert CLOSED in page
    assert "First" in page
    assert "<textarea" not in page
    assert 'class="re"' not in page
    reply = reader.get("/comments/1/reply").text
    assert CLOSED in reply
    assert "<textarea" not in reply
    for address in (thread, "/comments/1/reply"):
        refused = reader.post(address, data={"text": "Too late?"})
        assert refused.status_code == 422
        assert CLOSED in refused.text
        assert "Too late?" in refused.text
    author.post("/desk/posts/1/thread/open", "/desk/posts/1/thread")
    assert reader.get(thread).text == before
    with app.app_context():
        assert told() == [
            "The comments on “The ladder” were closed.",
            "The comments on “The ladder” were opened again.",
        ]


def test_closing_disturbs_nobody_who_is_writing_the_post(post: Post, by: Person) -> None:
    seen = post.version, post.revised_at
    with writing():
        threads.close(post, by)
        threads.slow_down(post, 5, by)
    db.session.rollback()
    assert post.is_closed
    assert (post.version, post.revised_at) == seen


def test_what_is_closed_cannot_be_closed_again(post: Post, by: Person) -> None:
    with pytest.raises(Refusal, match="open already"):
        threads.open_again(post, by)
    with writing():
        threads.close(post, by)
    with pytest.raises(Refusal, match="closed already"):
        threads.close(post, by)


def test_threads_do_not_close_by_themselves_unless_that_is_set(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = clock.now() + timedelta(days=1000)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert threads.close_due() == 0


def test_a_thread_closes_when_its_days_are_over_and_pages_show_it(
    app: Flask, thread: str, reader: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        close_after(14)
        assert threads.close_due() == 0
    assert CLOSED not in reader.get(thread).text
    later = clock.now() + timedelta(days=15)
    monkeypatch.setattr(clock, "now", lambda: later)
    with app.app_context():
        assert threads.close_due() == 1
        assert threads.close_due() == 0
        assert told() == ["The comments on one post were closed after 14 days."]
    assert CLOSED in reader.get(thread).text


def test_a_thread_that_was_opened_again_has_its_days_again(
    post: Post, by: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    close_after(14)
    later = clock.now() + timedelta(days=15)
    monkeypatch.setattr(clock, "now", lambda: later)
    threads.close_due()
    with writing() as session:
        threads.open_again(session.get_one(Post, post.id), by)
    assert threads.close_due() == 0
    much_later = later + timedelta(days=14)
    monkeypatch.setattr(clock, "now", lambda: much_later)
    assert threads.close_due() == 1


def test_in_a_slow_thread_one_place_waits_and_keeps_what_it_typed(
    thread: str, author: Author, reader: FlaskClient
) -> None:
    author.post("/desk/posts/1/thread", "/desk/posts/1/thread", slow="10")
    here, there = ({"REMOTE_ADDR": f"192.0.2.{n}"} for n in (1, 2))
    assert reader.post(thread, data={"text": "One"}, environ_base=here).status_code == 303
    refused = reader.post(thread, data={"text": "Two & more", "name": "Kim"}, environ_base=here)
    assert refused.status_code == 429
    assert "one comment every 10 minutes" in refused.text
    assert "can be sent in 10 minutes, at " in refused.text
    assert "Two &amp; more" in refused.text
    assert reader.post(thread, data={"text": "Mine"}, environ_base=there).status_code == 303


def test_when_the_minutes_are_over_the_next_is_taken(
    post: Post, by: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing():
        threads.slow_down(post, 10, by)
    say(post, came=Came("here"))
    with pytest.raises(Refusal, match="every 10 minutes"):
        say(post, came=Came("here"))
    say(post, by=by)
    later = clock.now() + timedelta(minutes=10)
    monkeypatch.setattr(clock, "now", lambda: later)
    say(post, came=Came("here"))


@pytest.mark.parametrize("slow", ["-1", "1441", "soon", ""])
def test_what_is_no_number_of_minutes_comes_back(thread: str, author: Author, slow: str) -> None:
    answer = author.post("/desk/posts/1/thread", "/desk/posts/1/thread", slow=slow)
    assert answer.status_code == 422
    assert "Please write a whole number from 0 to 1,440." in answer.text
