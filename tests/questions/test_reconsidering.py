"""What an asker may change of a question, and take back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.db import db, writing
from app.mail import Message
from app.people import Person, one_deed
from app.questions import AskerDeed, Near, Permission, Question, QuestionDeed, State
from app.questions.comparing import compare_waiting
from app.questions.erasing import withdrawn_since
from app.questions.finding import matching
from app.questions.reconsidering import KEPT, MOST
from app.text import for_author
from app.web import Refusal

pytestmark = pytest.mark.usefixtures("context")
LADDER = "My neighbour borrows the ladder every spring and never brings the ladder back, the neighbour."


@pytest.fixture
def by(hester: int) -> Person:
    return db.session.get_one(Person, hester)


@pytest.fixture
def question(by: Person) -> Question:
    with writing():
        asked, _ = Question.ask(LADDER, headline="Ladder", permission=Permission.EITHER, email="a@b.example")
    return asked


def allow(question: Question, permission: Permission, not_before: date | None = None) -> None:
    question.allow(permission, question.deadline, not_before, question.wants_follow_up)


def test_what_it_said_before_is_kept(question: Question) -> None:
    with writing():
        question.reword("It came back.", "Ladder", "Glad")
        question.reword("It came back today.", "Ladder", "Glad")
    assert [each.letter for each in question.earlier] == [LADDER, "It came back."]
    first, second = question.earlier
    assert first.written_at == question.received_at
    assert first.changed_at <= second.changed_at
    assert (question.length, question.signature, question.compared) == (19, "Glad", False)


def test_what_stays_as_it_was_is_no_version(question: Question) -> None:
    with writing():
        question.reword(LADDER, "Ladder", "")
    assert (question.earlier, question.edited_at) == ([], None)


def test_the_index_follows(question: Question) -> None:
    with writing():
        question.reword("A goat ate the fence.", "", "")
    assert db.session.scalars(matching("goat")).all() == [question.id]
    assert db.session.scalars(matching("neighbour")).all() == []


def test_what_was_like_it_is_like_it_no_longer(question: Question) -> None:
    with writing():
        other, _ = Question.ask(LADDER)
    compare_waiting()
    compare_waiting()
    assert db.session.scalars(select(Near)).all() != []
    with writing():
        question.reword("goats are eating fences where goats should never be eating fences", "", "")
    compare_waiting()
    assert db.session.scalars(select(Near)).all() == []
    assert other.compared


def test_once_an_answer_is_begun_its_words_stay(question: Question, by: Person) -> None:
    with writing():
        question.start_answer(by)
    with pytest.raises(Refusal, match="cannot be changed"), writing():
        question.reword("Something else.", "", "")
    assert question.letter == LADDER


def test_nobody_changes_a_letter_without_end(question: Question) -> None:
    with writing():
        for number in range(MOST):
            question.reword(f"Version {number}.", "", "")
    with pytest.raises(Refusal, match="50 times"), writing():
        question.reword("Once more.", "", "")


def test_how_it_may_be_answered_can_be_changed_while_it_is_written(question: Question, by: Person) -> None:
    with writing(), one_deed(None, AskerDeed):
        question.start_answer(by)
        allow(question, Permission.PRIVATE, date(2099, 1, 2))
    assert (question.permission, question.not_before) == (Permission.PRIVATE, date(2099, 1, 2))
    assert question.is_allowed_anew
    assert [change.told for change in question.changes[-2:]] == [
        "to be answered only in private",
        "not to be published before 2099-01-02",
    ]
    with writing():
        question.set_aside(by)
    assert not question.is_allowed_anew


def test_before_that_nothing_is_lifted_by_it(question: Question) -> None:
    lifted_at = question.lifted_at
    with writing():
        allow(question, Permission.PRIVATE)
    assert (question.replied, question.lifted_at) == (False, lifted_at)


@pytest.mark.parametrize("verb", ["queue", "decline", "mark_spam", "return_to_new"])
def test_the_desk_decides_nothing_about_what_was_withdrawn(question: Question, by: Person, verb: str) -> None:
    with writing():
        question.withdraw()
    with pytest.raises(Refusal, match=r"withdrawn|withdrew"), writing():
        getattr(question, verb)(by)
    for act in (question.start_answer, lambda by: question.ask_back("What?", by)):
        with pytest.raises(Refusal, match="The asker withdrew"), writing():
            act(by)
    with pytest.raises(Refusal, match="The asker withdrew"), writing():
        question.answer_privately(for_author("No."), by)
    with pytest.raises(Refusal, match="The asker withdrew"), writing():
        question.close(by, "Ladders", "https://column.example/ladders")
    assert question.state is State.WITHDRAWN


def test_the_author_cannot_take_back_what_the_asker_did(question: Question, by: Person) -> None:
    with writing() as session:
        question.queue(by)
        session.flush()
        queued = question.changes[-1].deed
        with one_deed(None, AskerDeed) as deed:
            question.withdraw()
    assert not deed.may_be_undone
    for each in (deed, queued):
        with pytest.raises(Refusal), writing():
            each.undo(by)
    assert question.state is State.WITHDRAWN
    assert question.changes[-1].doer == "the asker"


@pytest.mark.parametrize("was", ["new", "queued", "waiting", "declined", "drafting", "answered privately"])
def test_it_comes_back_to_where_it_was(question: Question, by: Person, was: str) -> None:
    with writing():
        go_to(question, was, by)
        question.withdraw()
    assert db.session.scalars(select(Message.text).where(Message.sent_at.is_(None))).all() == []
    with writing():
        question.bring_back(has_draft=True)
    assert (question.state, question.withdrawn_until) == (was, None)


def go_to(question: Question, state: str, by: Person) -> None:
    if state == "queued":
        question.queue(by)
    if state == "waiting":
        question.ask_back("Which ladder?", by)
    if state == "declined":
        question.decline(by, for_author("Sorry."))
    if state == "drafting":
        question.start_answer(by)
    if state == "answered privately":
        question.answer_privately(for_author("Between us."), by)


def test_without_its_draft_it_comes_back_to_the_queue(question: Question, by: Person) -> None:
    with writing():
        question.start_answer(by)
        question.withdraw()
        question.bring_back(has_draft=False)
    assert question.state is State.QUEUED


def test_after_seven_days_it_is_due_and_does_not_come_back(
    question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing():
        question.withdraw()
    assert db.session.scalars(withdrawn_since(clock.now() - KEPT)).all() == []
    later = clock.now() + timedelta(days=7)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert db.session.scalars(withdrawn_since(clock.now() - KEPT)).all() == [question.id]
    with pytest.raises(Refusal, match="cannot be brought back"), writing():
        question.bring_back(has_draft=False)


def test_what_is_published_is_withdrawn_no_more(question: Question, by: Person) -> None:
    with writing():
        question.close(by, "Ladders", "https://column.example/ladders")
    for act in (question.withdraw, lambda: allow(question, Permission.PRIVATE)):
        with pytest.raises(Refusal, match="any more"), writing():
            act()


def test_a_deed_of_an_asker_is_read_as_one(question: Question) -> None:
    with writing() as session, one_deed(None, AskerDeed):
        question.withdraw()
        session.flush()
    assert isinstance(db.session.scalars(select(QuestionDeed)).one(), AskerDeed)
