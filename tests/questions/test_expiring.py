"""What nobody got to in time expires, and never without a week of warning."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import clock
from app.db import db, writing
from app.mail import Message
from app.people import Person
from app.questions import Question, QuestionDeed, State
from app.questions.expiring import AT_ONCE, expire_due, expiring_by
from app.questions.lasting import WARNED
from app.questions.states import INBOX
from app.site import Site

pytestmark = pytest.mark.usefixtures("context")
DAYS = 30


@pytest.fixture
def by(hester: int) -> Person:
    return db.session.get_one(Person, hester)


@pytest.fixture
def days_later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Lets some days pass."""
    begun = clock.now()
    monkeypatch.setattr(clock, "now", lambda: begun)

    def go(days: float) -> None:
        then = clock.now() + timedelta(days=days)
        monkeypatch.setattr(clock, "now", lambda: then)

    return go


@pytest.fixture
def question(by: Person, days_later: Callable[[float], None]) -> Question:
    """One that comes when questions have had DAYS for long."""
    with writing():
        Site.current().let_expire_after(DAYS)
    days_later(20)
    with writing():
        asked, _ = Question.ask("May I keep the ladder?", email="a@b.example")
        asked.take_as_confirmed()
    return asked


def is_expiring(question: Question) -> bool:
    soon = (Question.id == question.id, Question.state.in_(INBOX), expiring_by(clock.now() + WARNED))
    return bool(db.session.scalar(select(func.count()).select_from(Question).where(*soon)))


def test_it_expires_after_its_days_and_is_seen_a_week_before(
    question: Question, days_later: Callable[[float], None]
) -> None:
    assert question.expires_at == question.received_at + timedelta(days=DAYS)
    days_later(DAYS - 7.1)
    assert (is_expiring(question), question.expires_soon) == (False, None)
    days_later(0.2)
    assert is_expiring(question)
    assert question.expires_soon == question.expires_at
    assert expire_due() == 0
    days_later(7)
    assert expire_due() == 1
    db.session.expire_all()
    assert question.state is State.EXPIRED
    assert question.changes[-1].doer == "by the clock"
    assert ["not reached in time" in text for text in db.session.scalars(select(Message.text))] == [True]
    assert expire_due() == 0


@pytest.mark.parametrize("kept", ["starred", "snoozed", "replied", "waiting", "declined"])
def test_what_is_cared_for_does_not(
    question: Question, by: Person, days_later: Callable[[float], None], kept: str
) -> None:
    with writing():
        care(question, kept, by)
    days_later(DAYS + 1)
    assert question.expires_at is None
    assert (is_expiring(question), expire_due()) == (False, 0)


def care(question: Question, how: str, by: Person) -> None:
    if how == "starred":
        question.star(True, by)
    if how == "snoozed":
        question.snooze(clock.now() + timedelta(days=99), by)
    if how == "replied":
        question.replied = True
    if how == "waiting":
        question.ask_back("Which ladder?", by)
    if how == "declined":
        question.decline(by)


def test_whatever_is_done_with_it_gives_it_a_week(
    question: Question, by: Person, days_later: Callable[[float], None]
) -> None:
    days_later(DAYS - 1)
    with writing():
        question.queue(by)
    assert question.expires_at == clock.now() + WARNED
    days_later(6.9)
    assert expire_due() == 0
    days_later(0.2)
    assert expire_due() == 1


def test_one_that_wakes_has_a_week(
    question: Question, by: Person, days_later: Callable[[float], None]
) -> None:
    with writing():
        question.snooze(clock.now() + timedelta(days=99), by)
    days_later(99.1)
    assert (is_expiring(question), expire_due()) == (True, 0)
    days_later(7)
    assert expire_due() == 1


def test_old_letters_have_a_week_when_it_is_turned_on_or_made_shorter(
    by: Person, days_later: Callable[[float], None]
) -> None:
    with writing():
        old, _ = Question.ask("An old one.", received_at=clock.now() - timedelta(days=900))
        older, _ = Question.ask("An older one.", received_at=clock.now() - timedelta(days=1900))
        old.touched_at = older.touched_at = old.received_at
    with writing():
        Site.current().let_expire_after(1000)
    assert (expire_due(), is_expiring(older), is_expiring(old)) == (0, True, False)
    days_later(7)
    assert expire_due() == 1
    with writing():
        Site.current().let_expire_after(500)
    assert (expire_due(), is_expiring(old)) == (0, True)
    days_later(6.9)
    with writing():
        Site.current().let_expire_after(600)
    days_later(0.2)
    assert expire_due() == 1


def test_nothing_expires_where_it_is_off(question: Question, days_later: Callable[[float], None]) -> None:
    with writing():
        Site.current().let_expire_after(0)
    days_later(900)
    assert (question.expires_at, is_expiring(question), expire_due()) == (None, False, 0)


def test_the_author_returns_it_and_undo_restores_that(
    question: Question, by: Person, days_later: Callable[[float], None]
) -> None:
    days_later(DAYS)
    expire_due()
    with writing() as session:
        question.return_to_new(by)
        session.flush()
        assert question.state is State.NEW
        assert db.session.scalars(select(Message)).all() == []
    assert question.expires_at == clock.now() + WARNED
    with writing():
        deed = QuestionDeed.last_of(by)
        assert deed is not None
        deed.undo(by)
    assert question.state is State.EXPIRED


def test_a_round_is_bounded_and_costs_few_queries(
    question: Question, days_later: Callable[[float], None], queries: list[str]
) -> None:
    with writing():
        for number in range(AT_ONCE):
            Question.ask(f"Letter {number}.")
    days_later(DAYS)
    queries.clear()
    assert expire_due() == AT_ONCE
    assert len([query for query in queries if query.startswith("SELECT")]) < 12
    assert expire_due() == 1
    assert [deed.told for deed in db.session.scalars(select(QuestionDeed).order_by(QuestionDeed.id))] == [
        "50 questions expired: nobody got to them in time.",
        "One question expired: nobody got to it in time.",
    ]


def test_of_several_workers_one_lets_it_expire(
    app: Flask, question: Question, days_later: Callable[[float], None]
) -> None:
    days_later(DAYS)
    together = Barrier(4)

    def expire() -> int:
        with app.app_context():
            together.wait(timeout=20)
            return expire_due()

    db.session.rollback()
    with ThreadPoolExecutor(4) as threads:
        assert sorted(each.result() for each in [threads.submit(expire) for _ in range(4)]) == [0, 0, 0, 1]
    moves = [change.became for change in question.changes]
    assert moves == ["expired"]
