"""The private page says in plain words what happened when, and nothing else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import clock
from app.asking.standing import steps
from app.db import db, writing
from app.people import Person
from app.posts import Post
from app.questions import Permission, Question
from app.text import for_author, for_reader

SENT = "You sent it."
READ = "It was read, and waits for its answer."
BEGUN = "An answer was begun."
NO = "It was decided that it will not be answered here."


@pytest.fixture
def by(context: None, hester: int) -> Person:
    return db.session.get_one(Person, hester)


@pytest.fixture
def question(by: Person) -> Question:
    with writing():
        asked, _ = Question.ask("May I keep the ladder?", permission=Permission.EITHER)
    return asked


@pytest.fixture
def after(question: Question, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """What the page says after some verbs, an hour apart."""

    def go(*verbs: Callable[[], object]) -> list[str]:
        for verb in verbs:
            later = clock.now() + timedelta(hours=1)
            monkeypatch.setattr(clock, "now", lambda later=later: later)
            with writing():
                verb()
        return [step.said for step in steps(question)]

    return go


def test_each_step_has_its_moment(question: Question, by: Person, after: Callable[..., list[str]]) -> None:
    assert after(lambda: question.queue(by), lambda: question.start_answer(by)) == [SENT, READ, BEGUN]
    told = steps(question)
    assert told == sorted(told)
    assert told[0].at == question.received_at
    assert [step.at for step in told[1:]] == [change.deed.at for change in question.changes]


def test_going_to_and_fro_leaves_only_what_holds(
    question: Question, by: Person, after: Callable[..., list[str]]
) -> None:
    said = after(
        lambda: question.queue(by), lambda: question.start_answer(by), lambda: question.set_aside(by)
    )
    assert said == [SENT, READ]
    assert after(lambda: question.decline(by)) == [SENT, READ, NO]
    assert after(lambda: question.queue(by)) == [SENT, READ]
    assert after(lambda: question.return_to_new(by)) == [SENT]
    assert after(lambda: question.start_answer(by)) == [SENT, BEGUN]


def test_what_was_undone_never_shows(question: Question, by: Person, after: Callable[..., list[str]]) -> None:
    assert after(lambda: question.decline(by)) == [SENT, NO]
    assert after(lambda: question.changes[-1].deed.undo(by)) == [SENT]
    after(lambda: question.ask_back("Which ladder?", by))
    assert after(lambda: question.changes[-1].deed.undo(by)) == [SENT]


def test_spam_reads_like_a_decline(question: Question, by: Person, after: Callable[..., list[str]]) -> None:
    assert after(lambda: question.mark_spam(by)) == [SENT, NO]


def test_what_was_asked_and_replied_stays(
    question: Question, by: Person, after: Callable[..., list[str]]
) -> None:
    said = after(lambda: question.ask_back("Which?", by), lambda: question.reply("The long one."))
    assert said == [SENT, "You were asked something.", "You replied.", READ]


def test_what_the_asker_changed_is_told_once(question: Question, after: Callable[..., list[str]]) -> None:
    said = after(
        lambda: question.reword("Another letter.", "", ""),
        lambda: question.reword("A third letter.", "", ""),
        lambda: question.allow(Permission.PRIVATE, None, None, False),
        question.withdraw,
    )
    changed = ["You changed what it says.", "You changed how it may be answered."]
    assert said == [SENT, *changed, "You withdrew it."]
    assert after(lambda: question.bring_back(has_draft=False)) == [SENT, *changed]


def test_nobody_is_named_and_spam_is_not_spoken_of(app: Flask, reader: FlaskClient, hester: int) -> None:
    link = reader.post("/ask", data={"letter": "My flatmate hums all day, and more."}).location
    with app.app_context(), writing() as session:
        session.get_one(Question, 1).mark_spam(session.get_one(Person, hester))
    page = reader.get(link).text
    assert NO in page
    assert "spam" not in page.lower()
    assert "Hester" not in page


@pytest.mark.parametrize("end", ["decline", "mark_spam", "expire"])
def test_who_gets_no_answer_is_shown_what_may_help(
    app: Flask, reader: FlaskClient, hester: int, end: str
) -> None:
    letter = "My neighbour borrows my ladder every spring and never brings it back. What do I do?"
    link = reader.post("/ask", data={"letter": letter}).location
    with app.app_context():
        with writing() as session:
            by = session.get_one(Person, hester)
            other, _ = Question.ask(letter)
            session.flush()
            post = Post.answering(other, by)
            post.revise("Borrowed ladders", for_reader(letter), "", for_author("Ask in May."), [])
            post.publish(by)
            path = post.path
        assert "Borrowed ladders" not in reader.get(link).text
        with writing() as session:
            by, question = session.get_one(Person, hester), session.get_one(Question, 1)
            question.expire() if end == "expire" else getattr(question, end)(by)
    assert f'<a href="/{path}">Borrowed ladders</a>' in reader.get(link).text
