"""Telling how it went: an update is a question of its own, tied to the first."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import clock
from app.db import db, writing
from app.desk import lanes
from app.desk.sights import Sight
from app.mail.message import Message
from app.people import Person
from app.posts import Kind, Post, sequels
from app.questions import Permission, Question, QuestionDeed, State
from app.questions.updates import MOST, first_of, send_update, updates_to
from app.text import for_author
from app.web import Refusal, tokens
from tests.asking.conftest import Asked, answered
from tests.conftest import Author

NEWS = "He hums no more: we sing."
WENT = Sight(lane="answered", only="went")


def send(reader: FlaskClient, asked: Asked, words: str = NEWS) -> None:
    answer = reader.post(f"{asked.link}/update", data={"update": words})
    assert (answer.status_code, answer.location) == (303, f"{asked.link}#updates")


def the_update(number: int = 2) -> Question:
    db.session.rollback()
    return db.session.get_one(Question, number)


def allow(asked: Asked, *, ago: int = 100, email: str = "") -> None:
    """Let the asker of what was answered some days AGO have said that they may be asked."""
    with writing() as session:
        question, post = session.get_one(Question, asked.question), session.get_one(Post, asked.post)
        question.wants_follow_up, question.email = True, email
        question.take_as_confirmed()
        post.published_at = clock.now() - timedelta(days=ago)


def test_an_update_enters_the_queue_tied_to_the_first(reader: FlaskClient, asked: Asked) -> None:
    page = reader.get(asked.link).text
    assert f'href="{asked.link}/update"' in page
    assert "How did it go?" in reader.get(f"{asked.link}/update").text
    send(reader, asked)
    update = the_update()
    assert (update.letter, update.state, update.update_to_id) == (NEWS, State.NEW, asked.question)
    assert first_of(update) is db.session.get_one(Question, asked.question)


def test_what_the_asker_allowed_and_how_they_signed_is_that_of_the_first(
    reader: FlaskClient, context: None, hester: int
) -> None:
    asked = answered(hester, email="asker@readers.example", permission=Permission.EITHER)
    with writing() as session:
        session.get_one(Question, asked.question).email_confirmed_at = clock.now()
    send(reader, asked)
    first, update = db.session.get_one(Question, asked.question), the_update()
    assert (update.signature, update.email, update.permission) == (
        "Hummed out",
        "asker@readers.example",
        Permission.EITHER,
    )
    assert update.email_confirmed_at == first.email_confirmed_at


def test_the_first_page_leads_to_the_page_of_each_update(reader: FlaskClient, asked: Asked) -> None:
    send(reader, asked)
    send(reader, asked, "And louder.")
    links = [
        part.split('"')[0]
        for part in reader.get(asked.link).text.split('href="')
        if part.startswith("/asked/") and not part.startswith(asked.link)
    ]
    assert len(set(links)) == 2
    assert NEWS in reader.get(links[0]).text
    assert "This is your update to “Humming”" in reader.get(links[1]).text
    assert asked.token not in reader.get(links[1]).text
    hashes = {update.token_hash for update in updates_to(db.session.get_one(Question, asked.question))}
    assert hashes == {tokens.hashed(link.removeprefix("/asked/")) for link in links}


def test_the_token_of_an_update_says_nothing_of_the_first() -> None:
    one, other = tokens.derived("a" * 32, "update 1"), tokens.derived("a" * 32, "update 2")
    assert len({one, other, tokens.derived("b" * 32, "update 1")}) == 3
    assert len(one) == 32


def test_before_there_is_an_answer_there_is_no_update(reader: FlaskClient, context: None) -> None:
    with writing():
        _, token = Question.ask("My flatmate hums all day.")
    assert "/update" not in reader.get(f"/asked/{token}").text
    assert reader.get(f"/asked/{token}/update").location == f"/asked/{token}"
    answer = reader.post(f"/asked/{token}/update", data={"update": NEWS})
    assert answer.status_code == 422
    assert NEWS in answer.text


def test_an_update_has_no_update(reader: FlaskClient, asked: Asked) -> None:
    send(reader, asked)
    with pytest.raises(Refusal, match="once your question was answered"), writing() as session:
        send_update(session.get_one(Question, 2), "x", NEWS)


def test_three_in_a_day_and_ten_in_all(reader: FlaskClient, asked: Asked) -> None:
    for n in range(3):
        send(reader, asked, f"News {n}")
    answer = reader.post(f"{asked.link}/update", data={"update": "News 4"})
    assert answer.status_code == 429
    assert "News 4" in answer.text
    with writing() as session:
        first = session.get_one(Question, asked.question)
        for n in range(3, MOST):
            send_update(first, asked.token, f"News {n}")
            session.flush()
        with pytest.raises(Refusal, match="as much as there is room for"):
            send_update(first, asked.token, "News")


def test_an_empty_one_comes_back(reader: FlaskClient, asked: Asked) -> None:
    answer = reader.post(f"{asked.link}/update", data={"update": " "})
    assert answer.status_code == 422
    assert "was not sent yet" in answer.text


def test_answering_an_update_follows_the_post_of_the_first(
    reader: FlaskClient, asked: Asked, author: Author
) -> None:
    send(reader, asked)
    answer = author.post("/desk/questions/2/answer")
    number = int(answer.location.split("/")[-2])
    db.session.rollback()
    post = db.session.get_one(Post, number)
    assert (post.kind, post.follows_id, post.title) == (Kind.UPDATE, asked.post, "Update: Humming")
    assert (post.letter_source, post.signature) == (NEWS, "Hummed out")
    with writing() as session:
        post = session.get_one(Post, number)
        post.body_source, post.body_html, _ = for_author("Sing on.")
        post.publish(session.get_one(Person, 1))
        path = post.path
    assert the_update().state is State.ANSWERED
    assert "It was answered." in reader.get(asked.link).text
    assert f'There is an update: <a href="/{path}"' in reader.get(asked.path).text
    assert f'An update to <a href="{asked.path}"' in reader.get(f"/{path}").text


def test_an_update_to_what_is_published_no_more_is_answered_by_itself(
    reader: FlaskClient, asked: Asked, author: Author, hester: int
) -> None:
    send(reader, asked)
    with writing() as session:
        session.get_one(Post, asked.post).withdraw(session.get_one(Person, hester))
        post = Post.answering(session.get_one(Question, 2), session.get_one(Person, hester))
        assert (post.kind, post.follows) == (Kind.ANSWER, None)


def test_the_desk_links_both_ways(reader: FlaskClient, asked: Asked, author: Author) -> None:
    send(reader, asked)
    assert 'Update to <a href="/desk/questions/1"' in author.get("/desk/questions/2").text
    assert 'sent an update: <a href="/desk/questions/2"' in author.get("/desk/questions/1").text
    assert "an update</span>" in author.get("/desk?lane=new").text


def test_an_asker_who_allowed_it_can_be_asked_how_it_went(
    reader: FlaskClient, asked: Asked, author: Author
) -> None:
    assert "would like to know" not in reader.get(asked.link).text
    assert "Ask how it went" not in author.get("/desk/questions/1").text
    allow(asked, email="asker@readers.example")
    assert "Ask how it went" in author.get("/desk/questions/1").text
    author.post("/desk/questions/wonder", opened="1")
    assert "The author would like to know how it went" in reader.get(asked.link).text
    db.session.rollback()
    mail = db.session.scalars(select(Message).where(Message.subject == "How did it go?")).one()
    assert mail.to == "asker@readers.example"
    assert mail.due_at > clock.now()
    assert "/asked/" not in mail.text
    author.post("/desk/undo")
    assert "would like to know" not in reader.get(asked.link).text
    db.session.rollback()
    assert db.session.scalars(select(Message).where(Message.subject == "How did it go?")).all() == []


def test_whoever_told_already_is_not_told_that_the_author_wonders(
    reader: FlaskClient, asked: Asked, author: Author
) -> None:
    allow(asked)
    author.post("/desk/questions/wonder", opened="1")
    send(reader, asked)
    assert "would like to know" not in reader.get(asked.link).text


def test_nobody_is_asked_who_did_not_allow_it_or_twice_or_without_an_answer(
    asked: Asked, hester: int
) -> None:
    by = db.session.get_one(Person, hester)
    with pytest.raises(Refusal, match="did not say"), writing() as session:
        session.get_one(Question, asked.question).ask_how_it_went(by)
    allow(asked)
    with writing() as session:
        session.get_one(Question, asked.question).ask_how_it_went(by)
    with pytest.raises(Refusal, match="already"), writing() as session:
        session.get_one(Question, asked.question).ask_how_it_went(by)
    with pytest.raises(Refusal, match="is new"), writing() as session:
        other, _ = Question.ask("Another letter, about a kettle.")
        other.wants_follow_up, other.state = True, State.NEW
        session.flush()
        other.ask_how_it_went(by)


def test_the_filter_shows_whoever_can_be_asked_by_now(
    app: Flask, reader: FlaskClient, asked: Asked, author: Author, hester: int
) -> None:
    recent, told, forbidden = (answered(hester, headline=f"Humming {n}") for n in range(3))
    allow(asked)
    allow(recent, ago=80)
    allow(told)
    send(reader, told)
    assert forbidden
    db.session.rollback()
    assert [question.id for question in lanes.lane(WENT).rows] == [asked.question]
    page = author.get("/desk?lane=answered&only=went").text
    assert "Ask this one how it went" in page
    author.post("/desk/questions/wonder?lane=answered&only=went", selected=[str(asked.question)])
    db.session.rollback()
    assert lanes.lane(WENT).rows == []
    deed = QuestionDeed.last_of(db.session.get_one(Person, hester))
    assert deed is not None
    assert deed.told == "“Humming” waits to hear how it went."


def test_those_who_can_be_asked_are_found_along_an_index(context: None) -> None:
    query = sequels.due().compile(db.session.get_bind(), compile_kwargs={"literal_binds": True})
    if db.session.get_bind().dialect.name == "sqlite":
        plan = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {query}").all()
        assert "ix_question_how_it_went" in str(plan)
