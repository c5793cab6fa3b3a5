"""What is erased is gone from the index too."""

import pytest
from sqlalchemy import delete, text

from app.db import db, writing
from app.questions import Question
from app.questions.finding import matching

pytestmark = pytest.mark.usefixtures("context")


def kept() -> str:
    """All that the index keeps, as it lies in the database."""
    if db.engine.dialect.name == "sqlite":
        blocks = db.session.connection().execute(text("SELECT block FROM question_words_data"))
        return " ".join(block.decode("latin-1") for (block,) in blocks)
    words = text("SELECT word FROM ts_stat('SELECT words FROM question')")
    return " ".join(db.session.connection().scalars(words))


def test_a_deleted_question_leaves_no_words_in_the_index() -> None:
    with writing():
        for place in range(30):
            Question.ask(f"A quiet letter, number {place}.")
        asked, _ = Question.ask("My xylophone teacher Zbigniew ignores me.", signature="Quizzical")
    assert "zbigniew" in kept()
    with writing() as session:
        session.execute(delete(Question).where(Question.id == asked.id))
    assert not [word for word in ("zbigniew", "xylophon", "quizzic") if word in kept()]
    assert list(db.session.scalars(matching("xylophone"))) == []
    assert len(list(db.session.scalars(matching("quiet")))) == 30


def test_what_was_in_a_note_is_gone_with_it() -> None:
    with writing():
        asked, _ = Question.ask("A quiet letter.")
        asked.note = "Zbigniew again"
    with writing():
        asked.note = ""
    assert "zbigniew" not in kept()
    assert "quiet" in kept()
