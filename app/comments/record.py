"""What is known of a writer, and of a text, before a comment is judged: one query over a few rows."""

from datetime import timedelta
from itertools import zip_longest
from typing import NamedTuple

from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    ScalarSelect,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    select,
)

from app import clock
from app.comments.blocks import Block, Sign, all_keys
from app.comments.columns import comment
from app.comments.learning import LESSONS
from app.comments.nameless import ANONYMOUS
from app.comments.states import State
from app.db import db

OFTEN, LATEST = 3, 20
"""Spam of one writer is counted so far, among so many of the latest from one place."""
REPEATS, LATELY = 20, timedelta(days=7)
"""So many that are nearly the same are counted, of so long a time."""
KEYS = [f"key_{n}" for n in range(6)]


class Record(NamedTuple):
    """What is known of a writer: whether they were approved, how much was spam, what they are blocked by;
    and how often nearly the same was said lately, by anyone.
    """

    is_known: bool
    spam: int
    blocked: Sign | None
    repeats: int


def _most(count: int) -> ColumnElement[int]:
    """COUNT written into a query: SQLite plans one anew, each time, whose limit it is only given."""
    return literal_column(str(count))


_c = comment.c
_decided = and_(_c.state == State.SPAM.value, _c.lesson == LESSONS[State.SPAM])
"""Spam because somebody said so: what is only laid there would taint all who share an address."""
_by_email = select(_c.id).where(_c.email == bindparam("email"), _decided).limit(_most(OFTEN)).subquery()
_from_place = (
    select(_decided.label("is_spam"))
    .where(_c.place == bindparam("place"))
    .order_by(_c.created_at.desc())
    .limit(_most(LATEST))
    .subquery()
)


def _repeats(column: ColumnClause[int]) -> ScalarSelect[int]:
    """How many of late read so, by one of the two numbers."""
    lately = _c.created_at > bindparam("since")
    some = select(_c.id).where(column == bindparam(column.name), lately).limit(_most(REPEATS)).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


_record = select(
    exists().where(
        _c.email == bindparam("email"),
        _c.name == bindparam("name"),
        _c.state == State.PUBLISHED.value,
    ),
    select(func.count()).select_from(_by_email).scalar_subquery(),
    select(func.count()).select_from(_from_place).where(_from_place.c.is_spam).scalar_subquery(),
    select(func.min(Block.sign)).where(Block.key.in_(list(map(bindparam, KEYS)))).scalar_subquery(),
    _repeats(_c.reads),
    _repeats(_c.reads_too),
)


def has_approved(question_id: int) -> bool:
    """Whether something that the asker of the question said as such was shown."""
    theirs = exists().where(_c.question_id == question_id, _c.state == State.PUBLISHED.value)
    return bool(db.session.scalar(select(theirs)))


def record_of(name: str, email: str, place: str, reads: int | None, reads_too: int | None) -> Record:
    """All that is known of who has NAME and EMAIL and is at PLACE, and of texts that read so; one query.

    No value is nobody's.
    """
    keys = dict(zip_longest(KEYS, all_keys(name, email, place)[: len(KEYS)]))
    asked = {"name": name or ANONYMOUS, "email": email or None, "place": place or None, "reads": reads}
    more = {"reads_too": reads_too, "since": clock.now() - LATELY}
    row = db.session.connection().execute(_record, asked | more | keys).one()
    known, by_email, from_place, sign, *repeats = row
    return Record(bool(known), min(max(by_email, from_place), OFTEN), sign and Sign(sign), max(repeats))
