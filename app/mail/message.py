"""A mail is a row, written in the same transaction as the thing that it tells of."""

from datetime import timedelta

from sqlalchemy import Index, delete, select
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from app import clock
from app.db import Base, db, moment, moment_made, pk, prose

GRACE = timedelta(seconds=30)
"""How long a mail waits before it may leave, so that a slip of the hand can be undone."""


class Message(Base):
    """A mail to one address. `about` names what it tells of, as in `question 12`."""

    __tablename__ = "message"
    topic = None
    __table_args__ = (
        Index("ix_message_due", "sent_at", "due_at"),
        Index("ix_message_about", "about"),
    )

    id: Mapped[pk]
    to: Mapped[str]
    subject: Mapped[str]
    text: Mapped[prose]
    html: Mapped[prose] = mapped_column(server_default=sql("''"))
    about: Mapped[str]
    written_at: Mapped[moment_made]
    due_at: Mapped[moment]
    sent_at: Mapped[moment | None]
    attempts: Mapped[int] = mapped_column(default=0)
    fault: Mapped[prose]


def send(to: str, subject: str, text: str, about: str, grace: timedelta = GRACE) -> None:
    """Put a mail in the outbox. Line breaks in SUBJECT, which could forge a header, become spaces."""
    now = clock.now()
    subject = " ".join(subject.split())
    db.session.add(Message(to=to, subject=subject, text=text, about=about, due_at=now + grace))


def was_sent(about: str) -> bool:
    """Whether a mail ABOUT something has left."""
    left = select(Message.id).where(Message.about == about, Message.sent_at.is_not(None))
    return db.session.scalar(left.limit(1)) is not None


def unsend(about: str) -> None:
    """Take back what is still in the outbox ABOUT something."""
    db.session.execute(delete(Message).where(Message.about == about, Message.sent_at.is_(None)))
