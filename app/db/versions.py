"""How pages know that what they show has changed.

Every row belongs to a topic: that of the page it is seen on, or the site as a whole, which is what
a model gets that says nothing. A commit raises the number of each topic that it touched, in the
same transaction. A page is kept with the numbers of the topics that it shows; as long as they
stand, so does the page. What a model cannot forget, a page cannot miss.
"""

from collections.abc import Iterable
from time import time_ns

from sqlalchemy import BigInteger, Connection, case, event, select
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column

from app.db.base import Base
from app.db.dialects import insert
from app.db.sessions import RoutedSession, db

SITE = "site"
Stamp = tuple[tuple[str, int], ...]


class Version(Base):
    """The last commit that touched a topic: a number that only rises, even over a restored backup,
    for it is the time of the commit in microseconds where that is later than the number before.
    """

    __tablename__ = "version"
    topic = None

    name: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)


def stamp(seen_by: Session | Connection, topics: Iterable[str]) -> Stamp:
    """The numbers of TOPICS and of the site as a session or connection sees them; one query."""
    names = {SITE, *topics}
    rows = seen_by.execute(select(Version.name, Version.number).where(Version.name.in_(names)))
    return tuple(sorted((name, number) for name, number in rows))


def showing(topic: str) -> None:
    """Say that this request shows TOPIC. A room's queries call it, so that no page has to."""
    db.session.info.setdefault("shown", set()).add(topic)


def shown() -> tuple[str, ...]:
    """The topics that this request has shown so far, beside the site as a whole."""
    return tuple(sorted(db.session.info.get("shown", ())))


def touch(session: Session, topic: str) -> None:
    """Say that this transaction changes what is seen of TOPIC; for changes that no row tells of."""
    session.info.setdefault("touched", set()).add(topic)


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
    touched = session.info.pop("touched", set())
    if not touched:
        return
    first = insert(Version.__table__)
    now = first.excluded.number
    later = case((Version.number < now, now), else_=Version.number + 1)
    raised = first.on_conflict_do_update(index_elements=["name"], set_={"number": later})
    number = time_ns() // 1000
    session.connection().execute(raised, [{"name": name, "number": number} for name in sorted(touched)])


@event.listens_for(RoutedSession, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop("touched", None)
