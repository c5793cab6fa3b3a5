"""A row becomes an e-mail: plain text and HTML, with headers that nobody else can write into."""

from email.headerregistry import Address, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8, Policy

from app.mail.addresses import in_ascii, part_of
from app.mail.looks import as_letter
from app.mail.message import Message
from app.text import opening, tidy_line
from config import Config

MOST = 200
"""Characters of a subject or a display name: a title may be longer than a mailbox shows."""

_headers = HeaderRegistry()


class _InOnePiece(UnstructuredHeader):
    """A header that stands on one line: folding would make something else of a long address."""

    def fold(self, *, policy: Policy) -> str:
        """It, as it goes over the wire."""
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined]


_headers.map_to_type("list-unsubscribe", _InOnePiece)  # type: ignore[arg-type]


def composed(message: Message, config: Config, sender: str) -> EmailMessage:
    """MESSAGE as from the display name SENDER. Raises one of `FAULTS` for an address that is none.

    Seven bits and short lines (RFC 2045) are what every mail server takes, however old.
    """
    to = in_ascii(message.to)
    policy = SMTP if to.isascii() else SMTPUTF8
    email = EmailMessage(policy=policy.clone(cte_type="7bit", header_factory=_headers))
    email["From"] = Address(_line(sender), addr_spec=config.mail_from)
    email["To"] = part_of(to)
    email["Subject"] = _line(message.subject)
    email["Date"] = message.written_at
    email["Message-ID"] = f"<{message_id(message, config)}>"
    email["Auto-Submitted"] = "auto-generated"
    if message.stop:
        email["List-Unsubscribe"] = f"<{message.stop}>"
        email["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    email.set_content(_with_way_out(message))
    email.add_alternative(as_letter(message, config, _line(sender)), subtype="html")
    return email


def message_id(message: Message, config: Config) -> str:
    """What MESSAGE is known by, the same each time it is tried."""
    return f"{message.id}.{message.written_at:%Y%m%d%H%M%S}@{config.mail_from.rpartition('@')[2]}"


def _with_way_out(message: Message) -> str:
    """Its text, and how to get no more of these (RFC 8058 wants it said in the mail as well)."""
    return (
        f"{message.text.rstrip()}\n\n-- \nStop these mails: {message.stop}\n"
        if message.stop
        else message.text
    )


def _line(typed: str) -> str:
    """TYPED as one line of sane length: what could begin another header becomes a space or goes."""
    return opening(tidy_line(typed), MOST)
