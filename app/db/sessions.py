"""One session a request. It reads, until `writing()` opens the one transaction that writes."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.db.writer_lock import writer_lock


class RoutedSession(Session):
    """Goes to the engine that cannot write, unless it is inside `writing()`."""

    def get_bind(self, *arguments: Any, **options: Any) -> Engine:
        return db.get_engine("default" if self.info.get("writing") else "reading")


db = SQLAlchemy(session_options={"class_": RoutedSession})


def is_writing(session: Session) -> bool:
    """Whether SESSION is inside `writing()`."""
    return bool(session.info.get("writing"))


@contextmanager
def writing() -> Iterator[Session]:
    """Do the whole block or none of it: committed at its end, undone by any exception.

    What was read before is read afresh inside, so that nothing is decided on an old row.
    Slow work that needs no row (Markdown, hashing) belongs before the block.
    """
    session = db.session
    if is_writing(session):
        raise RuntimeError("a writing transaction is open already")
    session.rollback()
    session.info["writing"] = True
    try:
        with writer_lock(db.engine), ExitStack() as until_done:
            session.info["until done"] = until_done
            try:
                yield session
                session.commit()
            finally:
                session.rollback()
    finally:
        session.info["writing"] = False
