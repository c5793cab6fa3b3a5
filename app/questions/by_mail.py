"""Where an asker wants to be told of their question, and by which links in mail they say so."""

from datetime import timedelta
from typing import Self

from sqlalchemy import select

from app import clock, mail
from app.db import db
from app.db.sessions import is_writing
from app.people.links import address_of
from app.questions import notices
from app.questions.states import State
from app.questions.talk import Talk
from app.web import signed
from app.web.guessing import WrongLink
from app.web.places import keyed

CONFIRM, STOP = "confirm", "stop"
LASTS = timedelta(days=14)
"""How long an address can be confirmed by the mail that was sent there."""
GONE = "This link opens nothing any more: another address was given since, or none is wanted."


class ByMail(Talk):
    """The part of a question that knows where its asker reads mail, and whether they said so there."""

    __abstract__ = True

    @classmethod
    def to_confirm(cls, token: str) -> Self:
        """The question whose address is confirmed by TOKEN. Raises WrongLink where it has that no more."""
        number, address = signed.read(CONFIRM, token, LASTS)
        question = cls._numbered(number)
        if question is None or not question.email or keyed(question.email) != address:
            raise WrongLink(GONE)
        return question

    @classmethod
    def to_stop(cls, token: str) -> Self | None:
        """The question whose mails end by TOKEN; None where it writes to that address no more."""
        number, address = signed.read(STOP, token)
        question = cls._numbered(number)
        is_told = question is not None and question.email and keyed(question.email) == address
        return question if is_told else None

    @classmethod
    def _numbered(cls, number: int) -> Self | None:
        query = select(cls).where(cls.id == number)
        return db.session.scalar(query.with_for_update(of=cls) if is_writing(db.session) else query)

    def write_to(self, email: str) -> None:
        """Take EMAIL as where its asker wants to be told, and ask there whether it is theirs."""
        if email != self.mailbox:
            self.forget_email()
            self.email = email
            self.ask_whose_it_is()

    def ask_whose_it_is(self) -> None:
        """Send the one mail that may go to an address before somebody there said that it is theirs."""
        db.session.flush()
        link = address_of("asking.confirm_address", self._token(CONFIRM))
        notices.whose_is_it(self.id, self.email, link)

    def confirm(self) -> None:
        """Whoever reads mail at its address said that it is theirs, and is told what is true by now."""
        if self.email_confirmed_at is not None:
            return
        self.email_confirmed_at = clock.now()
        self._write_to_asker()
        if self.state is State.WAITING:
            self._ask_or_stop()

    def tell_of(self, title: str, address: str) -> None:
        """Tell its asker that the post TITLE at ADDRESS answers it."""
        notices.answered(self.id, self.mailbox, title, address)

    def take_as_confirmed(self) -> None:
        """Its address came from where somebody vouches for it."""
        self.email_confirmed_at = self.received_at if self.email else None

    def forget_email(self) -> None:
        """Remove its address from here and from every mail; what has not left never does."""
        if self.email:
            mail.forget_address(self.email, f"question {self.id}")
        self.email, self.email_confirmed_at = "", None

    def mail_link(self, link: str) -> None:
        """Send its asker the LINK of its private page, to the address that they confirmed."""
        notices.private_link(self.id, self.mailbox, link)

    @property
    def masked_email(self) -> str:
        """Its address as far as only its owner knows it again."""
        name, _, host = self.email.rpartition("@")
        return f"{name[:1]}…@{host}"

    def _token(self, purpose: str) -> str:
        return signed.signed(purpose, [self.id, keyed(self.email)])
