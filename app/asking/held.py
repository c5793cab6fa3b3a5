"""Everything that is held on one asker, for whoever runs the column."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import FromClause, RowMapping, or_, select

from app import mail
from app.db import Base, db
from app.people import Deed
from app.posts import Post
from app.posts import erasing as in_posts
from app.questions import Change, Question, erasing

LEFT_OUT = {"token_hash"}
"""The hash of the private link, and of links to comments: whoever has it has nothing."""


def held_on(question: Question) -> dict[str, Any]:
    """All that is kept about QUESTION and its updates, table by table, as JSON can say it.

    Whatever points at a question is found by that, so that no table is forgotten.
    """
    tables = {name: [_told(row) for row in rows] for name, rows in _rows(question.id) if rows}
    tables["copies in posts"] = [_copies(post, question) for post in in_posts.with_copies(question)]
    tables["updates"] = [held_on(each) for each in erasing.updates_to(question)]
    return {name: rows for name, rows in tables.items() if rows}


def _rows(number: int) -> Iterator[tuple[str, Sequence[RowMapping]]]:
    question = Question.__table__
    yield "question", _found(question, question.c.id == number)
    for table in Base.metadata.sorted_tables:
        columns = [key.parent for key in table.foreign_keys if key.column.table is question]
        if columns and table is not question:
            yield table.name, _found(table, or_(*(column == number for column in columns)))
    changes = select(Change.deed_id).where(Change.question_id == number)
    yield "deed", _found(Deed.__table__, Deed.id.in_(changes))
    messages = [each.id for each in mail.about(f"question {number}")]
    yield "message", _found(mail.Message.__table__, mail.Message.id.in_(messages))


def _found(table: FromClause, which: Any) -> Sequence[RowMapping]:
    return db.session.execute(select(table).where(which).order_by(*table.primary_key)).mappings().all()


def _told(row: RowMapping) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in LEFT_OUT and value not in (None, "")}


def _copies(post: Post, question: Question) -> dict[str, Any]:
    """What POST and its revisions have of the letter of QUESTION; the answer is the author's."""
    kept = in_posts.copies_in(post, question)
    return {"post": post.id, "state": post.state, "path": post.path or "", "kept": kept}
