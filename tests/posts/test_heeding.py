"""A post heeds what the askers of its questions say while it is written or scheduled."""

from datetime import date, timedelta

import pytest

from app import clock
from app.db import db, writing
from app.people import Person
from app.posts import Kind, PartWritten, Post, State
from app.posts.beginning import begin
from app.posts.heeding import heed, let_go
from app.posts.lists import publish_due
from app.posts.rewriting import rewrite, take_in
from app.questions import Permission, Question
from app.questions import State as QuestionState
from app.text import for_author, for_reader
from app.web import Refusal

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def by(hester: int) -> Person:
    return db.session.get_one(Person, hester)


def asked(letter: str = "May I keep the ladder?") -> Question:
    with writing():
        question, _ = Question.ask(letter, permission=Permission.EITHER)
    return question


def scheduled(by: Person, *questions: Question) -> Post:
    with writing() as session:
        for question in questions[1:]:
            question.group_with(questions[0], by)
        post = Post.answering(questions[0], by)
        post.revise("Ladders", for_reader("May I?"), "", for_author("Yes."), [])
        session.flush()
        post.schedule(clock.now() + timedelta(days=3), by)
    return post


def test_a_withdrawn_question_takes_its_post_off_the_schedule(by: Person) -> None:
    question = asked()
    post = scheduled(by, question)
    with writing():
        let_go(question)
        question.withdraw()
    assert (post.state, post.publish_at, question.state) == (State.DRAFT, None, QuestionState.WITHDRAWN)
    for act in (lambda: post.publish(by), lambda: post.schedule(clock.now() + timedelta(days=1), by)):
        with pytest.raises(Refusal, match="The asker withdrew this question"), writing():
            act()
    with writing():
        question.bring_back(has_draft=True)
        post.publish(by)
    assert question.state is QuestionState.ANSWERED


@pytest.mark.parametrize(
    ("permission", "not_before", "comes_out"),
    [
        (Permission.PRIVATE, None, False),
        (Permission.EITHER, date(2099, 1, 1), False),
        (Permission.PUBLISH, None, True),
        (Permission.PUBLISH, date(2020, 1, 1), True),
    ],
)
def test_a_post_stays_on_the_schedule_only_if_its_asker_allows_it(
    by: Person, permission: Permission, not_before: date | None, comes_out: bool
) -> None:
    question = asked()
    post = scheduled(by, question)
    with writing():
        question.allow(permission, None, not_before, False)
        heed(question)
    assert (post.state is State.SCHEDULED) is comes_out
    assert question.state is (QuestionState.SCHEDULED if comes_out else QuestionState.DRAFTING)
    assert question.replied


def test_one_of_many_that_is_withdrawn_is_named_and_can_be_let_go(by: Person) -> None:
    first, second = asked("The first letter."), asked("The second letter.")
    post = scheduled(by, first, second)
    with writing():
        let_go(second)
        second.withdraw()
    assert (post.state, first.state) == (State.DRAFT, QuestionState.DRAFTING)
    with pytest.raises(Refusal, match=r"“The second letter\.”: The asker withdrew"), writing():
        post.publish(by)
    with writing():
        second.leave_group(by)
        Post.release(second, by)
        post.publish(by)
    assert (first.state, second.state) == (QuestionState.ANSWERED, QuestionState.WITHDRAWN)


def test_a_round_up_comes_out_once_the_part_of_a_withdrawn_question_is_gone(by: Person) -> None:
    questions = [asked("The first letter."), asked("The second letter.")]
    with writing() as session:
        post = begin(Kind.ROUND_UP, by)
        post.title = "Ladders"
        session.flush()
        for question in questions:
            take_in(post, question, by)
        session.flush()
        written = [PartWritten.of(part.words._replace(body="Yes.")) for part in post.parts]
        rewrite(post, written, by)
        questions[1].withdraw()
    with pytest.raises(Refusal, match=r"“The second letter\.”"), writing():
        post.publish(by)
    with writing():
        rewrite(post, written[:1], by)
        post.publish(by)
    assert questions[1].state is QuestionState.WITHDRAWN


def test_a_declined_question_that_is_withdrawn_does_not_hold_back_what_is_out(by: Person) -> None:
    first, second = asked("The first letter."), asked("The second letter.")
    post = scheduled(by, first, second)
    with writing() as session:
        post.withdraw(by)
        second.set_aside(by)
        second.decline(by)
        post.publish(by)
        session.flush()
        second.withdraw()
        post.withdraw(by)
    assert (first.state, second.state) == (QuestionState.DRAFTING, QuestionState.WITHDRAWN)


def test_a_question_cannot_be_published_though_nobody_took_its_post_off_the_schedule(
    by: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = asked()
    post = scheduled(by, question)
    with writing():
        question.withdraw()
    later = clock.now() + timedelta(days=4)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert publish_due() == 0
    db.session.expire_all()
    assert (post.state, question.state) == (State.DRAFT, QuestionState.WITHDRAWN)


def test_an_expired_one_of_many_holds_nothing_back(by: Person) -> None:
    first, second = asked("The first letter."), asked("The second letter.")
    post = scheduled(by, first, second)
    with writing():
        post.withdraw(by)
        second.set_aside(by)
        second.expire()
        post.publish(by)
    assert (first.state, second.state) == (QuestionState.ANSWERED, QuestionState.EXPIRED)
