"""What a deletion leaves on the disk goes as soon as nobody reads it, and never holds anybody up."""

from contextlib import closing
from pathlib import Path

import pysqlite3.dbapi2
import pytest
from flask import Flask
from sqlalchemy import text as sql

from app.db import Leftover, db, writing
from app.db.leftovers import leave, sweep_at_once
from app.questions import Question
from tests.disk import lying_about, swept

WORD = "zyxwabor"


@pytest.fixture
def deleted(app: Flask) -> str:
    """A word of a letter that is deleted; others lie beside it."""
    with app.app_context():
        with writing() as session:
            for number in range(20):
                Question.ask(f"A quiet letter, number {number}.")
            question, _ = Question.ask(f"A letter by {WORD}.")
            session.flush()
        assert lying_about(app, [WORD]) == {WORD}
        return str(question.id)


def delete(number: str) -> None:
    with writing() as session:
        session.delete(session.get_one(Question, int(number)))
        leave(["question"], ["mail/1.*@*.eml"])


def test_a_reader_delays_it_and_after_that_it_is_gone(app: Flask, deleted: str) -> None:
    with app.app_context():
        reading = db.get_engine("reading")
        with reading.connect() as reader:
            reader.execute(sql("SELECT count(*) FROM question"))
            delete(deleted)
            assert swept(app) == 0
            sweep_at_once(app.config["QUANDARY"].data)
            assert db.session.query(Leftover).count() == 1
            db.session.rollback()
        assert swept(app) == 1
        assert db.session.query(Leftover).count() == 0
    assert lying_about(app, [WORD]) == set()


def test_kept_mail_goes_too_and_need_not_be_there(app: Flask, deleted: str) -> None:
    with app.app_context():
        folder: Path = app.config["QUANDARY"].data / "mail"
        folder.mkdir(exist_ok=True)
        for name in ("1.20261103@c.example.eml", "11.20261103@c.example.eml"):
            (folder / name).write_text(WORD)
        delete(deleted)
        assert swept(app) == 1
        assert [file.name for file in folder.iterdir()] == ["11.20261103@c.example.eml"]
        (folder / "11.20261103@c.example.eml").unlink()
        with writing():
            leave(["question"], ["mail/1.*@*.eml"])
        assert swept(app) == 1


def test_what_statistics_took_samples_of_is_forgotten(app: Flask, deleted: str) -> None:
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            pytest.skip("nobody takes samples there")
        with db.get_engine("default").connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(sql("ANALYZE question"))
        delete(deleted)
        assert swept(app) == 1
    assert lying_about(app, [WORD]) == set()


def test_every_connection_that_writes_to_sqlite_overwrites_what_it_deletes(app: Flask) -> None:
    with app.app_context():
        if db.engine.dialect.name != "sqlite":
            pytest.skip("only SQLite has that")
        with db.get_engine("default").connect() as connection:
            assert connection.scalar(sql("PRAGMA secure_delete")) == 1
        with closing(pysqlite3.dbapi2.connect(db.engine.url.database)) as file:
            for index in ("question_words", "post_words", "part_words"):
                rows = dict(file.execute(f"SELECT k, v FROM {index}_config"))
                assert rows["secure-delete"] == 1
