"""An address is written to once somebody who reads its mail said that it is theirs."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.db import db, writing
from app.mail import Message
from app.people import Person
from app.questions import Permission, Question
from app.questions.by_mail import CONFIRM, STOP
from app.text import for_author
from app.web.guessing import WrongLink
from app.web.signed import signed

pytestmark = pytest.mark.usefixtures("context")
EMAIL = "asker@readers.example"
OURS = "Is this your address?"


@pytest.fixture
def by(hester: int) -> Person:
    return db.session.get_one(Person, hester)


@pytest.fixture
def question(by: Person) -> Question:
    with writing():
        asked, _ = Question.ask("May I have it back?", permission=Permission.EITHER)
        asked.write_to(EMAIL)
    return asked


def subjects() -> list[str]:
    return list(db.session.scalars(select(Message.subject).order_by(Message.id)))


def token(question: Question, purpose: str = CONFIRM) -> str:
    return question._token(purpose)


def test_nothing_but_one_question_goes_to_an_address_that_was_not_confirmed(
    question: Question, by: Person
) -> None:
    with writing():
        question.ask_back("A long one?", by)
        question.decline(by, for_author("Not this time."))
        question.queue(by)
        question.answer_privately(for_author("Ask for it."), by)
        question.close(by, "Ladders", "https://column.example/ladders")
    assert subjects() == [OURS]
    assert question.mailbox == ""


def test_that_mail_says_nothing_of_the_question(question: Question) -> None:
    (asked,) = db.session.scalars(select(Message))
    assert "May I have it back?" not in asked.text
    assert "/asked/" not in asked.text
    assert (asked.stop, asked.to) == ("", EMAIL)


@pytest.mark.parametrize(
    ("become", "subject"),
    [
        (lambda q, by: q.ask_back("A long one?", by), "About the question"),
        (lambda q, by: q.decline(by, for_author("Not *now*.")), "About the question"),
        (lambda q, by: q.answer_privately(for_author("Ask *for* it."), by), "An answer to your question"),
        (lambda q, by: q.queue(by), ""),
    ],
    ids=["asked back", "declined", "answered in private", "queued"],
)
def test_on_confirming_they_are_told_what_is_true_by_then(
    question: Question, by: Person, become: object, subject: str
) -> None:
    with writing():
        become(question, by)  # type: ignore[operator]
    for _ in range(2):
        with writing():
            Question.to_confirm(token(question)).confirm()
    told = [each for each in subjects() if each != OURS]
    assert len(told) == (1 if subject else 0)
    assert all(each.startswith(subject) for each in told)
    assert question.mailbox == EMAIL


def test_a_private_answer_is_mailed_as_the_author_set_it(question: Question, by: Person) -> None:
    with writing():
        question.confirm()
        question.answer_privately(for_author("Ask *for* it."), by)
    sent = db.session.scalars(select(Message).where(Message.subject != OURS)).one()
    assert "Ask *for* it." in sent.text
    assert "<p>Ask <em>for</em> it.</p>" in sent.html
    assert "/mail/stop/" in sent.stop


def test_another_address_is_asked_anew_and_the_old_one_is_forgotten(question: Question, by: Person) -> None:
    with writing():
        question.confirm()
        question.decline(by, for_author("Not this time."))
        question.write_to("other@readers.example")
    assert (question.email, question.mailbox) == ("other@readers.example", "")
    assert [(each.to, each.subject) for each in db.session.scalars(select(Message))] == [
        ("other@readers.example", OURS)
    ]


def test_the_same_address_need_not_be_confirmed_twice(question: Question) -> None:
    with writing():
        question.confirm()
        question.write_to(EMAIL)
    assert question.mailbox == EMAIL


def test_an_address_that_is_removed_is_in_no_mail_any_more(question: Question, by: Person) -> None:
    with writing() as session:
        question.confirm()
        session.flush()
        for message in session.scalars(select(Message)):
            message.sent_at = clock.now()
        question.ask_back("A long one?", by)
        question.forget_email()
    assert (question.email, question.mailbox) == ("", "")
    assert [(each.to, each.subject) for each in db.session.scalars(select(Message))] == [("", OURS)]


def test_whoever_comes_back_with_an_address_is_told_what_is_true(question: Question, by: Person) -> None:
    with writing() as session:
        question.confirm()
        question.decline(by, for_author("Not this time."))
        session.flush()
        for message in session.scalars(select(Message)):
            message.sent_at = clock.now()
        question.forget_email()
        question.write_to(EMAIL)
        question.confirm()
    waiting = db.session.scalars(select(Message.subject).where(Message.sent_at.is_(None))).all()
    assert sorted(waiting) == ["About the question that you sent in", OURS]


def test_a_link_confirms_the_address_that_it_was_sent_to_and_no_other(question: Question) -> None:
    link = token(question)
    with writing():
        question.write_to("other@readers.example")
    with pytest.raises(WrongLink):
        Question.to_confirm(link)
    with writing():
        question.forget_email()
    with pytest.raises(WrongLink):
        Question.to_confirm(link)


def test_a_link_confirms_for_fourteen_days(question: Question, monkeypatch: pytest.MonkeyPatch) -> None:
    link, sent = token(question), clock.now()
    monkeypatch.setattr(clock, "now", lambda: sent + timedelta(days=13, hours=23))
    assert Question.to_confirm(link) is question
    monkeypatch.setattr(clock, "now", lambda: sent + timedelta(days=14, seconds=1))
    with pytest.raises(WrongLink, match="too old"):
        Question.to_confirm(link)


def test_no_link_does_what_another_is_for_and_none_can_be_made_up(question: Question) -> None:
    confirm, stop = token(question), token(question, STOP)
    for wrong in (stop, confirm[:-1], f"{confirm}A", f"A{confirm}", "", "a.b", signed("slip", [1, "x"])):
        with pytest.raises(WrongLink):
            Question.to_confirm(wrong)
    with pytest.raises(WrongLink):
        Question.to_stop(confirm)
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    for letter in last.replace(confirm[-1], ""):
        with pytest.raises(WrongLink):
            Question.to_confirm(confirm[:-1] + letter)


def test_a_link_that_stops_mails_never_grows_old(question: Question, monkeypatch: pytest.MonkeyPatch) -> None:
    link, years = token(question, STOP), clock.now() + timedelta(days=3_000)
    monkeypatch.setattr(clock, "now", lambda: years)
    assert Question.to_stop(link) is question


def test_only_its_owner_knows_a_masked_address_again(question: Question) -> None:
    assert question.masked_email == "a…@readers.example"
