"""Moving a question along, and back."""

import pytest

from app.db import db, writing
from app.people import Person
from app.questions import Permission, Question, State
from app.text import for_author
from app.web import Refusal

pytestmark = pytest.mark.usefixtures("context")
LETTER = "My neighbour borrows my ladder and keeps it for weeks."


@pytest.fixture
def question(hester: int) -> Question:
    with writing():
        asked, _ = Question.ask(LETTER)
    return asked


@pytest.fixture
def by(hester: int) -> Person:
    return db.session.get_one(Person, hester)


def test_a_question_begins_as_new(question: Question) -> None:
    assert question.state is State.NEW


@pytest.mark.parametrize(
    ("verb", "state"),
    [(Question.queue, State.QUEUED), (Question.decline, State.DECLINED), (Question.mark_spam, State.SPAM)],
)
def test_each_move_is_recorded_with_who_and_can_be_undone(
    question: Question, by: Person, verb: object, state: State
) -> None:
    with writing():
        verb(question, by)  # type: ignore[operator]
    assert question.state is state
    first = question.changes[0]
    assert (first.was, first.became, first.deed.by) == (State.NEW, state, by)
    with writing():
        first.deed.undo(by)
    assert question.state is State.NEW
    assert [change.became for change in question.changes] == [state, State.NEW]
    with pytest.raises(Refusal, match="undone already"), writing():
        first.deed.undo(by)


def test_a_declined_question_can_go_back_to_new(question: Question, by: Person) -> None:
    with writing():
        question.decline(by)
        question.return_to_new(by)
    assert question.state is State.NEW


def test_a_question_being_answered_cannot_be_declined(question: Question, by: Person) -> None:
    with writing():
        question.start_answer(by)
    with pytest.raises(Refusal, match="drafting"), writing():
        question.decline(by)


def test_the_text_of_a_question_stays_as_it_was_sent(question: Question, by: Person) -> None:
    with writing():
        question.queue(by)
        question.star(True, by)
        question.jot("ask about the fence", by)
    assert (question.letter, question.starred, question.note) == (LETTER, True, "ask about the fence")


def test_only_the_hash_of_its_private_link_is_kept(hester: int) -> None:
    with writing():
        question, token = Question.ask(LETTER)
    assert len(token) >= 22  # 128 bits in base64
    assert token not in question.token_hash
    assert Question.behind(token) is question
    assert Question.behind(token[:-1]) is None


def test_a_private_answer_closes_the_question_and_can_be_undone(by: Person) -> None:
    with writing():
        question, _ = Question.ask(LETTER, permission=Permission.PRIVATE)
        question.answer_privately(for_author("Ask for it *back*."), by)
    assert question.state is State.ANSWERED_PRIVATELY
    assert question.private_answer_html == "<p>Ask for it <em>back</em>.</p>"
    with writing():
        question.changes[-1].deed.undo(by)
    assert question.state is State.NEW
    assert question.private_answer == "Ask for it *back*."


def test_one_that_is_to_be_published_gets_no_private_answer(question: Question, by: Person) -> None:
    with pytest.raises(Refusal, match="published"), writing():
        question.answer_privately(for_author("No."), by)


def test_the_title_of_a_question_without_a_headline_is_how_it_begins(question: Question) -> None:
    assert question.title == LETTER
