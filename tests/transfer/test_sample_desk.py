"""The letters at the desk of the sample column."""

import pytest
from sqlalchemy import func, select

from app import clock
from app.comments import Comment
from app.comments import State as Standing
from app.comments.purging import purge_due
from app.db import db
from app.mail import Message
from app.people import Deed
from app.posts import Post
from app.posts import State as Stage
from app.questions import Permission, Question, State, clusters
from app.questions.comparing import compare_waiting
from app.transfer.sample.filling import fill


@pytest.fixture(autouse=True)
def filled(context: None) -> None:
    fill("letters-and-answers")


def test_the_letters_are_as_far_as_she_came_with_each(context: None) -> None:
    states = db.session.execute(select(Question.state, func.count()).group_by(Question.state)).all()
    assert dict(states) == {
        State.NEW: 9,
        State.QUEUED: 6,
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


def test_nothing_was_done_at_the_desk_before_it_could_be(context: None) -> None:
    assert db.session.scalar(select(func.count()).select_from(Deed).where(Deed.at > clock.now())) == 0


def test_its_spam_is_there_to_be_seen_though_old_spam_is_purged(context: None) -> None:
    assert purge_due() == 0
    spam = db.session.scalars(select(Comment).where(Comment.state == Standing.SPAM)).all()
    assert {comment.name for comment in spam} == {"FurEverPets Deals", "GreenSwitch Savings"}


def test_some_letters_are_about_the_same(context: None) -> None:
    while compare_waiting():
        pass
    [alike] = clusters.largest()
    assert {letter.headline for letter in alike.shown} == {
        "Whose turn is Christmas",
        "Two turkeys",
        "The Christmas rota",
    }
