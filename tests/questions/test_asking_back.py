"""The author asks the asker something, and they reply on their private page."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import clock, mail
from app.db import db, writing
from app.desk import lanes
from app.desk.sights import Sight
from app.mail import Message
from app.people import Person
from app.questions import Permission, Question, QuestionDeed, State
from app.text import for_author
from app.web import Refusal
from tests.conftest import Author

LETTER = "My neighbour borrows my ladder and keeps it for weeks."


@pytest.fixture
def link(app: Flask, reader: FlaskClient, hester: int) -> str:
    """The private page of a question whose asker gave an e-mail; two younger ones wait above it."""
    sent = {"letter": LETTER, "email": "asker@readers.example", "permission": "either"}
    address = reader.post("/ask", data=sent).location
    with app.app_context(), writing():
        db.session.get_one(Question, 1).confirm()
        mail.unsend("address of question 1")
    for n in range(2):
        reader.post("/ask", data={"letter": f"A younger letter, the {n}th of them."})
    return address


def ask_back(author: Author, text: str = "Is it a *long* ladder?") -> str:
    return author.post("/desk/questions/1/ask-back?lane=new", ask_back=text).location


def first_of_the_inbox(app: Flask) -> int:
    with app.app_context():
        return lanes.lane(Sight()).rows[0].id


def outbox(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Message.text)))


def test_what_is_asked_shows_on_the_private_page_and_goes_by_mail(
    app: Flask, author: Author, reader: FlaskClient, link: str
) -> None:
    assert ask_back(author) == "/desk/questions/2?lane=new"
    page = reader.get(link).text
    assert "Is it a *long* ladder?" in page
    assert "something to ask you" in page
    assert ["Is it a *long* ladder?" in text for text in outbox(app)] == [True]
    with app.app_context():
        assert lanes.sizes()["waiting"] == 1
        assert lanes.sizes()["inbox"] == 2


def test_a_reply_lifts_the_question_to_the_top_of_the_queue(
    app: Flask, author: Author, reader: FlaskClient, link: str
) -> None:
    ask_back(author)
    answer = reader.post(f"{link}/reply", data={"reply": "Three <metres>."}, headers={"Origin": "null"})
    assert answer.status_code == 303
    assert "Three &lt;metres&gt;." in reader.get(link).text
    assert "Three &lt;metres&gt;." in author.get("/desk/questions/1").text
    assert outbox(app) == []
    with app.app_context():
        first = lanes.lane(Sight()).rows[0]
        assert (first.id, first.state, first.changes[-1].deed.by) == (1, State.QUEUED, None)


def test_a_reply_stands_above_starred_ones_until_somebody_acts_on_it(
    app: Flask, author: Author, reader: FlaskClient, link: str
) -> None:
    ask_back(author)
    author.post("/desk/questions/star", selected=["2", "3"])
    reader.post(f"{link}/reply", data={"reply": "Three metres."})
    assert first_of_the_inbox(app) == 1
    assert "the asker replied" in author.get("/desk").text
    author.post("/desk/questions/tag", opened="1", tags="ladders")
    assert first_of_the_inbox(app) == 3


@pytest.mark.parametrize(("reply", "sentence"), [("", "write something"), ("x" * 20_001, "20,000")])
def test_a_reply_that_is_not_taken_comes_back(
    author: Author, reader: FlaskClient, link: str, reply: str, sentence: str
) -> None:
    ask_back(author)
    answer = reader.post(f"{link}/reply", data={"reply": reply})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f"\n{reply}</textarea>" in answer.text


def test_undo_takes_back_what_was_asked_and_its_mail(
    app: Flask, author: Author, reader: FlaskClient, link: str
) -> None:
    ask_back(author)
    author.post("/desk/undo")
    assert "ladder?" not in reader.get(link).text
    assert outbox(app) == []
    assert "Nothing is being asked" in reader.post(f"{link}/reply", data={"reply": "Three metres."}).text
    ask_back(author, "Whose ladder?")
    assert "Whose ladder?" in reader.get(link).text


def test_a_wrong_link_takes_no_reply(reader: FlaskClient, link: str) -> None:
    assert reader.post(f"{link[:-3]}AAA/reply", data={"reply": "Three metres."}).status_code == 404


@pytest.mark.usefixtures("context")
def test_nobody_is_asked_twice_at_a_time(hester: int) -> None:
    by = db.session.get_one(Person, hester)
    with writing():
        question, _ = Question.ask(LETTER)
        question.ask_back("A long one?", by)
    with pytest.raises(Refusal, match="not replied yet"), writing():
        question.ask_back("Is it?", by)


@pytest.mark.usefixtures("context")
def test_a_private_answer_is_mailed_once_and_its_undo_takes_the_mail_back(app: Flask, hester: int) -> None:
    by = db.session.get_one(Person, hester)
    with writing():
        question, _ = Question.ask(LETTER, email="asker@readers.example", permission=Permission.PRIVATE)
        db.session.flush()
        question.confirm()
        question.answer_privately(for_author("Ask for it back."), by)
        question.answer_privately(for_author("Ask for it *soon*."), by)
    assert ["Ask for it *soon*." in text for text in outbox(app)] == [True]
    undo_the_last(by)
    assert ["Ask for it back." in text for text in outbox(app)] == [True]
    assert question.private_answer == "Ask for it back."
    undo_the_last(by)
    assert outbox(app) == []


@pytest.mark.usefixtures("context")
def test_a_note_that_reads_like_a_state_is_only_a_note(app: Flask, hester: int) -> None:
    by = db.session.get_one(Person, hester)
    with writing():
        question, _ = Question.ask(LETTER, email="asker@readers.example")
        db.session.flush()
        question.confirm()
        question.ask_back("A long one?", by)
        question.jot("waiting", by)
    undo_the_last(by)
    assert question.open_clarification is not None
    assert len(outbox(app)) == 1


@pytest.mark.usefixtures("context")
def test_undo_brings_back_what_was_asked_and_its_mail(app: Flask, hester: int) -> None:
    by = db.session.get_one(Person, hester)
    with writing():
        question, _ = Question.ask(LETTER, email="asker@readers.example")
        db.session.flush()
        question.confirm()
        question.ask_back("A long one?", by)
        question.decline(by)
    assert outbox(app) == []
    assert question.open_clarification is None
    undo_the_last(by)
    assert ["A long one?" in text for text in outbox(app)] == [True]
    assert question.open_clarification is not None


@pytest.mark.usefixtures("context")
def test_whoever_was_asked_and_replied_is_still_told_of_the_answer(app: Flask, hester: int) -> None:
    by = db.session.get_one(Person, hester)
    with writing() as session:
        question, _ = Question.ask(LETTER, email="asker@readers.example", permission=Permission.PRIVATE)
        session.flush()
        question.confirm()
        question.ask_back("A long one?", by)
        session.flush()
        session.scalars(select(Message)).one().sent_at = clock.now()
    with writing():
        question.reply("Three metres.")
        question.answer_privately(for_author("Then ask for it."), by)
    assert ["Then ask for it." in text for text in outbox(app)] == [False, True]


@pytest.mark.usefixtures("context")
def test_an_older_question_to_the_asker_is_not_taken_back_in_place_of_the_last(hester: int) -> None:
    by = db.session.get_one(Person, hester)
    with writing():
        question, _ = Question.ask(LETTER)
        db.session.flush()
        question.ask_back("A long one?", by)
    first = question.changes[-1].deed
    with writing():
        question.reply("Three metres.")
        question.ask_back("Of wood?", by)
    with pytest.raises(Refusal, match="changed since"), writing():
        first.undo(by)
    assert question.open_clarification is not None
    assert question.open_clarification.text == "Of wood?"


def undo_the_last(by: Person) -> None:
    with writing():
        deed = QuestionDeed.last_of(by)
        assert deed is not None
        deed.undo(by)
