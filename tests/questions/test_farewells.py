"""A word that goes with a decline, and the canned replies that it may come from."""

import pytest
from flask import Flask
from sqlalchemy import select

from app import clock
from app.db import db, writing
from app.mail import Message
from app.people import Person, one_deed
from app.questions import CannedReply, Question, QuestionDeed, State
from app.questions.replies import MOST, Kind, fill, unknown
from app.text import for_author
from app.web import Refusal

pytestmark = pytest.mark.usefixtures("context")
NOTE = for_author("Dear there, *not* this time.")


@pytest.fixture
def by(hester: int) -> Person:
    return db.session.get_one(Person, hester)


@pytest.fixture
def question(by: Person) -> Question:
    with writing():
        asked, _ = Question.ask("May I?", email="asker@readers.example", signature="Ladderless {nmae}")
        asked.take_as_confirmed()
    return asked


def outbox() -> list[str]:
    return list(db.session.scalars(select(Message.text).where(Message.sent_at.is_(None))))


def test_it_goes_by_mail_and_undo_takes_both_back(question: Question, by: Person) -> None:
    with writing(), one_deed(by, QuestionDeed):
        question.decline(by, NOTE)
    assert (question.state, question.farewell_html) == (State.DECLINED, NOTE.html)
    assert ["*not* this time" in text for text in outbox()] == [True]
    undo(by)
    assert (question.state, question.farewell, outbox()) == (State.NEW, "", [])


def test_without_one_nobody_is_mailed(question: Question, by: Person) -> None:
    with writing():
        question.decline(by)
    assert (question.farewell, outbox()) == ("", [])


def test_one_that_was_told_before_is_not_told_of_the_next_decline(question: Question, by: Person) -> None:
    with writing():
        question.decline(by, NOTE)
        question.queue(by)
        question.decline(by)
    assert (question.farewell, outbox()) == ("", [])


def test_it_is_mailed_once(question: Question, by: Person) -> None:
    with writing() as session:
        question.decline(by, NOTE)
        session.flush()
        session.scalars(select(Message)).one().sent_at = clock.now()
    with writing():
        question.queue(by)
        question.decline(by, NOTE)
    assert outbox() == []


def test_whoever_was_declined_is_still_told_of_an_answer(question: Question, by: Person) -> None:
    with writing() as session:
        question.decline(by, NOTE)
        session.flush()
        session.scalars(select(Message)).one().sent_at = clock.now()
    with writing():
        question.queue(by)
        question.close(by, "Ladders", "https://column.example/ladders")
    assert ["ladders" in text for text in outbox()] == [True]


def undo(by: Person) -> None:
    with writing():
        deed = QuestionDeed.last_of(by)
        assert deed is not None
        deed.undo(by)


def canned(by: Person, text: str = "Dear {name}, no. {author}", kind: Kind = Kind.DECLINING) -> CannedReply:
    with writing():
        return CannedReply.add(kind, "A kind no", text, by)


def test_its_variables_are_filled_in_once(question: Question, by: Person) -> None:
    assert canned(by).filled(question, by) == r"Dear Ladderless \{nmae\}, no. Hester Brannock"
    odd = canned(by, "{name}|{headline}|{site}|{nmae}|{}|{ name }")
    with writing():
        question.signature = ""
    text = odd.filled(question, by)
    assert text == "there|May I?|An advice column|{nmae}|{}|{ name }"


def test_what_is_no_variable_is_found() -> None:
    assert unknown("{name} {nmae} {link} {nmae} {} { x } {a b}") == ["nmae", "link", "a b"]
    assert fill("{a}{b}", {"a": "{b}"}) == "{b}{b}"


def test_one_of_them_goes_with_each_decline(question: Question, by: Person) -> None:
    first, second = canned(by), canned(by)
    for reply in (first, second):
        with writing():
            reply.send_when_declining(True, by)
    assert CannedReply.when_declining() is second
    assert not first.sent_when_declining
    with writing():
        second.put(True, by)
    assert CannedReply.when_declining() is None
    assert CannedReply.of(Kind.DECLINING) == [first]


def test_what_goes_out_unseen_has_no_unknown_variable(by: Person) -> None:
    reply = canned(by, "Dear {nmae}")
    with pytest.raises(Refusal, match=r"\{nmae\} stands for nothing"), writing():
        reply.send_when_declining(True, by)
    with writing():
        reply.write("A no", "Dear {name}", by)
        reply.send_when_declining(True, by)
    with pytest.raises(Refusal, match=r"\{nmae\}"), writing():
        reply.write("A no", "Dear {nmae}", by)
    assert reply.text == "Dear {name}"


def test_an_answer_in_private_never_goes_with_a_decline(by: Person) -> None:
    reply = canned(by, kind=Kind.PRIVATE)
    with writing():
        reply.send_when_declining(True, by)
    assert CannedReply.when_declining() is None


def test_there_are_not_too_many(app: Flask, by: Person) -> None:
    with writing() as session:
        session.add_all(CannedReply(kind=Kind.PRIVATE, name=f"{n}", text="x") for n in range(MOST))
    with pytest.raises(Refusal, match=str(MOST)):
        canned(by)


def test_the_words_of_an_asker_are_shown_as_they_are_and_mean_nothing(by: Person) -> None:
    marks = "*Me* {nmae} <b> &amp; [x](http://x.example) & `co`_"
    with writing():
        asked, _ = Question.ask("May I?", signature=marks)
    reply = CannedReply(kind=Kind.DECLINING, name="No", text="Dear {name}")
    assert unknown(reply.filled(asked, by)) == []
    shown = reply.farewell(asked, by).html
    assert "<p>Dear *Me* {nmae} &lt;b&gt; &amp;amp; [x](http://x.example) &amp; `co`_</p>" in shown


def test_a_variable_of_two_words_stands_for_nothing() -> None:
    assert unknown("Dear {first name}, {first-name}, {name}") == ["first name", "first-name"]
