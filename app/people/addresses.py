"""A new e-mail address, which counts once a mail that was sent there was read."""

from datetime import timedelta

from sqlalchemy import ForeignKey, delete
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, db, pk
from app.people import notices
from app.people.deeds import Deed
from app.people.links import Link
from app.people.model import Person
from app.people.resets import forget_links_of
from app.web import Refusal


class NewAddress(Link, Base):
    """The address that a person is about to have."""

    __tablename__ = "new_address"
    topic = None
    LASTS = timedelta(days=1)

    id: Mapped[pk]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    email: Mapped[str]

    person: Mapped[Person] = relationship(lazy="joined")

    @classmethod
    def wish(cls, person: Person, email: str) -> None:
        """Ask at EMAIL whether it is PERSON's, and tell them at the address that they have."""
        email = email.strip().lower()
        _refuse_taken(email)
        forget_wishes_of(person)
        notices.confirm_address(person.id, email, cls.keep(cls(person_id=person.id, email=email)))
        notices.address_changing(person.id, person.email, email)

    def confirm(self) -> None:
        """It is theirs. Links that were sent to the old address open nothing any more."""
        _refuse_taken(self.email)
        person, self.person.email = self.person, self.email
        forget_links_of(person)
        Deed.record(person, "Changed the e-mail address to sign in with")
        db.session.delete(self)


def forget_wishes_of(person: Person) -> None:
    """Let no link that PERSON was sent for a new address open anything."""
    db.session.execute(delete(NewAddress).where(NewAddress.person_id == person.id))


def _refuse_taken(email: str) -> None:
    if Person.with_email(email):
        raise Refusal("Somebody here has that address already.", 422)
