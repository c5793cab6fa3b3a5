"""What is not kept for good: spam, held comments that nobody decided about, and where comments came from."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, delete, select, update
from sqlalchemy.orm import Session

from app import clock
from app.comments.deeds import CommentMove
from app.comments.model import NONE, Comment
from app.comments.nameless import ANONYMOUS
from app.comments.states import State
from app.db import db, writing
from app.people import Deed
from app.site import Site

BATCH, BATCHES = 200, 25
"""Rows that are looked at in one transaction, and transactions in one round."""
PLACES_KEPT = timedelta(days=90)
EMPTY: dict[str, Any] = {
    "name": ANONYMOUS,
    "email": "",
    "source": "",
    "html": "",
    "place": "",
    "reasons": "",
    "lesson": "",
    "question_id": None,
    "token_hash": None,
    "was_askers": False,
    "reads": None,
    "reads_too": None,
    "state": State.REMOVED,
}
"""What is left of a comment that others hang on."""
_comments: Table = Comment.__table__  # type: ignore[assignment]


def purge_due() -> int:
    """Purge what has lain for as long as the site says; how many comments it was."""
    site = Site.current()
    lanes = {State.SPAM: site.purge_spam_after, State.HELD: site.purge_held_after}
    return sum(_purge(lane, days) for lane, days in lanes.items() if days)


def forget_places() -> int:
    """Take away from comments of 90 days ago where they came from; how many they were, some a round."""
    before = clock.now() - PLACES_KEPT
    old = (
        select(Comment.id)
        .where(Comment.place != NONE, Comment.created_at <= before)
        .order_by(Comment.created_at)
    )
    if db.session.scalar(old.limit(1)) is None:
        return 0
    with writing() as session:
        numbers = session.scalars(old.limit(BATCH)).all()
        _write(session, update(_comments).where(_comments.c.id.in_(numbers)).values(place=""))
    return len(numbers)


def _purge(lane: State, days: int) -> int:
    before, taken, last = clock.now() - timedelta(days=days), 0, 0
    for _ in range(BATCHES):
        batch = _batch(lane, last)
        if not batch:
            break
        taken, last = taken + _purge_of(batch, lane, before), batch[-1]
    if taken:
        with writing():
            some = f"One {lane} comment" if taken == 1 else f"{taken} {lane} comments"
            Deed.record(None, f"{some} older than {days} days {'was' if taken == 1 else 'were'} purged.")
    return taken


def _batch(lane: State, after: int) -> Sequence[int]:
    """The numbers of the next of LANE AFTER one, due or not."""
    following = select(Comment.id).where(Comment.state == lane, Comment.id > after)
    return db.session.scalars(following.order_by(Comment.id).limit(BATCH)).all()


def _purge_of(batch: Sequence[int], lane: State, before: datetime) -> int:
    """Purge what is due of BATCH, in a transaction of its own; how many comments it was."""
    due = _due(batch, lane, before)
    if db.session.scalar(due.limit(1)) is None:
        return 0
    with writing() as session:
        numbers = session.scalars(due.with_for_update(skip_locked=True)).all()
        take(session, numbers)
    return len(numbers)


def _due(batch: Sequence[int], lane: State, before: datetime) -> Select[int]:
    """Those of BATCH that came to LANE, and were decided last, BEFORE a moment."""
    decided = select(CommentMove.id).join(Deed).where(CommentMove.comment_id == Comment.id, Deed.at > before)
    still = (Comment.id.in_(batch), Comment.state == lane, Comment.created_at <= before)
    return select(Comment.id).where(*still, ~decided.exists())


def take(session: Session, numbers: Sequence[int]) -> None:
    """Delete the comments with NUMBERS; those that others hang on are emptied, so that no thread breaks."""
    needed = _needed(session, numbers)
    _write(session, update(_comments).where(_comments.c.id.in_(needed)).values(**EMPTY))
    _write(session, delete(_comments).where(_comments.c.id.in_({*numbers} - needed)))


def _needed(session: Session, numbers: Sequence[int]) -> set[int]:
    """Those of NUMBERS that have a reply or a signpost which stays, or lead to such a one."""
    above = dict(session.execute(select(Comment.id, Comment.parent_id).where(Comment.id.in_(numbers))).all())
    stay = Comment.id.not_in(numbers)
    waiting: list[int | None] = [*_hanging(session, Comment.parent_id, numbers, stay)]
    waiting += _hanging(session, Comment.moved_to_id, numbers, stay)
    needed: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number is not None and number in above and number not in needed:
            needed.add(number)
            waiting.append(above[number])
    return needed


def _hanging(
    session: Session, column: Any, numbers: Collection[int], stay: ColumnElement[bool]
) -> Sequence[int]:
    return session.scalars(select(column).where(column.in_(numbers), stay).distinct()).all()


def _write(session: Session, statement: Any) -> None:
    """Nobody sees any of this on a page, so that no page is made anew."""
    session.connection().execute(statement)
