"""A mail is a row, written in the same transaction as the thing that it tells of."""

from datetime import timedelta

from sqlalchemy import Index, delete, select
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from app import clock
from app.db import Base, db, moment, moment_made, pk, prose
from app.text import tidy_line

GRACE = timedelta(seconds=30)
"""How long a mail waits before it may leave, so that a slip of the hand can be undone."""


class Message(Base):
    """A mail to one address. `about` names what it tells of, as in `question 12`.

    Its words are kept until it has left, and no longer.
    """

    __tablename__ = "message"
    topic = None
    __table_args__ = (
        Index("ix_message_due", "sent_at", "due_at"),
        Index("ix_message_about", "about"),
        Index("ix_message_to", "to"),
    )

    id: Mapped[pk]
    to: Mapped[str]
    subject: Mapped[str]
    text: Mapped[prose]
    html: Mapped[prose] = mapped_column(server_default=sql("''"))
    """What it says, as sanitised HTML; where there is none, it is made of the text."""
    stop: Mapped[prose] = mapped_column(server_default=sql("''"))
    """The address by which there will be no more of these, where somebody asked for them."""
    about: Mapped[str]
    written_at: Mapped[moment_made]
    due_at: Mapped[moment]
    sent_at: Mapped[moment | None]
    attempts: Mapped[int] = mapped_column(default=0)
    fault: Mapped[prose]


def send(
    to: str, subject: str, text: str, about: str, grace: timedelta = GRACE, *, html: str = "", stop: str = ""
) -> None:
    """Put a mail in the outbox. HTML says what TEXT says; STOP is the address that ends such mails."""
    subject = tidy_line(subject)
    mail = Message(to=to, subject=subject, text=text, html=html, stop=stop, about=about)
    mail.due_at = clock.now() + grace
    db.session.add(mail)


def was_sent(about: str) -> bool:
    """Whether a mail ABOUT something has left, to an address that is still known."""
    left = select(Message.id).where(Message.about == about, Message.sent_at.is_not(None), Message.to != "")
    return db.session.scalar(left.limit(1)) is not None


def unsend(about: str) -> None:
    """Take back what is still in the outbox ABOUT something."""
    db.session.execute(delete(Message).where(Message.about == about, Message.sent_at.is_(None)))
