"""The worker goes on, whatever happens to one job."""

import threading
from datetime import timedelta

import pytest
from flask import Flask

from app import clock, mail, worker
from app.db import db, writing
from app.mail import Message


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


def test_the_worker_stops_when_told_to(app: Flask) -> None:
    before = set(threading.enumerate())
    stop = worker.start(app)
    (thread,) = set(threading.enumerate()) - before
    stop.set()
    thread.join(timeout=20)
    assert not thread.is_alive()
