"""Writers who come at the same moment share a transaction, and each is told what became of theirs."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from app.db import db, writing
from app.db.sessions import RoutedSession
from app.db.together import Job, _do_all, together
from app.people import Person
from app.web import Refusal


def add(name: str) -> str:
    """Add a person called NAME; two of one name are refused by the database."""
    db.session.add(Person(name=name, email=f"{name}@column.example"))
    db.session.flush()
    return name


def names() -> list[str]:
    db.session.rollback()
    return sorted(db.session.scalars(select(Person.name)))


@pytest.mark.usefixtures("context")
def test_jobs_that_wait_share_one_transaction(queries: list[str]) -> None:
    jobs = [Job(lambda name=name: add(name)) for name in "abc"]
    _do_all(jobs)
    assert [job.outcome() for job in jobs] == ["a", "b", "c"]
    assert names() == ["a", "b", "c"]
    assert sum("INTO version" in query for query in queries) == 1


@pytest.mark.usefixtures("context")
def test_one_that_fails_fails_alone() -> None:
    def refuse() -> None:
        add("half")
        raise Refusal("No.")

    jobs = [Job(lambda: add("a")), Job(refuse), Job(lambda: add("b"))]
    _do_all(jobs)
    assert names() == ["a", "b"]
    with pytest.raises(Refusal, match=r"No\."):
        jobs[1].outcome()
    assert [jobs[0].outcome(), jobs[2].outcome()] == ["a", "b"]


def test_everyone_gets_their_own_answer(app: Flask) -> None:
    at_once = Barrier(8)

    def write(writer: int) -> list[str]:
        answers = []
        at_once.wait()
        for turn in range(10):
            with app.app_context():
                answers.append(together(lambda turn=turn: add(f"{writer}.{turn}")))
        return answers

    with ThreadPoolExecutor(8) as writers:
        answered = list(writers.map(write, range(8)))
    assert answered == [[f"{writer}.{turn}" for turn in range(10)] for writer in range(8)]
    with app.app_context():
        assert names() == sorted(f"{writer}.{turn}" for writer in range(8) for turn in range(10))


@pytest.mark.usefixtures("context")
def test_it_is_no_part_of_a_transaction_that_is_open() -> None:
    with writing(), pytest.raises(RuntimeError):
        together(lambda: add("a"))


@pytest.mark.usefixtures("context")
def test_a_commit_of_which_no_word_came_back_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    commit = RoutedSession.commit

    def commit_and_break(session: RoutedSession) -> None:
        commit(session)
        raise OperationalError("COMMIT", {}, Exception("the connection was closed"))

    monkeypatch.setattr(RoutedSession, "commit", commit_and_break)
    jobs = [Job(lambda: add("a")), Job(lambda: add("b"))]
    _do_all(jobs)
    for job in jobs:
        with pytest.raises(OperationalError):
            job.outcome()
    assert names() == ["a", "b"]


def test_a_job_that_nobody_did_is_not_called_done() -> None:
    with pytest.raises(RuntimeError):
        Job(lambda: None).outcome()
