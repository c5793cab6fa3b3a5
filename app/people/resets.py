"""A new password for whoever has forgotten theirs."""

from datetime import timedelta

from sqlalchemy import ForeignKey, delete
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, db, pk
from app.people import notices, sessions
from app.people.deeds import Deed
from app.people.links import Link
from app.people.model import Person
from app.web import Refusal


class Reset(Link, Base):
    """A person may choose a new password by a link. It says nothing of their second factor."""

    __tablename__ = "reset"
    topic = None
    LASTS = timedelta(hours=1)

    id: Mapped[pk]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)

    person: Mapped[Person] = relationship(lazy="joined")

    @classmethod
    def for_person(cls, person: Person) -> str:
        """The token of a link for PERSON. Raises Refusal for who may not sign in anyhow."""
        if not person.may_sign_in:
            raise Refusal(f"{person.name} may not sign in, so there is no password to choose.")
        return cls.keep(cls(person_id=person.id))

    @classmethod
    def mail(cls, email: str) -> None:
        """Mail a link to whoever signs in with EMAIL; where nobody does, nothing happens."""
        person = Person.with_email(email)
        if person is not None and person.may_sign_in:
            notices.forgot(person.id, person.email, cls.for_person(person))

    def use(self, password_hash: str) -> None:
        """Their password is new from now on: they are signed out everywhere, and told by mail."""
        person = self.person
        if not person.may_sign_in:
            raise Refusal("Your access to this column was removed.", 403, resend=False)
        person.password_hash = password_hash
        sessions.end_others(person)
        forget_links_of(person)
        Deed.record(person, "Chose a new password by a link")
        notices.password_changed(person.id, person.email)


def forget_links_of(person: Person) -> None:
    """Let no link that PERSON was sent for a new password open anything."""
    db.session.execute(delete(Reset).where(Reset.person_id == person.id))
