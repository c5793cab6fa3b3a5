"""Mails leave here: to a mail server, or without one as .eml files in the data folder."""

import smtplib
from collections.abc import Iterable
from datetime import timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sqlalchemy import select, update

from app import clock
from app.db import db, writing
from app.mail.message import Message
from config import Config

LEASE = timedelta(minutes=2)
TRIES = 8


def deliver_due(config: Config, sender: str, most: int = 20) -> int:
    """Send up to MOST mails that are due, as from the display name SENDER; returns how many.

    A mail is claimed by moving its due time ahead, in a transaction of its own, so that no
    other worker takes it while it is under way; should we die, it is due again after that.
    """
    sent = 0
    for message in _claim(most):
        try:
            _hand_over(_as_email(message, config, sender), config)
        except (OSError, smtplib.SMTPException, ValueError) as fault:
            _note(message.id, fault=f"{type(fault).__name__}: {fault}")
        else:
            _note(message.id, fault="", sent_at=clock.now())
            sent += 1
    return sent


def _claim(most: int) -> Iterable[Message]:
    now = clock.now()
    due = (Message.sent_at.is_(None), Message.due_at <= now, Message.attempts < TRIES)
    if db.session.scalar(select(Message.id).where(*due).limit(1)) is None:
        return []
    with writing() as session:
        rows = select(Message).where(*due).order_by(Message.id).limit(most)
        claimed = session.scalars(rows.with_for_update(skip_locked=True)).all()
        for message in claimed:
            message.attempts += 1
            message.due_at = now + LEASE * 2 ** (message.attempts - 1)
        session.flush()
        session.expunge_all()
    return claimed


def _note(number: int, **columns: object) -> None:
    with writing() as session:
        session.execute(update(Message).where(Message.id == number).values(**columns))


def _as_email(message: Message, config: Config, sender: str) -> EmailMessage:
    email = EmailMessage(policy=SMTP)
    email["From"] = Address(" ".join(sender.split()), addr_spec=config.mail_from)
    email["To"] = Address(addr_spec=message.to)
    email["Subject"] = message.subject
    email["Date"] = message.written_at
    email["Message-ID"] = (
        f"<{message.id}.{message.written_at:%Y%m%d%H%M%S}@{config.mail_from.rpartition('@')[2]}>"
    )
    email["Auto-Submitted"] = "auto-generated"
    email.set_content(message.text)
    return email


def _hand_over(email: EmailMessage, config: Config) -> None:
    if config.mail_url is None:
        _keep(email, config.data / "mail")
        return
    parts = urlsplit(config.mail_url)
    secure = parts.scheme == "smtps"
    connect = smtplib.SMTP_SSL if secure else smtplib.SMTP
    with connect(parts.hostname or "", parts.port or (465 if secure else 25), timeout=20) as server:
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(email)


def _keep(email: EmailMessage, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = str(email["Message-ID"]).strip("<>").replace("/", "-")
    (folder / f"{name}.eml").write_bytes(email.as_bytes())
