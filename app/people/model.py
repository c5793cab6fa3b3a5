"""A person, and the sessions in which they are signed in."""

from enum import StrEnum

from flask_login import UserMixin
from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, db, moment_made, pk, words
from app.db.facts import fact
from app.people import passwords
from app.screening.names import reads_as
from app.web import tokens


class Role(StrEnum):
    """What a person may do here."""

    AUTHOR = "author"


class Person(UserMixin, Base):  # type: ignore[misc]
    """Someone with an account. One without a password was imported, and cannot sign in."""

    __tablename__ = "person"

    id: Mapped[pk]
    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str | None]
    role: Mapped[Role] = mapped_column(words(Role), default=Role.AUTHOR)
    joined_at: Mapped[moment_made]

    session_key = ""

    @classmethod
    def with_email(cls, email: str) -> "Person | None":
        """Whoever has the address EMAIL, in whatever case it was typed."""
        return db.session.scalar(select(cls).where(cls.email == email.strip().lower()))

    @classmethod
    def named(cls, name: str, email: str, password: str | None, role: Role = Role.AUTHOR) -> "Person":
        """A new person. Raises TooShort for a weak password."""
        kept = None if password is None else passwords.hashed(password)
        person = cls(name=name, email=email.strip().lower(), password_hash=kept, role=role)
        db.session.add(person)
        return person

    def set_password(self, password: str) -> None:
        """From now on they sign in with PASSWORD. Raises TooShort."""
        self.password_hash = passwords.hashed(password)

    def get_id(self) -> str:
        """The key of the session for the cookie, not the number of the person: it can be ended."""
        return self.session_key

    def sign_in(self) -> None:
        """Begin a session."""
        self.session_key = tokens.new_token()
        db.session.add(SignIn(person_id=self.id, key_hash=tokens.hashed(self.session_key)))


class SignIn(Base):
    """A session of a person. Only the hash of its key is kept."""

    __tablename__ = "sign_in"
    topic = None

    id: Mapped[pk]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    key_hash: Mapped[str] = mapped_column(unique=True)
    began_at: Mapped[moment_made]

    person: Mapped[Person] = relationship(lazy="joined")


def signed_in_with(key: str) -> Person | None:
    """Who signed in with the session key KEY, unless that session was ended."""
    sign_in = db.session.scalar(select(SignIn).where(SignIn.key_hash == tokens.hashed(key)))
    if sign_in is None:
        return None
    sign_in.person.session_key = key
    return sign_in.person


def end_session(key: str) -> None:
    """Sign out wherever KEY is used."""
    db.session.execute(delete(SignIn).where(SignIn.key_hash == tokens.hashed(key)))


def has_name_like(name: str) -> bool:
    """Whether a reader could take NAME for one of the people who write here."""
    return any(reads_as(name, person) for person in _names())


@fact
def _names() -> tuple[str, ...]:
    return tuple(db.session.scalars(select(Person.name)))
