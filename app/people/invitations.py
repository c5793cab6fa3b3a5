"""Invitations: the only way in for somebody new."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ForeignKey, select
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.db import Base, db, pk, words
from app.people import notices
from app.people.deeds import Deed
from app.people.links import Link
from app.people.model import Person, Role
from app.web import Refusal


class Invitation(Link, Base):
    """Somebody may join, as ROLE. With an address it was mailed there, and only that address joins."""

    __tablename__ = "invitation"
    topic = None
    LASTS = timedelta(days=7)

    id: Mapped[pk]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role] = mapped_column(words(Role))
    name: Mapped[str] = mapped_column(default="", server_default=sql("''"))
    email: Mapped[str] = mapped_column(default="", server_default=sql("''"))

    by: Mapped[Person] = relationship(lazy="joined")

    @classmethod
    def send(cls, by: Person, role: Role, name: str = "", email: str = "") -> str:
        """Invite somebody as ROLE; returns the token of the link, mailed where there is an EMAIL.

        Raises Refusal where somebody signs in with that address.
        """
        email = email.strip().lower()
        _refuse_taken(email)
        invitation = cls(by_id=by.id, role=role, name=name, email=email)
        token = cls.keep(invitation)
        db.session.flush()
        if email:
            notices.invited(invitation.id, email, name, by.name, token)
        Deed.record(by, f"Invited {invitation.whom} as {role}")
        return token

    @property
    def whom(self) -> str:
        """Who is meant, as far as is known."""
        return self.name or self.email or "somebody"

    def accept(self, name: str, email: str, password_hash: str) -> Person:
        """Let whoever was invited join. Raises Refusal where somebody signs in with that address."""
        person = self._known() or self._new(email)
        person.name, person.role, person.password_hash = name, self.role, password_hash
        person.barred_at = None
        db.session.flush()
        Deed.record(person, f"Joined as {self.role}, invited by {self.by.name}")
        db.session.delete(self)
        return person

    def withdraw(self, by: Person) -> None:
        """Let the link open nothing any more, and no mail leave."""
        notices.take_back_invitation(self.id)
        Deed.record(by, f"Withdrew the invitation of {self.whom}")
        db.session.delete(self)

    def _known(self) -> Person | None:
        """Who was imported with the address that the invitation was mailed to."""
        _refuse_taken(self.email)
        return Person.with_email(self.email) if self.email else None

    def _new(self, email: str) -> Person:
        email = self.email or email
        if not self.email and Person.with_email(email):
            raise Refusal("Somebody here has that address already. Please use another one.", 422)
        return Person.named("", email, None)


def open_invitations() -> Sequence[Invitation]:
    """Those that nobody has accepted yet and that can still be, the newest first."""
    lasting = Invitation.made_at >= clock.now() - Invitation.LASTS
    return db.session.scalars(
        select(Invitation).where(lasting).order_by(Invitation.id.desc()).limit(100)
    ).all()


def withdraw_all_of(person: Person, by: Person) -> None:
    """Withdraw what PERSON, who may invite nobody any more, has sent."""
    for invitation in db.session.scalars(select(Invitation).where(Invitation.by_id == person.id)):
        invitation.withdraw(by)


def _refuse_taken(email: str) -> None:
    known = Person.with_email(email) if email else None
    if known is not None and known.password_hash:
        raise Refusal(f"{email} has an account here already.", 422)
