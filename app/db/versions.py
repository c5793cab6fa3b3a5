"""How pages know that what they show has changed.

Every row belongs to a topic: that of the page it is seen on, or the site as a whole, which is what
a model gets that says nothing. A commit raises the number of each topic that it touched, in the
same transaction. A page is kept with the numbers of the topics that it shows; as long as they
stand, so does the page. What a model cannot forget, a page cannot miss.
"""

from collections.abc import Sequence
from functools import cache
from time import time_ns

from flask import current_app
from sqlalchemy import BigInteger, Connection, Executable, bindparam, case, event, select
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column

from app.db.base import Base
from app.db.dialects import insert
from app.db.sessions import RoutedSession, db

SITE = "site"
CHANGING = "changing"
"""The name of the app's extension that makes a context manager for the time of a commit that pages show."""
Stamp = tuple[tuple[str, int], ...]


class Version(Base):
    """The last commit that touched a topic: a number that only rises, even over a restored backup,
    for it is the time of the commit in microseconds where that is later than the number before.
    """

    __tablename__ = "version"
    topic = None

    name: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)


_of_topics = select(Version.name, Version.number).where(Version.name.in_(bindparam("topics", expanding=True)))


def numbers(*topics: str) -> dict[str, int]:
    """The number of each of TOPICS as this request's transaction sees it; 0 where nothing touched it yet.

    Whoever asks goes by them, so this request shows these topics.
    """
    showing(*topics)
    session = db.session
    connection = session.connection()
    begun, known = session.info.get("numbers", (None, {}))
    if begun is not session.get_transaction():
        known = {}
        session.info["numbers"] = session.get_transaction(), known
    unknown = [topic for topic in topics if topic not in known]
    if unknown:
        known.update(read(connection, unknown))
    return {topic: known[topic] for topic in topics}


def read(connection: Connection, topics: Sequence[str]) -> dict[str, int]:
    """The number of each of TOPICS as CONNECTION sees it; one query."""
    rows = connection.execute(_of_topics, {"topics": topics})
    return dict.fromkeys(topics, 0) | dict(rows.all())


def shown() -> Stamp:
    """The topics that this request has shown so far, and the site as a whole, with their numbers."""
    return tuple(sorted(numbers(SITE, *db.session.info.get("shown", ())).items()))


def showing(*topics: str) -> None:
    """Say that this request shows TOPICS. A room's queries call it, so that no page has to."""
    db.session.info.setdefault("shown", set()).update(topics)


def touch(session: Session, topic: str) -> None:
    """Say that this transaction changes what is seen of TOPIC; for changes that no row tells of."""
    session.info.setdefault("touched", set()).add(topic)


def is_touched(session: Session, topic: str) -> bool:
    """Whether this transaction has changed what is seen of TOPIC, or is about to."""
    rows = (*session.new, *session.dirty, *session.deleted)
    return topic in session.info.get("touched", ()) or any(row.topic == topic for row in rows)


@event.listens_for(RoutedSession, "after_flush")
def _rows_changed(session: Session, context: object) -> None:
    for row in (*session.new, *session.dirty, *session.deleted):
        if row.topic is not None:
            touch(session, row.topic)


@event.listens_for(RoutedSession, "do_orm_execute")
def _rows_changed_at_once(state: ORMExecuteState) -> None:
    model = state.bind_mapper.class_ if state.bind_mapper else Base
    if not state.is_select and model.topic is not None:
        touch(state.session, SITE)


@event.listens_for(RoutedSession, "before_commit")
def _raise_numbers(session: Session) -> None:
    session.flush()
    touched, raised = session.info.pop("touched", set()), session.info.pop("raised", set())
    _raise(session, touched - raised)
    if touched or raised:
        session.info["until done"].enter_context(current_app.extensions[CHANGING]())


def raise_number(session: Session, topic: str) -> None:
    """Raise the number of TOPIC now and not at the end: whoever else would has to wait for our commit.

    So the rows of such a topic are written, and numbered, in the order in which they are seen.
    """
    raised: set[str] = session.info.setdefault("raised", set())
    if topic not in raised:
        raised.add(topic)
        _raise(session, {topic})


def _raise(session: Session, topics: set[str]) -> None:
    if not topics:
        return
    connection, number = session.connection(), time_ns() // 1000
    rows = [{"name": name, "number": number} for name in sorted(topics)]
    connection.execute(_raising(connection.dialect.name), rows)


@cache
def _raising(dialect: str) -> Executable:
    """How a number is raised, made once for each DIALECT."""
    first = insert(Version.__table__)
    now = first.excluded.number
    later = case((Version.number < now, now), else_=Version.number + 1)
    return first.on_conflict_do_update(index_elements=["name"], set_={"number": later})


@event.listens_for(RoutedSession, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop("touched", None)
    session.info.pop("raised", None)
