"""The schema comes from the migrations alone."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text as sql

from app import create_app
from app.comments import Comment
from app.comments.reports import report
from app.db import db, writing
from app.db.migrations import alembic
from app.mail import Message
from app.people import Person, Role
from app.posts import Post
from app.questions import Question
from app.site import Site
from tests.conftest import settings


@pytest.mark.usefixtures("context")
def test_the_migrations_make_what_the_models_say() -> None:
    assert alembic.compare_metadata() == []


def test_a_new_database_has_the_one_row_of_the_site(app: Flask) -> None:
    with app.app_context():
        assert Site.current().id == 1


BEFORE = (
    "INSERT INTO person (id, name, email, role, joined_at) VALUES (1, 'H', 'h@c.example', 'author', :now)",
    "INSERT INTO question (id, headline, letter, signature, email, permission, state, starred, note,"
    " private_answer, private_answer_html, token_hash, received_at)"
    " VALUES (7, 'Ladder', 'May I?', '', '', 'publish', 'answered', :yes, '', '', '', 'x', :now)",
    "INSERT INTO question_move (id, question_id, was, became, by_id, at)"
    " VALUES (3, 7, 'new', 'queued', 1, :now), (4, 7, 'queued', 'answered', NULL, :now)",
    "INSERT INTO post (id, kind, state, title, path, author_id, letter_source, letter_html, signature,"
    " body_source, body_html, body_format, renderer, begun_at, revised_at, version)"
    " VALUES (5, 'answer', 'draft', 'Ladders', NULL, 1, '', '', '', '', '', 'markdown', 1, :now, :now, 1)",
    "INSERT INTO post_question (post_id, question_id) VALUES (5, 7)",
    "INSERT INTO comment (id, post_id, name, email, source, html, format, renderer, state, created_at)"
    " VALUES (2, 5, 'Kim', '', 'x', 'x', 'markdown', 1, 'spam', :now)",
    "INSERT INTO comment_move (id, comment_id, was, became, by_id, at)"
    " VALUES (8, 2, 'held', 'published', 1, :now), (9, 2, 'published', 'spam', 1, :now)",
)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_what_was_there_before_an_upgrade_is_there_after_it(
    request: pytest.FixtureRequest, tmp_path: Path, database: str
) -> None:
    url = {"DATABASE_URL": request.getfixturevalue("empty_postgresql_url")} if database != "sqlite" else {}
    app = create_app(settings(tmp_path, **url))
    with app.app_context():
        alembic.upgrade("0002")
        with writing() as session:
            for statement in BEFORE:
                session.execute(sql(statement), {"now": "2026-11-01 12:00:00+00:00", "yes": True})
        alembic.upgrade()
        question = db.session.get_one(Question, 7)
        told = [(change.was, change.became, change.deed.by_id) for change in question.changes]
        assert told == [("new", "queued", 1), ("queued", "answered", None)]
        assert (question.length, question.lifted_at) == (6, question.received_at)
        assert Post.about(question) is db.session.get_one(Post, 5)
        with writing() as session:
            younger, _ = Question.ask("And another thing.")
            younger.queue(session.get_one(Person, 1))
            session.flush()
            assert younger.changes[0].deed_id == 14
        comment = db.session.get_one(Comment, 2)
        decided = [(move.was, move.became, move.deed.by_id, move.deed.at) for move in comment.moves]
        assert decided == [
            ("held", "published", 1, question.received_at),
            ("published", "spam", 1, question.received_at),
        ]
        assert comment.moves[-1].deed.may_be_undone
        with writing() as session:
            report(comment, "Rude", "here")
            comment.approve(session.get_one(Person, 1))
            comment.hold(None, "Nobody did that.")
        db.session.rollback()
        alembic.downgrade("0002")
        moves = sql("SELECT question_id, was, became, by_id FROM question_move ORDER BY id")
        kept = [tuple(row) for row in db.session.execute(moves)]
        assert kept[:2] == [(7, "new", "queued", 1), (7, "queued", "answered", None)]
        assert kept[2][1:] == ("new", "queued", 1)
        moves = sql("SELECT comment_id, was, became, by_id FROM comment_move")
        assert {tuple(row) for row in db.session.execute(moves)} == {
            (2, "held", "published", 1),
            (2, "published", "spam", 1),
            (2, "spam", "published", 1),
        }
        db.session.rollback()
        alembic.upgrade()
        assert alembic.compare_metadata() == []
        for engine in db.engines.values():
            engine.dispose()


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_the_first_who_could_sign_in_before_there_were_roles_is_owner(
    request: pytest.FixtureRequest, tmp_path: Path, database: str
) -> None:
    url = {"DATABASE_URL": request.getfixturevalue("empty_postgresql_url")} if database != "sqlite" else {}
    app = create_app(settings(tmp_path, **url))
    add = sql(
        "INSERT INTO person (id, name, email, password_hash, role, joined_at)"
        " VALUES (:id, 'P', :email, :password, 'author', '2026-11-01 12:00:00+00:00')"
    )
    with app.app_context():
        alembic.upgrade("0010")
        with writing() as session:
            for number, password in enumerate((None, "x", "x"), start=1):
                session.execute(add, {"id": number, "email": f"p{number}@c.example", "password": password})
        alembic.upgrade()
        people = [db.session.get_one(Person, number) for number in (1, 2, 3)]
        assert [person.role for person in people] == ["author", "owner", "author"]
        with writing() as session:
            session.get_one(Person, 3).role = Role.MODERATOR
        db.session.rollback()
        alembic.downgrade("0010")
        kept = db.session.execute(sql("SELECT role, password_hash FROM person ORDER BY id")).all()
        assert [tuple(row) for row in kept] == [("author", None), ("author", "x"), ("author", None)]
        db.session.rollback()
        for engine in db.engines.values():
            engine.dispose()


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_addresses_that_were_given_before_they_were_confirmed_are_taken_as_they_were(
    request: pytest.FixtureRequest, tmp_path: Path, database: str
) -> None:
    url = {"DATABASE_URL": request.getfixturevalue("empty_postgresql_url")} if database != "sqlite" else {}
    app = create_app(settings(tmp_path, **url))
    add = sql(
        "INSERT INTO question (id, headline, letter, signature, email, permission, state, starred, note,"
        " private_answer, private_answer_html, token_hash, received_at)"
        " VALUES (:id, '', 'May I?', '', :email, 'publish', 'new', :no, '', '', '', :token, :now)"
    )
    write = sql(
        'INSERT INTO message (id, "to", subject, text, about, written_at, due_at, sent_at, attempts, fault)'
        " VALUES (:id, 'a@b.example', 's', 'It was.', 'question 1', :now, :now, :sent, 1, '')"
    )
    now = "2026-11-01 12:00:00+00:00"
    with app.app_context():
        alembic.upgrade("0018")
        with writing() as session:
            for number, email in ((1, "a@b.example"), (2, "")):
                values = {"id": number, "email": email, "token": f"{number}", "now": now, "no": False}
                session.execute(add, values)
            for number, sent in ((1, now), (2, None)):
                session.execute(write, {"id": number, "now": now, "sent": sent})
        alembic.upgrade()
        given, bare = (db.session.get_one(Question, number) for number in (1, 2))
        assert (given.mailbox, given.email_confirmed_at) == ("a@b.example", given.received_at)
        assert (bare.mailbox, bare.email_confirmed_at) == ("", None)
        assert [db.session.get_one(Message, number).text for number in (1, 2)] == ["", "It was."]
        db.session.rollback()
        for engine in db.engines.values():
            engine.dispose()
