"""The worker goes on, whatever happens to one job."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask

from app import clock, mail, worker
from app.db import db, writing
from app.mail import Message
from app.people import Person
from app.posts import Kind, Post, State
from app.posts.beginning import begin
from app.posts.lists import publish_due
from app.text import for_author, for_reader


def test_a_job_that_fails_holds_up_neither_the_other_nor_the_next_round(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(worker, "publish_due", fail)
    with app.app_context(), writing():
        mail.send("asker@readers.example", "s", "t", "question 1")
    later = clock.now() + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    worker.work(app)
    with app.app_context():
        assert db.session.get_one(Message, 1).sent_at is not None
    assert "could not finish its round" in caplog.text
    worker.work(app)


def overdue(app: Flask, hester: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """An article whose time came while no server ran."""
    with app.app_context(), writing() as session:
        by = session.get_one(Person, hester)
        post = begin(Kind.ARTICLE, by)
        post.revise("On ladders", for_reader(""), "", for_author("Text."), None)
        session.flush()
        post.schedule(clock.now() + timedelta(hours=1), by)
        number = post.id
    later = clock.now() + timedelta(hours=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    return number


def test_what_is_overdue_comes_out_as_soon_as_the_worker_starts(
    app: Flask, hester: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = overdue(app, hester, monkeypatch)
    before = set(threading.enumerate())
    stop = worker.start(app)
    (thread,) = set(threading.enumerate()) - before
    stop.set()
    thread.join(timeout=20)
    with app.app_context():
        assert db.session.get_one(Post, number).state is State.PUBLISHED


def test_of_several_workers_that_start_at_once_one_publishes_it(
    app: Flask, hester: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = overdue(app, hester, monkeypatch)
    together = threading.Barrier(4)

    def publish() -> int:
        with app.app_context():
            together.wait(timeout=20)
            return publish_due()

    with ThreadPoolExecutor(4) as threads:
        published = [each.result() for each in [threads.submit(publish) for _ in range(4)]]
    assert sorted(published) == [0, 0, 0, 1]
    with app.app_context():
        assert db.session.get_one(Post, number).state is State.PUBLISHED


def test_the_worker_stops_when_told_to(app: Flask) -> None:
    before = set(threading.enumerate())
    stop = worker.start(app)
    (thread,) = set(threading.enumerate()) - before
    stop.set()
    thread.join(timeout=20)
    assert not thread.is_alive()
