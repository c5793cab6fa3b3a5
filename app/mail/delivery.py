"""Mails leave here: to a mail server, or without one as .eml files in the data folder."""

import smtplib
from datetime import timedelta
from email.errors import MessageError
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sqlalchemy import delete, select, update

from app import clock
from app.db import db, writing
from app.mail.composing import composed, message_id
from app.mail.message import Message
from config import Config

LEASE = timedelta(minutes=2)
TRIES = 8
BLANK = {"text": "", "html": "", "stop": ""}
"""What is kept of the words of a mail once it has left."""
FAILED_KEPT = timedelta(days=30)
FAULTS = (OSError, smtplib.SMTPException, MessageError, AttributeError, ValueError)
"""What a mail server or an address that nobody can write to raises; the last three by the email library."""


def deliver_due(config: Config, sender: str, most: int = 20) -> int:
    """Send up to MOST mails that are due, as from the display name SENDER; returns how many.

    Each is claimed by moving its due time ahead, in a transaction of its own, so that no other
    worker takes it while it is under way; should we die, it is due again after that.
    """
    sent = 0
    for _ in range(most):
        message = _claim()
        if message is None:
            break
        sent += _deliver(message, config, sender)
    return sent


def forget_failed() -> int:
    """Delete what could not be sent and was written a month ago; how many mails it was."""
    failed = (
        Message.sent_at.is_(None),
        Message.due_at <= clock.now(),
        Message.attempts >= TRIES,
        Message.written_at <= clock.now() - FAILED_KEPT,
    )
    numbers = db.session.scalars(select(Message.id).where(*failed).limit(200)).all()
    if numbers:
        with writing() as session:
            session.execute(delete(Message).where(Message.id.in_(numbers), Message.sent_at.is_(None)))
    return len(numbers)


def kept_as(message: Message, config: Config) -> Path:
    """The file that MESSAGE becomes where there is no mail server."""
    return config.data / "mail" / f"{message_id(message, config).replace('/', '-')}.eml"


def _deliver(message: Message, config: Config, sender: str) -> bool:
    try:
        _hand_over(message, composed(message, config, sender), config)
    except FAULTS as fault:
        _note(message.id, fault=f"{type(fault).__name__}: {fault}")
        return False
    _note(message.id, fault="", sent_at=clock.now(), **BLANK)
    return True


def _claim() -> Message | None:
    """The mail that has waited longest, ours for the time of the lease; None when none is due."""
    now = clock.now()
    due = (Message.sent_at.is_(None), Message.due_at <= now, Message.attempts < TRIES)
    if db.session.scalar(select(Message.id).where(*due).limit(1)) is None:
        return None
    with writing() as session:
        first = select(Message).where(*due).order_by(Message.id).limit(1)
        message = session.scalars(first.with_for_update(skip_locked=True)).first()
        if message is not None:
            message.attempts += 1
            message.due_at = now + LEASE * 2 ** (message.attempts - 1)
            session.flush()
            session.expunge(message)
    return message


def _note(number: int, **columns: object) -> None:
    with writing() as session:
        session.execute(update(Message).where(Message.id == number).values(**columns))


def _hand_over(message: Message, email: EmailMessage, config: Config) -> None:
    if config.mail_url is None:
        kept = kept_as(message, config)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(email.as_bytes())
        return
    parts = urlsplit(config.mail_url)
    secure = parts.scheme == "smtps"
    connect = smtplib.SMTP_SSL if secure else smtplib.SMTP
    with connect(parts.hostname or "", parts.port or (465 if secure else 25), timeout=20) as server:
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(email)
