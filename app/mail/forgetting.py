"""Mail that is not to be kept any longer, whether it left or not."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, literal, or_, select, update

from app import clock
from app.db import db
from app.db.leftovers import leave
from app.mail.message import Message

UNDER_WAY = timedelta(minutes=5)
"""A mail that leaves at this moment may be written as a file when the others are gone already."""


def about(thing: str) -> list[Message]:
    """All mail about THING, as in `question 12` or in `decline of question 12`, the first first."""
    padded = literal(" ").concat(Message.about).concat(" ")
    named = or_(*(padded.contains(f" {thing}{end}", autoescape=True) for end in (" ", ":")))
    return list(db.session.scalars(select(Message).where(named).order_by(Message.id)))


def forget(thing: str) -> None:
    """Delete all mail about THING, and the files in which it was kept."""
    found = about(thing)
    if found:
        db.session.execute(delete(Message).where(Message.id.in_([mail.id for mail in found])))
        _leave_files_of(found)


def forget_address(to: str, thing: str) -> None:
    """Forget the address TO in all mail about THING: what waits never leaves, what left names nobody."""
    found = [mail for mail in about(thing) if mail.to == to]
    theirs = Message.id.in_([mail.id for mail in found])
    if found:
        db.session.execute(delete(Message).where(theirs, Message.sent_at.is_(None)))
        db.session.execute(update(Message).where(theirs).values(to=""))
        _leave_files_of(found)


def _leave_files_of(found: Sequence[Message]) -> None:
    files = [f"mail/{mail.id}.{mail.written_at:%Y%m%d%H%M%S}@*.eml" for mail in found]
    leave([Message.__tablename__], files)
    leave([], files, due_at=clock.now() + UNDER_WAY)
