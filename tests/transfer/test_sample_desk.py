"""The letters at the desk of the sample column."""

import pytest
from sqlalchemy import func, select

from app import clock
from app.db import db
from app.mail import Message
from app.posts import Post
from app.posts import State as Stage
from app.questions import Permission, Question, State
from app.transfer.sample.filling import fill


@pytest.fixture(autouse=True)
def filled(context: None) -> None:
    fill("letters-and-answers")


def test_the_letters_are_as_far_as_she_came_with_each(context: None) -> None:
    states = db.session.execute(select(Question.state, func.count()).group_by(Question.state)).all()
    assert dict(states) == {
        State.NEW: 7,
        State.QUEUED: 5,
        State.DRAFTING: 2,
        State.SCHEDULED: 1,
        State.DECLINED: 2,
        State.SPAM: 1,
        State.ANSWERED: 17,
    }
    letters = db.session.scalars(select(Question).where(Question.state != State.ANSWERED)).all()
    starred = [letter for letter in letters if letter.starred]
    assert len(starred) == 3
    assert "he must answer by wifi" in " ".join(letter.note for letter in starred)
    assert {letter.permission for letter in letters} == set(Permission)


def test_the_scheduled_answer_has_its_post_and_nobody_was_sent_mail(context: None) -> None:
    letter = db.session.scalars(select(Question).where(Question.state == State.SCHEDULED)).one()
    assert [change.became for change in letter.changes][:3] == [State.QUEUED, State.DRAFTING, State.SCHEDULED]
    assert all(letter.received_at < change.deed.at < clock.now() for change in letter.changes)
    post = Post.about(letter)
    assert post
    assert post.state is Stage.SCHEDULED
    assert post.publish_at > clock.now()
    assert db.session.scalar(select(func.count()).select_from(Message)) == 0
